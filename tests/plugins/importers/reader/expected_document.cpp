#include "expected_document.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <boost/json.hpp>

#include <budget/decimal.h>

#include "reader/text/characters.h"

namespace budget::reader {
namespace {

namespace json = boost::json;

std::string text_of(const json::value& value) {
  if (value.is_string()) return std::string(value.get_string());
  if (value.is_int64()) return std::to_string(value.get_int64());
  if (value.is_bool()) return value.get_bool() ? "true" : "false";
  return {};
}

std::string field(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value == nullptr ? std::string() : text_of(*value);
}

bool is_set(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value != nullptr && !value->is_null();
}

class Comparer {
 public:
  Comparer(Comparison& result, std::string where) : result_(result), where_(std::move(where)) {}

  bool text(const std::string& kind, const std::string& expected, const std::string& actual) {
    // Full-width digits and signs are the same text in another print.
    const std::string left = to_half_width(without_blanks(expected));
    const std::string right = to_half_width(without_blanks(actual));
    return note(kind, left, right, left == right);
  }
  bool decimal(const std::string& kind, const std::string& expected, const std::string& actual) {
    constexpr int kScale = 6;
    const auto left = parse_fixed(expected, kScale);
    const auto right = parse_fixed(actual, kScale);
    const bool same = left && right ? left.value() == right.value() : expected == actual;
    return note(kind, expected, actual, same);
  }
  bool note(const std::string& kind, const std::string& expected, const std::string& actual,
            bool same) {
    FieldCount& count = result_.fields[kind];
    ++count.compared;
    count.equal += same ? 1 : 0;
    if (!same) {
      result_.differences.push_back(where_ + " " + kind + ": expected '" + expected + "', read '" +
                                    actual + "'");
    }
    return same;
  }
  void at(std::string where) { where_ = std::move(where); }

 private:
  Comparison& result_;
  std::string where_;
};

void compare_indicator(Comparer& compare, const json::object& expected,
                       const ReadIndicator& actual) {
  compare.text("level1", field(expected, "level1"), actual.level1);
  compare.note("level1_printed", field(expected, "level1_printed"),
               actual.level1_printed ? "true" : "false",
               (field(expected, "level1_printed") == "true") == actual.level1_printed);
  compare.text("level2", field(expected, "level2"), actual.level2);
  compare.text("level3", field(expected, "level3"), actual.level3);
  compare.text("description", field(expected, "description"), actual.description);
  compare.text("value_printed", field(expected, "value_printed"), actual.value.cell.printed);
  compare.text("basis", field(expected, "basis"), actual.basis);
  // README: a flag, or the other reading, is as good where the value is a judgement.
  const bool flagged = is_set(expected, "ambiguous") && actual.value.ambiguous;
  const json::object* alt = nullptr;
  if (is_set(expected, "alt")) alt = &expected.at("alt").as_object();
  const std::string comparator = name_of(actual.value.comparator);
  const bool other = alt != nullptr && comparator == field(*alt, "comparator") &&
                     actual.value.number == field(*alt, "number");
  const auto value = [&](const std::string& kind, const std::string& wanted,
                         const std::string& read) {
    compare.note(kind, wanted, read,
                 to_half_width(wanted) == to_half_width(read) || flagged || other);
  };
  value("comparator", field(expected, "comparator"), comparator);
  if (field(expected, "number").empty() || flagged || other) {
    value("number", field(expected, "number"), actual.value.number);
  } else {
    compare.decimal("number", field(expected, "number"), actual.value.number);
  }
  value("unit", field(expected, "unit"), actual.value.unit);
  value("unit_norm", field(expected, "unit_norm"), actual.value.unit_norm);
  if (field(expected, "suspect") == "true" && field(expected, "suspect_kind") == "doubled_value") {
    // 22万元 for 2万元 is only reported: the value itself looks sound.
    const bool short_number = field(expected, "number").size() == 2;
    compare.note("suspect", "true", actual.value.suspect ? "true" : "false",
                 actual.value.suspect || short_number);
  }
}

void compare_money(Comparer& compare, const std::string& kind, const json::object& expected,
                   const std::string& name, const ReadMoney& actual) {
  const std::string read = actual.amount ? actual.amount->to_wan() : std::string();
  const std::string wanted = field(expected, name);
  if (wanted.empty() || read.empty()) {
    compare.note(kind, wanted, read, wanted == read);
  } else {
    compare.decimal(kind, wanted, read);
  }
}

void compare_plan(Comparer& compare, const json::object& expected, const ReadProject& actual) {
  const bool wanted = is_set(expected, "plan");
  compare.note("plan", wanted ? "plan" : "none", actual.plan ? "plan" : "none",
               wanted == actual.plan.has_value());
  if (!wanted || !actual.plan) return;
  const json::object& plan = expected.at("plan").as_object();
  compare.text("plan_label", field(plan, "label"), actual.plan->label.text);
  compare.note("plan_unit", field(plan, "unit"), name_of(actual.plan->unit),
               field(plan, "unit") == name_of(actual.plan->unit));
  static constexpr int kMonths[] = {3, 6, 10, 12};
  const json::array& printed = plan.at("printed").as_array();
  const json::array& amounts = plan.at("cumulative_wan").as_array();
  for (std::size_t i = 0; i < printed.size(); ++i) {
    const auto node =
        std::find_if(actual.plan->nodes.begin(), actual.plan->nodes.end(),
                     [&](const ReadPlanNode& each) { return each.month == kMonths[i]; });
    const bool there = node != actual.plan->nodes.end();
    compare.text("plan_cell", text_of(printed[i]), there ? node->value.printed : std::string());
    const std::string amount = text_of(amounts[i]);
    const std::string read = there ? node->cumulative_wan : std::string();
    if (amount.empty() || read.empty()) {
      compare.note("plan_amount", amount, read, amount == read);
    } else {
      compare.decimal("plan_amount", amount, read);
    }
  }
}

void compare_project(Comparer& compare, const json::object& expected, const ReadProject& actual) {
  compare.text("sequence", field(expected, "seq"), actual.sequence);
  compare.text("name", field(expected, "name"), actual.name.text);
  compare.text("title_printed", field(expected, "title_printed"), actual.title.printed);
  compare.text("unit_code", field(expected, "unit_code"), actual.unit_code);
  compare.text("unit_name", field(expected, "unit_name"), actual.unit_name);
  compare.text("project_code", field(expected, "project_code"), actual.code.text);
  compare_money(compare, "budget", expected, "budget", actual.budget);
  compare_money(compare, "fiscal", expected, "fiscal_funds", actual.fiscal);
  compare_money(compare, "other", expected, "other_funds", actual.other);
  compare.text("purpose", field(expected, "purpose"), actual.purpose.text);
  compare_plan(compare, expected, actual);
  const json::array& goals = expected.at("goals").as_array();
  const json::array& clean = expected.at("goals_clean").as_array();
  compare.note("goals", std::to_string(goals.size()), std::to_string(actual.goals.size()),
               goals.size() == actual.goals.size());
  for (std::size_t i = 0; i < goals.size(); ++i) {
    const bool there = i < actual.goals.size();
    compare.text("goal", text_of(goals[i]), there ? actual.goals[i].text : std::string());
    compare.text("goal_clean", text_of(clean[i]), there ? actual.goals[i].clean : std::string());
  }
  const json::array& indicators = expected.at("indicators").as_array();
  compare.note("indicators", std::to_string(indicators.size()),
               std::to_string(actual.indicators.size()),
               indicators.size() == actual.indicators.size());
  static const ReadIndicator kNone;
  for (std::size_t i = 0; i < indicators.size(); ++i) {
    compare.at("project " + field(expected, "index") + " indicator " + std::to_string(i + 1));
    compare_indicator(compare, indicators[i].as_object(),
                      i < actual.indicators.size() ? actual.indicators[i] : kNone);
  }
}

void compare_table(Comparer& compare, const json::object& expected, const ReadTable& actual,
                   const std::string& prefix) {
  compare.text(prefix + "title", field(expected, "title"), actual.title.text);
  const auto list = [&](const std::string& kind, const json::array& wanted,
                        const std::vector<std::string>& read) {
    compare.note(kind + "s", std::to_string(wanted.size()), std::to_string(read.size()),
                 wanted.size() == read.size());
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      compare.text(kind, text_of(wanted[i]), i < read.size() ? read[i] : std::string("(none)"));
    }
  };
  if (is_set(expected, "columns")) {
    list(prefix + "column", expected.at("columns").as_array(), actual.columns);
    list(prefix + "column_number", expected.at("column_numbers").as_array(), actual.column_numbers);
    compare.text(prefix + "note", field(expected, "note"), actual.note);
    compare.note(prefix + "empty", field(expected, "empty"), actual.empty ? "true" : "false",
                 (field(expected, "empty") == "true") == actual.empty);
    compare.note(prefix + "pages", field(expected, "pages"), std::to_string(actual.pages),
                 field(expected, "pages") == std::to_string(actual.pages));
  }
  const json::array& header = expected.at("header_rows").as_array();
  compare.note(prefix + "header_rows", std::to_string(header.size()),
               std::to_string(actual.header_rows.size()),
               header.size() == actual.header_rows.size());
  for (std::size_t i = 0; i < header.size() && i < actual.header_rows.size(); ++i) {
    list(prefix + "header_cell", header[i].as_array(), actual.header_rows[i]);
  }
  const json::array& rows = expected.at("rows").as_array();
  compare.note(prefix + "rows", std::to_string(rows.size()), std::to_string(actual.rows.size()),
               rows.size() == actual.rows.size());
  static const std::vector<std::string> kNoRow;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    list(prefix + "cell", rows[i].as_array(), i < actual.rows.size() ? actual.rows[i] : kNoRow);
  }
}

void compare_document(Comparer& compare, const json::object& expected, const ReadDocument& actual) {
  compare.text("fiscal_year", field(expected, "fiscal_year"), std::to_string(actual.fiscal_year));
  compare.text("department_code", field(expected, "department_code"), actual.department_code);
  compare.text("department_name", field(expected, "department_name"), actual.department_name.text);
  compare.text("document_kind", field(expected, "kind_slug"), name_of(actual.kind));
  compare.text("money_unit", field(expected, "money_unit"), actual.money_unit);
  const json::array& units = expected.at("units").as_array();
  for (const json::value& each : units) {
    const json::object& unit = each.as_object();
    const bool there = std::any_of(actual.units.begin(), actual.units.end(), [&](const auto& one) {
      return one.code == field(unit, "code") && one.name == field(unit, "name") &&
             std::to_string(one.projects) == field(unit, "projects");
    });
    compare.note("unit", field(unit, "name"), there ? field(unit, "name") : "", there);
  }
  if (!expected.contains("contents")) return;
  std::vector<const ReadContentsEntry*> sheets;
  for (const ReadContentsEntry& entry : actual.contents) {
    if (entry.is_goal_sheet) sheets.push_back(&entry);
  }
  const json::array& contents = expected.at("contents").as_array();
  for (std::size_t i = 0; i < contents.size(); ++i) {
    const json::object& entry = contents[i].as_object();
    const bool there = i < sheets.size();
    compare.text("contents", field(entry, "seq") + field(entry, "name") + field(entry, "page"),
                 there ? sheets[i]->sequence + sheets[i]->name + sheets[i]->page : std::string());
  }
}

/// What only a reader of the layout can see; checks of the content belong to rules.
const std::set<std::string>& layout_kinds() {
  static const std::set<std::string> kKinds = {"bookmark_markup",
                                               "code_split",
                                               "columns_shifted",
                                               "continuation_duplicates_text",
                                               "document_year_not_in_title",
                                               "doubled_text",
                                               "doubled_value",
                                               "embedded_tabs",
                                               "empty_table",
                                               "goals_column_shift",
                                               "header_scrambled",
                                               "html_markup",
                                               "latex_in_text",
                                               "markdown_in_text",
                                               "mixed_punctuation",
                                               "name_differs_between_tables",
                                               "ocr_misread",
                                               "ocr_space_in_code",
                                               "ocr_space_in_name",
                                               "ocr_space_in_number",
                                               "ocr_space_in_text",
                                               "odd_unit",
                                               "page_split_row",
                                               "page_split_table",
                                               "placeholder_prefix",
                                               "plan_cell_blank",
                                               "plan_december_missing",
                                               "plan_label_mismatch",
                                               "project_header_missing",
                                               "redacted",
                                               "repeated_table_header",
                                               "title_spacing",
                                               "title_split",
                                               "toc_format",
                                               "truncated_text",
                                               "unit_incomplete",
                                               "value_ambiguous",
                                               "value_unit_mismatch"};
  return kKinds;
}

void compare_findings(Comparison& result, const json::array& anomalies, const json::array& projects,
                      const ReadDocument& document) {
  std::map<std::string, std::vector<std::set<int>>> expected;
  for (const json::value& each : anomalies) {
    const json::object& anomaly = each.as_object();
    const std::string kind = field(anomaly, "kind");
    if (!layout_kinds().contains(kind)) continue;
    std::set<int> lines;
    for (const json::value& line : anomaly.at("where").at("lines").as_array()) {
      lines.insert(static_cast<int>(line.as_int64()));
    }
    // Some are placed at a sheet's first line instead of the cell.
    for (const json::value& project : projects) {
      const json::array& range = project.as_object().at("lines").as_array();
      if (!lines.contains(static_cast<int>(range[0].as_int64()))) continue;
      for (std::int64_t line = range[0].as_int64(); line <= range[1].as_int64(); ++line) {
        lines.insert(static_cast<int>(line));
      }
    }
    expected[kind].push_back(std::move(lines));
  }
  const std::string prefix = "reader.";
  std::map<std::string, std::set<int>> ours;
  for (const Observation& seen : document.findings) {
    const std::string kind = seen.finding.rule.text().substr(prefix.size());
    ours[kind].insert(seen.lines.begin(), seen.lines.end());
    if (!layout_kinds().contains(kind)) continue;
    const auto known = expected.find(kind);
    const bool there =
        known != expected.end() &&
        std::any_of(known->second.begin(), known->second.end(), [&](const std::set<int>& lines) {
          return std::any_of(seen.lines.begin(), seen.lines.end(),
                             [&](int line) { return lines.contains(line); });
        });
    if (there) continue;
    ++result.findings[kind].extra;
    result.differences.push_back("extra finding " + kind + " line " +
                                 std::to_string(seen.finding.place.line) + ": " +
                                 seen.finding.message + " | " + seen.finding.quote);
  }
  for (const auto& [kind, list] : expected) {
    for (const std::set<int>& lines : list) {
      const bool found = std::any_of(lines.begin(), lines.end(),
                                     [&](int line) { return ours[kind].contains(line); });
      ++(found ? result.findings[kind].found : result.findings[kind].missed);
      if (!found) {
        result.differences.push_back("missed finding " + kind + " line " +
                                     std::to_string(*lines.begin()));
      }
    }
  }
}

}  // namespace

int Comparison::compared() const {
  int sum = 0;
  for (const auto& [kind, count] : fields)
    sum += count.compared;
  return sum;
}

int Comparison::equal() const {
  int sum = 0;
  for (const auto& [kind, count] : fields)
    sum += count.equal;
  return sum;
}

std::optional<std::string> samples_folder() {
  const std::string folder = "../shared";
  if (!std::filesystem::exists(folder + "/seeds") ||
      !std::filesystem::exists(folder + "/expected")) {
    return std::nullopt;
  }
  return folder;
}

std::string file_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string sample_text(const std::string& name) {
  return file_text(*samples_folder() + "/seeds/" + name + ".txt");
}

Comparison compare_with_expected(const ReadDocument& document, const std::string& sample,
                                 const ComparisonScope& scope) {
  Comparison result;
  std::string transcription =
      file_text(*samples_folder() + "/expected/" + sample.substr(0, 3) + ".json");
  for (const auto& [from, to] : scope.replaced) {
    for (std::size_t at = 0; (at = transcription.find(from, at)) != std::string::npos;
         at += to.size()) {
      transcription.replace(at, from.size(), to);
    }
  }
  const json::value all = json::parse(transcription);
  const json::object& expected = all.as_object();
  Comparer compare(result, "document");
  if (scope.department) {
    compare_document(compare, expected.at("document").as_object(), document);
  }
  const json::array& projects = expected.at("projects").as_array();
  compare.note("projects", std::to_string(projects.size()),
               std::to_string(document.projects.size()),
               projects.size() == document.projects.size());
  static const ReadProject kNoProject;
  for (std::size_t i = 0; i < projects.size(); ++i) {
    compare.at("project " + std::to_string(i + 1));
    compare_project(compare, projects[i].as_object(),
                    i < document.projects.size() ? document.projects[i] : kNoProject);
  }
  static const ReadTable kNoTable;
  const auto tables = [&](const std::string& name, const std::vector<ReadTable>& actual,
                          const std::string& prefix) {
    if (!expected.contains(name)) return;
    const json::array& list = expected.at(name).as_array();
    compare.at(name);
    compare.note(prefix + "tables", std::to_string(list.size()), std::to_string(actual.size()),
                 list.size() == actual.size());
    for (std::size_t i = 0; i < list.size(); ++i) {
      compare.at(name + " " + std::to_string(i + 1));
      compare_table(compare, list[i].as_object(), i < actual.size() ? actual[i] : kNoTable, prefix);
    }
  };
  tables("open_tables", document.tables, "table_");
  tables("other_tables", document.other_tables, "other_");
  if (scope.lines)
    compare_findings(result, expected.at("anomalies").as_array(), projects, document);
  return result;
}

std::string to_table(const std::string& sample, const Comparison& comparison) {
  std::ostringstream out;
  out << sample << ": " << comparison.compared() << " compared, " << comparison.equal()
      << " equal, " << comparison.compared() - comparison.equal() << " different\n";
  for (const auto& [kind, count] : comparison.fields) {
    out << "  " << kind << " " << count.compared << " / " << count.equal << " / "
        << count.compared - count.equal << "\n";
  }
  if (!comparison.findings.empty()) out << "  findings: kind found / missed / extra\n";
  for (const auto& [kind, count] : comparison.findings) {
    out << "    " << kind << " " << count.found << " / " << count.missed << " / " << count.extra
        << "\n";
  }
  return out.str();
}

}  // namespace budget::reader
