#include "reader/json.h"

#include <string_view>

namespace budget::reader {
namespace {

/// Writes JSON; commas and quotes are its business.
class Writer {
 public:
  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_array() { open('['); }
  void end_array() { close(']'); }
  Writer& key(std::string_view name) {
    comma();
    quote(name);
    out_ += ':';
    fresh_ = true;
    return *this;
  }
  void text(std::string_view value) {
    comma();
    quote(value);
  }
  void number(long long value) {
    comma();
    out_ += std::to_string(value);
  }
  void flag(bool value) {
    comma();
    out_ += value ? "true" : "false";
  }
  void null() {
    comma();
    out_ += "null";
  }
  void text_or_null(std::string_view value) { value.empty() ? null() : text(value); }
  std::string take() { return std::move(out_); }

 private:
  void open(char c) {
    comma();
    out_ += c;
    fresh_ = true;
  }
  void close(char c) {
    out_ += c;
    fresh_ = false;
  }
  void comma() {
    if (!fresh_) out_ += ',';
    fresh_ = false;
  }
  void quote(std::string_view value) {
    static constexpr std::string_view kHex = "0123456789abcdef";
    out_ += '"';
    for (const char c : value) {
      const auto byte = static_cast<unsigned char>(c);
      if (c == '"' || c == '\\') {
        out_ += '\\';
        out_ += c;
      } else if (c == '\n') {
        out_ += "\\n";
      } else if (c == '\t') {
        out_ += "\\t";
      } else if (byte < 0x20) {
        out_ += "\\u00";
        out_ += kHex[byte >> 4U];
        out_ += kHex[byte & 15U];
      } else {
        out_ += c;
      }
    }
    out_ += '"';
  }

  std::string out_;
  bool fresh_ = true;
};

void write(Writer& json, const Source& source) {
  json.begin_object();
  json.key("line").number(source.line);
  json.key("last_line").number(source.last_line > 0 ? source.last_line : source.line);
  if (!source.cell.empty()) json.key("cell").text(source.cell);
  json.end_object();
}

void write(Writer& json, const ReadText& text) {
  if (text.empty() && text.printed.empty()) return json.null();
  json.begin_object();
  json.key("text").text(text.text);
  json.key("printed").text(text.printed);
  json.key("source");
  write(json, text.source);
  json.end_object();
}

void write(Writer& json, const ReadMoney& money) {
  if (money.value.printed.empty()) return json.null();
  json.begin_object();
  json.key("printed").text(money.value.printed);
  json.key("number").text(money.value.text);
  if (money.amount) {
    json.key("wan").text(money.amount->to_wan());
    json.key("fen").number(money.amount->fen());
  }
  json.key("source");
  write(json, money.value.source);
  json.end_object();
}

void write(Writer& json, const ReadPlan& plan) {
  json.begin_object();
  json.key("label");
  write(json, plan.label);
  json.key("unit").text(name_of(plan.unit));
  json.key("source");
  write(json, plan.source);
  json.key("nodes").begin_array();
  for (const ReadPlanNode& node : plan.nodes) {
    json.begin_object();
    json.key("month").number(node.month);
    json.key("printed").text(node.value.printed);
    json.key("cumulative_wan").text_or_null(node.cumulative_wan);
    if (node.cumulative) json.key("cumulative_fen").number(node.cumulative->fen());
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

void write(Writer& json, const ReadIndicator& indicator) {
  const ReadValue& value = indicator.value;
  json.begin_object();
  json.key("number").number(indicator.number);
  json.key("level1").text(indicator.level1);
  json.key("level1_printed").flag(indicator.level1_printed);
  json.key("level2").text(indicator.level2);
  json.key("level3").text(indicator.level3);
  json.key("description").text(indicator.description);
  json.key("value").begin_object();
  json.key("printed").text(value.cell.printed);
  if (value.cell.text != value.cell.printed) json.key("text").text(value.cell.text);
  json.key("comparator").text_or_null(name_of(value.comparator));
  json.key("comparator_printed").flag(value.comparator_printed);
  json.key("number").text_or_null(value.number);
  json.key("unit").text(value.unit);
  json.key("unit_norm").text(value.unit_norm);
  json.key("kind").text(name_of(value.kind));
  if (value.ambiguous) json.key("ambiguous").flag(true);
  if (value.suspect) json.key("suspect").flag(true);
  if (!value.likely.empty()) json.key("likely").text(value.likely);
  json.end_object();
  json.key("basis").text(indicator.basis);
  if (!indicator.weight.empty()) json.key("weight").text(indicator.weight);
  if (!indicator.missing.empty()) {
    json.key("missing").begin_array();
    for (const std::string& name : indicator.missing)
      json.text(name);
    json.end_array();
  }
  json.key("source");
  write(json, indicator.source);
  json.end_object();
}

void write(Writer& json, const ReadProject& project) {
  json.begin_object();
  json.key("section").text(project.section);
  json.key("sequence").text(project.sequence);
  json.key("title");
  write(json, project.title);
  json.key("name");
  write(json, project.name);
  json.key("code");
  write(json, project.code);
  json.key("unit_code").text_or_null(project.unit_code);
  json.key("unit_name").text_or_null(project.unit_name);
  json.key("money_unit").text(project.money_unit);
  json.key("budget");
  write(json, project.budget);
  json.key("fiscal");
  write(json, project.fiscal);
  json.key("other");
  write(json, project.other);
  json.key("purpose");
  write(json, project.purpose);
  json.key("plan");
  project.plan ? write(json, *project.plan) : json.null();
  json.key("goals_text");
  write(json, project.goals_text);
  json.key("goals").begin_array();
  for (const ReadGoal& goal : project.goals) {
    json.begin_object();
    json.key("number").number(goal.number);
    json.key("text").text(goal.text);
    if (goal.clean != goal.text) json.key("clean").text(goal.clean);
    json.end_object();
  }
  json.end_array();
  json.key("indicators").begin_array();
  for (const ReadIndicator& indicator : project.indicators)
    write(json, indicator);
  json.end_array();
  if (!project.other_fields.empty()) {
    json.key("other_fields").begin_array();
    for (const ReadField& field : project.other_fields) {
      json.begin_object();
      json.key("label").text(field.label);
      json.key("value");
      write(json, field.value);
      json.end_object();
    }
    json.end_array();
  }
  json.key("source");
  write(json, project.source);
  json.end_object();
}

void write(Writer& json, const std::vector<std::string>& texts) {
  json.begin_array();
  for (const std::string& text : texts)
    json.text(text);
  json.end_array();
}

void write(Writer& json, const std::vector<int>& numbers) {
  json.begin_array();
  for (const int number : numbers)
    json.number(number);
  json.end_array();
}

template <typename Row>
void write(Writer& json, const std::vector<std::vector<Row>>& rows) {
  json.begin_array();
  for (const auto& row : rows)
    write(json, row);
  json.end_array();
}

void write(Writer& json, const ReadTable& table) {
  json.begin_object();
  json.key("number").number(table.number);
  json.key("title");
  write(json, table.title);
  json.key("money_unit").text(table.money_unit);
  json.key("columns");
  write(json, table.columns);
  json.key("header_rows");
  write(json, table.header_rows);
  json.key("column_numbers");
  write(json, table.column_numbers);
  json.key("rows");
  write(json, table.rows);
  json.key("row_lines");
  write(json, table.row_lines);
  json.key("note").text_or_null(table.note);
  json.key("empty").flag(table.empty);
  json.key("pages").number(table.pages);
  json.key("corrections").begin_array();
  for (const Correction& correction : table.corrections) {
    json.begin_object();
    json.key("row").number(static_cast<long long>(correction.row));
    json.key("column").number(static_cast<long long>(correction.column));
    json.key("literal").text(correction.literal);
    json.key("likely").text(correction.likely);
    json.end_object();
  }
  json.end_array();
  json.key("source");
  write(json, table.source);
  json.end_object();
}

void write(Writer& json, const std::vector<ReadText>& texts) {
  json.begin_array();
  for (const ReadText& text : texts)
    write(json, text);
  json.end_array();
}

void write(Writer& json, const ReadSection& section) {
  json.begin_object();
  json.key("number").number(section.number);
  json.key("kind").text(section.kind);
  json.key("heading");
  write(json, section.heading);
  json.key("paragraphs");
  write(json, section.paragraphs);
  json.key("figures").begin_array();
  for (const ReadFigure& figure : section.figures) {
    json.begin_object();
    json.key("label").text(figure.label);
    json.key("number").text(figure.number);
    json.key("unit").text(figure.unit);
    json.key("line").number(figure.line);
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

void write(Writer& json, const DepartmentPart& part) {
  json.begin_object();
  json.key("overall");
  write(json, part.overall);
  json.key("goals").begin_array();
  for (const DepartmentGoal& goal : part.goals) {
    json.begin_object();
    json.key("title").text(goal.title);
    json.key("goal").text(goal.goal);
    json.key("indicators").text(goal.indicators);
    json.key("paragraphs");
    write(json, goal.paragraphs);
    json.end_object();
  }
  json.end_array();
  json.key("safeguards");
  write(json, part.safeguards);
  json.end_object();
}

void write(Writer& json, const Observation& seen) {
  const Finding& finding = seen.finding;
  json.begin_object();
  json.key("rule").text(finding.rule.text());
  json.key("level").text(budget::name_of(finding.level));
  json.key("line").number(finding.place.line);
  json.key("lines");
  write(json, seen.lines);
  if (!finding.place.cell.empty()) json.key("cell").text(finding.place.cell);
  if (!finding.place.field.empty()) json.key("field").text(finding.place.field);
  json.key("message").text(finding.message);
  json.key("quote").text(finding.quote);
  json.key("treatment").text(finding.treatment);
  json.end_object();
}

template <typename List>
void write_list(Writer& json, std::string_view name, const List& list) {
  json.key(name).begin_array();
  for (const auto& each : list)
    write(json, each);
  json.end_array();
}

void write(Writer& json, const ReadContentsEntry& entry) {
  json.begin_object();
  json.key("sequence").text(entry.sequence);
  json.key("name").text(entry.name);
  json.key("page").text(entry.page);
  json.key("goal_sheet").flag(entry.is_goal_sheet);
  json.key("line").number(entry.line);
  json.end_object();
}

void write(Writer& json, const ReadUnit& unit) {
  json.begin_object();
  json.key("code").text_or_null(unit.code);
  json.key("name").text(unit.name);
  json.key("projects").number(unit.projects);
  json.end_object();
}

void write(Writer& json, const UnclaimedLine& line) {
  json.begin_object();
  json.key("line").number(line.line);
  json.key("text").text(line.text);
  json.end_object();
}

}  // namespace

std::string to_json(const ReadDocument& document) {
  Writer json;
  json.begin_object();
  json.key("schema").text("budget.document/1");
  json.key("file").begin_object();
  json.key("name").text(document.file_name);
  json.key("format").text(name_of(document.format));
  json.key("encoding").text(name_of(document.encoding));
  json.key("lines").number(document.lines);
  json.key("characters").number(static_cast<long long>(document.characters));
  json.key("characters_accounted").number(static_cast<long long>(document.characters_accounted));
  json.end_object();
  json.key("kind").text(name_of(document.kind));
  json.key("title");
  write(json, document.title);
  json.key("fiscal_year");
  document.fiscal_year == 0 ? json.null() : json.number(document.fiscal_year);
  json.key("fiscal_year_evidence").text(document.fiscal_year_evidence);
  json.key("department_code").text_or_null(document.department_code);
  json.key("department_code_derived").text_or_null(document.department_code_derived);
  json.key("department_name");
  write(json, document.department_name);
  json.key("money_unit").text(document.money_unit);
  write_list(json, "units", document.units);
  write_list(json, "contents", document.contents);
  json.key("department");
  write(json, document.department);
  write_list(json, "projects", document.projects);
  write_list(json, "department_sheets", document.department_sheets);
  write_list(json, "tables", document.tables);
  write_list(json, "other_tables", document.other_tables);
  write_list(json, "sections", document.sections);
  write_list(json, "findings", document.findings);
  write_list(json, "unclaimed", document.unclaimed);
  json.end_object();
  return json.take();
}

}  // namespace budget::reader
