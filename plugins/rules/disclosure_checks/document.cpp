#include "document.h"

#include <algorithm>
#include <array>

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

std::string_view leaf_of(std::string_view column) {
  const std::size_t slash = column.rfind('/');
  return slash == std::string_view::npos ? column : column.substr(slash + 1);
}

/// 类, 款 and 项 in a column each become one code: 208|05|05, 208|20805|2080505 and only the
/// deepest one printed all say 2080505.
void join_codes(Table& table) {
  constexpr std::array<std::string_view, 3> kLevels = {"类", "款", "项"};
  std::size_t first = 0;
  std::size_t levels = 0;
  while (first < table.columns.size() && leaf_of(table.columns[first]) != kLevels[0])
    ++first;
  while (levels < kLevels.size() && first + levels < table.columns.size() &&
         leaf_of(table.columns[first + levels]) == kLevels.at(levels))
    ++levels;
  if (levels < 2) return;
  const auto begin = static_cast<std::ptrdiff_t>(first);
  const auto end = begin + static_cast<std::ptrdiff_t>(levels);
  const auto join = [&](auto& list, auto value) {
    if (list.size() < first + levels) return;
    list[first] = std::move(value);
    list.erase(list.begin() + begin + 1, list.begin() + end);
  };
  for (Row& row : table.rows) {
    if (row.cells.size() < first + levels) continue;
    std::string code;
    for (std::size_t i = 0; i < levels; ++i) {
      const std::string& part = row.cells[first + i].text;
      constexpr std::size_t kWhole = 3;
      code = part.size() >= kWhole ? part : code + part;
    }
    join(row.cells, Cell{code, {}});
  }
  join(table.columns, std::string("科目编码"));
  if (!table.column_numbers.empty()) join(table.column_numbers, table.column_numbers[first]);
}

/// 2010101 行政运行 in one column becomes a code and a name, as other offices print them.
void part_subject(Table& table) {
  if (table.columns.empty() || table.rows.empty()) return;
  const auto is_subject = [](std::string_view leaf) {
    return has(leaf, "科目") && (has(leaf, "编码") || leaf.ends_with("科目") || has(leaf, "代码"));
  };
  std::size_t at = 0;
  while (at < table.columns.size() && !is_subject(leaf_of(table.columns[at])))
    ++at;
  if (at == table.columns.size() ||
      table.column({"科目名称", "名称"}) !=
          (has(table.columns[at], "名称") ? static_cast<int>(at) : -1)) {
    return;
  }
  const auto digits_of = [](std::string_view text) {
    std::size_t digits = 0;
    while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9')
      ++digits;
    return digits == 3 || digits == 5 || digits == 7 ? digits : 0;
  };
  std::size_t parted = 0;
  for (const Row& row : table.rows)
    parted += at < row.cells.size() && digits_of(row.cells[at].text) > 0 &&
                      digits_of(row.cells[at].text) < row.cells[at].text.size()
                  ? 1
                  : 0;
  if (parted * 2 < table.rows.size()) return;
  const auto behind = static_cast<std::ptrdiff_t>(at) + 1;
  for (Row& row : table.rows) {
    if (at >= row.cells.size()) continue;
    const std::string whole = row.cells[at].text;
    const std::size_t digits = digits_of(whole);
    std::size_t name = digits;
    while (name < whole.size() && (whole[name] == '-' || whole[name] == '_'))
      ++name;
    row.cells[at].text = whole.substr(0, digits);
    row.cells.insert(row.cells.begin() + behind, Cell{whole.substr(name), {}});
  }
  table.columns[at] = "科目编码";
  table.columns.insert(table.columns.begin() + behind, "科目名称");
  table.column_numbers.clear();  // they count the printed columns
}

/// “三公” printed as one row, its parts side by side, becomes rows below each other: the kinds of
/// money are not told apart there.
void turn_three_public(Table& table) {
  constexpr std::size_t kMostRows = 3;
  if (table.number != 9 || table.rows.empty() || table.rows.size() > kMostRows) return;
  const int guests = table.column({"公务接待"});
  const int abroad = table.column({"出国"});
  if (guests < 0 || abroad < 0) return;
  Table turned = table;
  turned.columns = {"项目", "合计"};
  turned.column_numbers.clear();
  turned.rows.clear();
  const Row& last = table.rows.back();  // an office's own row stands below the sum of all
  const Row& row =
      table.at(0, 0).text == "合计" || table.rows.size() == 1 ? table.rows.front() : last;
  for (std::size_t at = 0; at < table.columns.size() && at < row.cells.size(); ++at) {
    const std::string_view column = table.columns[at];
    const std::string_view leaf = leaf_of(column);
    const std::size_t slash = column.rfind('/');
    std::string name(leaf);
    if (has(leaf, "小计") && slash != std::string_view::npos) name = column.substr(0, slash);
    const bool all = has(leaf, "合计") || (has(leaf, "三公") && !has(leaf, "用车"));
    if (all) name = "合计";
    if (!all && !has(name, "出国") && !has(name, "用车") && !has(name, "接待")) continue;
    turned.rows.push_back({row.line, {Cell{name, {}}, row.cells[at]}});
  }
  table = std::move(turned);
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
  join_codes(table);
  part_subject(table);
  turn_three_public(table);
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
  const auto found = std::find_if(tables.begin(), tables.end(),
                                  [&](const Table& each) { return each.number == number; });
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
  for (const Json& table : json["tables"].items())
    document.tables.push_back(table_of(table, true));
  for (const Json& table : json["other_tables"].items())
    document.others.push_back(table_of(table, false));
  for (const Json& section : json["sections"].items())
    document.sections.push_back(section_of(section));
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
