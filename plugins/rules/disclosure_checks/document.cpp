#include "document.h"

#include <algorithm>

#include "columns.h"
#include "forms.h"
#include "years.h"

namespace budget::disclosure {
namespace {

const std::string& text_of(const Json& value) {
  return value.is_object() ? value["text"].text() : value.text();
}

int line_of(const Json& json) {
  for (const Json* line : {&json["line"], &json["source"]["line"], &json["title_line"]})
    if (line->integer() > 0) return static_cast<int>(line->integer());
  return static_cast<int>(json["title"]["source"]["line"].integer());
}

int first_line(const Json& lines) {
  if (lines.is_integer()) return static_cast<int>(lines.integer());
  return lines.items().empty() ? 0 : static_cast<int>(lines.items().front().integer());
}

/// Which of the nine a title names; for a document whose reader did not say.
int number_of_title(std::string_view title) {
  if (has(title, "三公")) return 9;
  if (has(title, "国有资本")) return 8;
  if (has(title, "基金")) return 7;
  if (has(title, "基本支出")) return 6;
  if (has(title, "一般公共预算")) return 5;
  if (has(title, "财政拨款收支")) return 4;
  if (has(title, "支出总表")) return 3;
  if (has(title, "收入总表")) return 2;
  return has(title, "收支总表") ? 1 : 0;
}

/// What a page break doubled in a cell is read as it was probably meant; the finding is the
/// reader's.
void correct(Table& table, const Json& corrections) {
  for (const Json& entry : corrections.items()) {
    const auto row = static_cast<std::size_t>(entry["row"].integer());
    const Json& place = entry["column"].is_null() ? entry["col"] : entry["column"];
    const auto column = static_cast<std::size_t>(place.integer());
    const Json& likely = entry["likely"].is_null() ? entry["intended"] : entry["likely"];
    if (row < table.rows.size() && column < table.rows[row].cells.size())
      table.rows[row].cells[column].text = folded(likely.text());
  }
}

Table table_of(const Json& json, bool is_one_of_nine) {
  Table table;
  table.title = folded(text_of(json["title"]));
  table.number = static_cast<int>(json["number"].integer());
  if (table.number == 0 && is_one_of_nine) table.number = number_of_title(table.title);
  const std::string& unit = json["money_unit"].text();
  if (!unit.empty()) table.unit = unit;
  table.line = line_of(json);
  for (const Json& column : json["columns"].items()) {
    const std::string& group = column["group"].text();
    table.columns.push_back(
        folded(column.is_object() ? (group.empty() ? "" : group + "/") + column["column"].text()
                                  : column.text()));
  }
  for (const Json& number : json["column_numbers"].items())
    table.column_numbers.push_back(folded(number.text()));
  const auto& lines = json["row_lines"].items();
  for (const Json& cells : json["rows"].items()) {
    Row row;
    const std::size_t index = table.rows.size();
    row.line = index < lines.size() ? first_line(lines[index]) : table.line;
    for (const Json& cell : cells.items())
      row.cells.push_back({folded(cell.text()), read_amount(cell.text(), table.unit)});
    table.rows.push_back(std::move(row));
  }
  correct(table, json["corrections"]);
  table.note = folded(json["note"].text());
  table.is_empty = table.rows.empty();
  table.fiscal_year = static_cast<int>(json["fiscal_year"].integer());
  table.department_code = json["department_code"].text();
  return table;
}

Section section_of(const Json& json) {
  Section section;
  section.number = static_cast<int>(json["number"].integer());
  section.heading = folded(text_of(json["heading"]));
  section.line = line_of(json["heading"]);
  for (const Json& paragraph : json["paragraphs"].items())
    section.paragraphs.push_back({folded(text_of(paragraph)), line_of(paragraph)});
  return section;
}

std::optional<std::int64_t> budget_of(const Json& project) {
  for (const Json* fen : {&project["budget_fen"], &project["budget"]["fen"]})
    if (fen->is_integer()) return fen->integer();
  return std::nullopt;
}

}  // namespace

int Table::column(std::initializer_list<std::string_view> names, std::string_view group,
                  int number_in_header) const {
  for (const std::string_view name : names) {
    for (std::size_t at = 0; at < columns.size(); ++at) {
      const std::string_view full = columns[at];
      const std::size_t slash = full.rfind('/');
      const std::string_view leaf = leaf_of(full);
      const std::string_view above = slash == std::string_view::npos ? "" : full.substr(0, slash);
      if (has(leaf, name) && (group.empty() || has(above, group))) return static_cast<int>(at);
    }
  }
  // A column whose own name was lost is known by its number alone.
  const std::string header = std::to_string(number_in_header);
  for (std::size_t at = 0; at < column_numbers.size() && number_in_header > 0; ++at)
    if (column_numbers[at] == header && (at >= columns.size() || leaf_of(columns[at]).empty()))
      return static_cast<int>(at);
  return -1;
}

int Table::whole(int number_in_header) const {
  if (const int named = column({"合计", "总计"}, {}, number_in_header); named >= 0) return named;
  std::vector<int> money;
  std::vector<int> sums;
  for (int at = 0; at < static_cast<int>(columns.size()); ++at) {
    const std::string& head = columns[static_cast<std::size_t>(at)];
    if (holds_money(head)) money.push_back(at);
    if (leaf_of(head) == "小计") sums.push_back(at);
  }
  if (money.size() == 1) return money.front();
  return sums.size() == 1 && number != 2 ? sums.front() : -1;  // T2: of the year's own income
}

const Cell& Table::at(std::size_t row, int column) const {
  static const Cell nothing;
  if (row >= rows.size() || column < 0) return nothing;
  const auto& cells = rows[row].cells;
  const auto index = static_cast<std::size_t>(column);
  return index < cells.size() ? cells[index] : nothing;
}

std::int64_t Table::fen(std::size_t row, int column) const {
  return at(row, column).amount.fen.value_or(0);
}

const Table* Document::table(int number) const {
  const auto found = std::find_if(tables.begin(), tables.end(), [&](const Table& each) {
    return each.number == number && !each.is_year_unclear;
  });
  return found == tables.end() ? nullptr : &*found;
}

Document read_document(const Json& payload) {
  const Json& json = payload["document"];
  Document document;
  document.is_there = json.is_object();
  document.kind = json["kind"].text();
  document.title = folded(text_of(json["title"]));
  document.department_code = json["department_code"].text();
  document.department_name = folded(text_of(json["department_name"]));
  document.fiscal_year = static_cast<int>(payload["fiscal_year"].integer());
  if (document.fiscal_year == 0)
    document.fiscal_year = static_cast<int>(json["fiscal_year"].integer());
  for (const Json& table : json["tables"].items()) {
    YearsOfTable years = years_of(table_of(table, true), document.fiscal_year);
    document.tables.push_back(in_one_form(std::move(years.own)));
    for (Table& other : years.others)
      document.other_years.push_back(in_one_form(std::move(other)));
  }
  for (const Json& table : json["other_tables"].items())
    document.others.push_back(in_one_form(table_of(table, false)));
  for (const Json& section : json["sections"].items())
    document.sections.push_back(section_of(section));
  document.contents_lines = json["contents"].items().size();
  for (const Json& entry : json["contents"].items()) {
    const bool is_sheet = entry["goal_sheet"].is_null() || entry["goal_sheet"].boolean();
    if (is_sheet) document.contents.push_back({folded(entry["name"].text()), line_of(entry)});
  }
  const Json& read = json["projects"];
  for (const Json& project : (read.items().empty() ? payload["projects"] : read).items()) {
    document.sheets.push_back({folded(text_of(project["name"])), line_of(project)});
    document.budgets.push_back(budget_of(project));
  }
  return document;
}

}  // namespace budget::disclosure
