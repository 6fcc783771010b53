#include "sheet.h"

#include <algorithm>

namespace budget::goal_lint {
namespace {

/// A text of the payload, or of a budget.document/1, where it stands with its source.
const std::string& text_at(const Json& json, std::string_view name) {
  const Json& value = json[name];
  return value.is_object() ? value["text"].text() : value.text();
}

int line_of(const Json& json) {
  if (json["line"].is_integer()) return static_cast<int>(json["line"].integer());
  return static_cast<int>(json["source"]["line"].integer());
}

/// The line of one field: from "lines", or from the field's own source.
int line_at(const Json& project, std::string_view field, int otherwise) {
  for (const Json* line : {&project["lines"][field], &project[field]["source"]["line"],
                           &project[std::string(field) + "_text"]["source"]["line"]})
    if (line->integer() > 0) return static_cast<int>(line->integer());
  return otherwise;
}

Field field_of(const std::string& printed, int line) {
  return {printed, fold(printed), line};
}

Category category_of(View level1, View level2) {
  const auto either = [&](View word) { return has(level1, word) || has(level2, word); };
  if (has(level2, U"数量")) return Category::quantity;
  if (has(level2, U"质量")) return Category::quality;
  if (has(level2, U"时效")) return Category::timeliness;
  if (either(U"成本")) return Category::cost;
  if (either(U"满意")) return Category::satisfaction;
  if (either(U"效益") || has(level2, U"可持续")) return Category::benefit;
  return Category::other;
}

std::string sign_text(const std::string& comparator) {
  if (comparator == ">=") return "≥";
  if (comparator == "<=") return "≤";
  return comparator == "qualitative" || comparator == "=" ? "" : comparator;
}

Row row_of(const Json& json, std::size_t index, const Words& words) {
  Row row;
  row.index = index;
  row.line = line_of(json);
  row.level1 = fold(json["level1"].text());
  row.level2 = fold(json["level2"].text());
  row.category = category_of(row.level1, row.level2);
  row.name = field_of(json["level3"].text(), row.line);
  row.description = field_of(json["description"].text(), row.line);
  row.basis = field_of(json["basis"].text(), row.line);
  row.weight = fold(json["weight"].text());
  std::string printed = json["printed"].text();
  if (printed.empty()) printed = json["value"]["printed"].text();
  if (printed.empty()) {
    printed = sign_text(json["comparator"].text()) + json["value"].text() + json["unit"].text();
  }
  row.value_cell = field_of(printed, row.line);
  // What the reader made of LaTeX and tags, where it was there; people are shown what was printed.
  const std::string& clean = json["value"]["text"].text();
  if (!clean.empty()) row.value_cell.text = fold(clean);
  row.value = read_value(row.value_cell.text, words);
  row.is_redacted = words.any_in("redacted", row.name.text) && row.name.text.size() <= 8;
  return row;
}

std::optional<Int128> micro_of(const Json& fen) {
  if (!fen.is_integer()) return std::nullopt;
  return Int128{fen.integer()} * 10'000;
}

}  // namespace

std::vector<Sheet> read_sheets(const Json& payload, const Words& words) {
  std::vector<Sheet> sheets;
  // A document tells the places as well; the payload's own list is for what was never a file.
  const Json& read = payload["document"]["projects"];
  for (const Json& project : (read.items().empty() ? payload["projects"] : read).items()) {
    Sheet sheet;
    sheet.index = sheets.size();
    sheet.line = line_of(project);
    const Json& year = project["fiscal_year"].is_integer() ? project : payload;
    sheet.fiscal_year = static_cast<int>(year["fiscal_year"].integer());
    const std::string& code = text_at(project, "code");
    sheet.code = fold(code);
    sheet.place = "projects[" + (code.empty() ? "#" + std::to_string(sheet.index + 1) : code) + "]";
    sheet.name = field_of(text_at(project, "name"), line_at(project, "name", sheet.line));
    sheet.purpose = field_of(text_at(project, "purpose"), line_at(project, "purpose", sheet.line));
    sheet.budget = micro_of(project["budget_fen"]);
    if (!sheet.budget) sheet.budget = micro_of(project["budget"]["fen"]);
    if (sheet.budget == Int128{0}) sheet.budget.reset();
    sheet.plan_line = line_at(project, "plan", sheet.line);
    const Json& plan = project["plan"];
    for (const Json& node : (plan.is_object() ? plan["nodes"] : plan).items()) {
      sheet.plan.emplace_back(static_cast<int>(node["month"].integer()),
                              micro_of(node["cumulative_fen"]));
    }
    const int goals_line = line_at(project, "goals", sheet.line);
    for (const Json& goal : project["goals"].items())
      sheet.goals.push_back(
          field_of(goal.is_object() ? goal["text"].text() : goal.text(), goals_line));
    std::size_t redacted = 0;
    for (const Json& indicator : project["indicators"].items()) {
      sheet.rows.push_back(row_of(indicator, sheet.rows.size(), words));
      redacted += sheet.rows.back().is_redacted ? 1 : 0;
    }
    sheet.is_redacted = redacted > 0 && redacted == sheet.rows.size();
    sheets.push_back(std::move(sheet));
  }
  return sheets;
}

}  // namespace budget::goal_lint
