#include "engine/publication/tables.h"

#include <algorithm>
#include <map>

#include "engine/publication/page_blocks.h"
#include "engine/publication/sums.h"

namespace budget {
namespace {

Finding finding(const char* rule, FindingLevel level, std::string message,
                std::string treatment = {}) {
  return {.rule = RuleId(std::string("publish.") + rule),
          .level = level,
          .message = std::move(message),
          .treatment = std::move(treatment)};
}

std::vector<std::string> texts_in(const Json& list) {
  std::vector<std::string> texts;
  for (const Json& each : list.items())
    texts.push_back(each.text());
  return texts;
}

/// The document's columns in the layout's order; empty when they are not the same ones.
std::vector<std::size_t> order_of(const std::vector<std::string>& wanted,
                                  const std::vector<std::string>& there) {
  std::vector<std::size_t> order;
  for (const std::string& name : wanted) {
    const auto found = std::ranges::find_if(
        there, [&](const std::string& each) { return folded(each) == folded(name); });
    if (found == there.end()) return {};
    order.push_back(static_cast<std::size_t>(found - there.begin()));
  }
  return wanted.size() == there.size() ? order : std::vector<std::size_t>{};
}

/// The items of a side by name, in the order of the document: a name may stand there twice.
using Items = std::multimap<std::string, std::size_t>;

/// The rows in the layout's lines; nothing when a line of the document is not among them.
std::optional<std::vector<std::vector<std::string>>> in_lines(const PrintedTable& table,
                                                              const TableLayout& layout, int year,
                                                              std::string& stranger) {
  std::size_t lines = 0;
  std::size_t tail = 0;
  for (const TableSide& side : layout.sides) {
    lines = std::max(lines, lines_in(side, year).size());
    tail = std::max(tail, side.tail.size());
  }
  std::vector<std::vector<std::string>> rows(lines + tail,
                                             std::vector<std::string>(table.columns.size()));
  std::vector<std::size_t> begins;
  for (const TableSide& side : layout.sides)
    begins.push_back(table.column(side.item).value_or(0));
  for (std::size_t s = 0; s < layout.sides.size(); ++s) {
    const TableSide& side = layout.sides[s];
    const std::size_t first = begins[s];
    const std::size_t last = s + 1 < begins.size() ? begins[s + 1] : table.columns.size();
    Items items;
    for (std::size_t r = 0; r < table.rows.size(); ++r)
      if (!table.rows[r][first].empty()) items.emplace(folded(table.rows[r][first]), r);
    const auto place = [&](const std::string& name, std::size_t row) {
      rows[row][first] = name;
      const auto item = items.find(folded(name));
      if (name.empty() || item == items.end()) return;
      for (std::size_t c = first + 1; c < last; ++c)
        rows[row][c] = table.rows[item->second][c];
      items.erase(item);
    };
    const std::vector<std::string> names = lines_in(side, year);
    for (std::size_t i = 0; i < names.size(); ++i)
      place(names[i], i);
    for (std::size_t i = 0; i < side.tail.size(); ++i)
      place(side.tail[i], lines + i);
    if (!items.empty()) {
      stranger = table.rows[items.begin()->second][first];
      return std::nullopt;
    }
  }
  for (std::size_t r = 0; r < rows.size(); ++r)
    if (begins.front() > 0) rows[r][0] = std::to_string(r + 1);
  return rows;
}

PrintedTable empty_table(const TableLayout& layout) {
  PrintedTable table;
  table.number = layout.number;
  table.title = layout.title;
  table.columns = layout.columns;
  table.column_numbers = layout.column_numbers;
  table.notes = {layout.empty_note};
  table.layout = &layout;
  return table;
}

PrintedTable in_layout(const Json& read, const TableLayout& layout, int year,
                       std::vector<Finding>& findings) {
  PrintedTable table = as_it_stands(read);
  const std::string name = "表" + std::to_string(layout.number) + "“" + layout.title + "”";
  const std::vector<std::size_t> order = order_of(layout.columns, table.columns);
  if (order.empty()) {
    findings.push_back(finding("columns_differ", FindingLevel::warning,
                               name + "的栏目与本年度版式不同", "按文件的栏目印出"));
    return table;
  }
  table.title = layout.title;
  table.columns = layout.columns;
  table.column_numbers = layout.column_numbers;
  table.layout = &layout;
  for (auto& row : table.rows) {
    std::vector<std::string> moved;
    for (const std::size_t column : order)
      moved.push_back(column < row.size() ? row[column] : std::string());
    row = std::move(moved);
  }
  if (!layout.sides.empty() && !table.rows.empty()) {
    std::string stranger;
    if (auto rows = in_lines(table, layout, year, stranger)) {
      table.rows = *std::move(rows);
    } else {
      findings.push_back(finding("lines_differ", FindingLevel::warning,
                                 name + "有本年度版式没有的一行：“" + stranger + "”",
                                 "按文件的行次印出"));
    }
  }
  if (table.rows.empty() && table.notes.empty()) {
    table.notes = {layout.empty_note};
    findings.push_back(finding("note_added", FindingLevel::info, name + "是空表，文件没有注明",
                               "加上“" + layout.empty_note + "”"));
  }
  return table;
}

Json cell_of(const std::string& text, const std::string& column, bool is_amount) {
  if (column == "序号") return text_cell(text, 1, 1, "centre");
  if (!is_amount || !amount_in(text)) return text_cell(text);
  return Json::object().set("number", text);
}

}  // namespace

std::optional<std::size_t> PrintedTable::column(const std::string& name) const {
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (folded(columns[i]) == folded(name)) return i;
  return std::nullopt;
}

bool PrintedTable::is_amount(std::size_t column) const {
  const std::string& name = columns[column];
  for (const char* word : {"序号", "编码", "名称", "来源", "目录", "单位", "规格", "性质", "形式"})
    if (name.ends_with(word)) return false;
  return name != "项目" && !name.ends_with("/项目");
}

PrintedTable as_it_stands(const Json& read) {
  PrintedTable table;
  table.number = static_cast<int>(read["number"].integer());
  table.title = words_of(read["title"]);
  if (!read["money_unit"].text().empty()) table.money_unit = read["money_unit"].text();
  table.columns = texts_in(read["columns"]);
  table.column_numbers = texts_in(read["column_numbers"]);
  for (const Json& row : read["rows"].items()) {
    table.rows.push_back(texts_in(row));
    table.rows.back().resize(table.columns.size());
  }
  const std::string& note = read["note"].text();
  for (std::size_t at = 0; at < note.size();) {
    const std::size_t end = std::min(note.find('\n', at), note.size());
    table.notes.push_back(note.substr(at, end - at));
    at = end + 1;
  }
  return table;
}

std::vector<PrintedTable> printed_tables(const Json& document, const Layout& layout,
                                         const std::vector<int>& declared_empty,
                                         std::vector<Finding>& findings) {
  std::vector<PrintedTable> tables;
  const auto year = static_cast<int>(document["fiscal_year"].integer());
  for (const TableLayout& wanted : layout.tables) {
    const Json::Array& there = document["tables"].items();
    const auto read = std::ranges::find_if(
        there, [&](const Json& table) { return table["number"].integer() == wanted.number; });
    if (read != there.end()) {
      tables.push_back(in_layout(*read, wanted, year, findings));
    } else if (std::ranges::find(declared_empty, wanted.number) != declared_empty.end()) {
      tables.push_back(empty_table(wanted));
    } else {
      findings.push_back(
          finding("table_missing", FindingLevel::error,
                  "文件没有表" + std::to_string(wanted.number) + "“" + wanted.title + "”",
                  "没有印出；确实没有数据的，用 --empty-table " + std::to_string(wanted.number)));
    }
  }
  return tables;
}

Json table_blocks(const PrintedTable& table, const std::string& department, int year,
                  bool shows_line, std::vector<Finding>& findings) {
  Json blocks = Json::array();
  const std::string id = table.number > 0 ? "t" + std::to_string(table.number) : std::string();
  if (!table.title.empty()) blocks.push(heading_block(table.number > 0 ? 2 : 3, table.title, id));
  if (shows_line) {
    blocks.push(line_block(department,
                           table.number > 0 ? "预算年度：" + std::to_string(year) : std::string(),
                           "单位：" + table.money_unit));
  }
  if (table.columns.empty()) return blocks;
  Json rows = Json::array();
  push_header(rows, table.columns);
  std::size_t header_rows = header_rows_of(table.columns);
  if (!table.column_numbers.empty()) {
    Json numbers = Json::array();
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      numbers.push(text_cell(i < table.column_numbers.size() ? table.column_numbers[i] : "", 1, 1,
                             "centre", true));
    }
    rows.push(std::move(numbers));
    ++header_rows;
  }
  const Sums sums = sums_of(table, findings);
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    Json row = Json::array();
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      Json cell = cell_of(table.rows[r][c], table.columns[c], table.is_amount(c));
      if (const auto sum = sums.find({r, c}); sum != sums.end()) {
        Json spots = Json::array();
        for (const auto& [row_at, column_at] : sum->second)
          spots.push(Json::array().push(row_at + header_rows).push(column_at));
        cell.set("sum", std::move(spots));
      }
      row.push(std::move(cell));
    }
    rows.push(std::move(row));
  }
  std::vector<int> widths(table.columns.size(), 10);
  if (table.layout != nullptr && table.layout->widths.size() == widths.size())
    widths = table.layout->widths;
  blocks.push(table_block(widths, header_rows, std::move(rows)));
  for (const std::string& note : table.notes)
    blocks.push(paragraph_block(note, "note"));
  return blocks;
}

}  // namespace budget
