#include "sheet.h"

#include <algorithm>

namespace budget::goal_lint {
namespace {

int line_of(const Json& json, std::string_view name = "line") {
  if (json[name].is_integer()) return static_cast<int>(json[name].integer());
  return static_cast<int>(json["source"]["line"].integer());
}

Field field_of(const std::string& printed, int line) {
  return {printed, fold(printed), line};
}

/// "lines" holds the places of the fields that have one of their own.
int field_line(const Json& project, std::string_view field, int otherwise) {
  const auto line = static_cast<int>(project["lines"][field].integer());
  return line > 0 ? line : otherwise;
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
  if (printed.empty()) {
    printed = sign_text(json["comparator"].text()) + json["value"].text() + json["unit"].text();
  }
  row.value_cell = field_of(printed, row.line);
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
  for (const Json& project : payload["projects"].items()) {
    Sheet sheet;
    sheet.index = sheets.size();
    sheet.line = line_of(project);
    const std::string& code = project["code"].text();
    sheet.code = fold(code);
    sheet.place =
        "projects[" + (code.empty() ? "#" + std::to_string(sheet.index + 1) : code) + "]";
    sheet.name = field_of(project["name"].text(), field_line(project, "name", sheet.line));
    sheet.purpose = field_of(project["purpose"].text(), field_line(project, "purpose", sheet.line));
    sheet.budget = micro_of(project["budget_fen"]);
    if (sheet.budget == Int128{0}) sheet.budget.reset();
    sheet.plan_line = field_line(project, "plan", sheet.line);
    for (const Json& node : project["plan"].items()) {
      sheet.plan.emplace_back(static_cast<int>(node["month"].integer()),
                              micro_of(node["cumulative_fen"]));
    }
    const int goals_line = field_line(project, "goals", sheet.line);
    for (const Json& goal : project["goals"].items())
      sheet.goals.push_back(field_of(goal.text(), goals_line));
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
