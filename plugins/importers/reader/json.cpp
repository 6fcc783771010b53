#include "reader/json.h"

#include "reader/json_parts.h"

namespace budget::reader {
namespace {

void write(JsonWriter& json, const std::vector<std::string>& texts) {
  json.begin_array();
  for (const std::string& text : texts)
    json.text(text);
  json.end_array();
}

void write(JsonWriter& json, const std::vector<int>& numbers) {
  json.begin_array();
  for (const int number : numbers)
    json.number(number);
  json.end_array();
}

template <typename Row>
void write(JsonWriter& json, const std::vector<std::vector<Row>>& rows) {
  json.begin_array();
  for (const auto& row : rows)
    write(json, row);
  json.end_array();
}

/// A table's own year and department are written where they are not the document's.
void write(JsonWriter& json, const ReadTable& table, const ReadDocument& document) {
  json.begin_object();
  json.key("number").number(table.number);
  if (table.fiscal_year != 0 && table.fiscal_year != document.fiscal_year)
    json.key("fiscal_year").number(table.fiscal_year);
  if (!document.department_code.empty() &&
      !table.department_code.starts_with(document.department_code) &&
      !table.department_code.empty())
    json.key("department_code").text(table.department_code);
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

void write(JsonWriter& json, const std::vector<ReadText>& texts) {
  json.begin_array();
  for (const ReadText& text : texts)
    write(json, text);
  json.end_array();
}

void write(JsonWriter& json, const ReadSection& section) {
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

void write(JsonWriter& json, const DepartmentPart& part) {
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

void write(JsonWriter& json, const Observation& seen) {
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

void write(JsonWriter& json, const ReadContentsEntry& entry) {
  json.begin_object();
  json.key("sequence").text(entry.sequence);
  json.key("name").text(entry.name);
  json.key("page").text(entry.page);
  json.key("goal_sheet").flag(entry.is_goal_sheet);
  json.key("line").number(entry.line);
  json.end_object();
}

void write(JsonWriter& json, const ReadUnit& unit) {
  json.begin_object();
  json.key("code").text_or_null(unit.code);
  json.key("name").text(unit.name);
  json.key("projects").number(unit.projects);
  json.end_object();
}

void write(JsonWriter& json, const UnclaimedLine& line) {
  json.begin_object();
  json.key("line").number(line.line);
  json.key("text").text(line.text);
  json.end_object();
}

template <typename List>
void write_list(JsonWriter& json, std::string_view name, const List& list) {
  json.key(name).begin_array();
  for (const auto& each : list)
    write(json, each);
  json.end_array();
}

void write_tables(JsonWriter& json, std::string_view name, const std::vector<ReadTable>& tables,
                  const ReadDocument& document) {
  json.key(name).begin_array();
  for (const ReadTable& table : tables)
    write(json, table, document);
  json.end_array();
}

}  // namespace

std::string to_json(const ReadDocument& document) {
  JsonWriter json;
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
  json.key("money_unit_printed").flag(document.money_unit_printed);
  write_list(json, "units", document.units);
  write_list(json, "contents", document.contents);
  json.key("department");
  write(json, document.department);
  write_list(json, "projects", document.projects);
  write_list(json, "department_sheets", document.department_sheets);
  write_tables(json, "tables", document.tables, document);
  write_tables(json, "other_tables", document.other_tables, document);
  write_list(json, "sections", document.sections);
  write_list(json, "findings", document.findings);
  write_list(json, "unclaimed", document.unclaimed);
  json.end_object();
  return json.take();
}

}  // namespace budget::reader
