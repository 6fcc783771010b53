#include <algorithm>

#include "book.h"
#include "columns.h"
#include "sides.h"

namespace budget::disclosure {
namespace {

bool has_money(const Table& table) {
  for (const Row& row : table.rows)
    for (std::size_t column = 0; column < row.cells.size(); ++column)
      if (row.cells[column].amount.fen.value_or(0) != 0 && column < table.columns.size() &&
          !has(table.columns[column], "序号") && !has(table.columns[column], "编码") &&
          !has(table.columns[column], "目录"))
        return true;
  return false;
}

bool says_empty(std::string_view note) {
  return has(note, "空表") || has(note, "无") || has(note, "没有") || has(note, "不涉及");
}

/// A note under the procurement table may have been read as a paragraph of its section.
bool says_empty_nearby(const Document& document, const Table& table) {
  if (says_empty(table.note)) return true;
  if (table.number != 0) return false;
  for (const Section& section : document.sections) {
    if (!has(section.heading, "采购")) continue;
    for (const Paragraph& paragraph : section.paragraphs)
      if (has(paragraph.text, "空表")) return true;
  }
  return false;
}

/// C41: a table without figures says why; one with figures does not say it is empty.
void look_at_notes(Book& book) {
  const auto look = [&](const Table& table) {
    book.ran("c41");
    const bool is_bare = !has_money(table);
    if (is_bare && !says_empty_nearby(book.document(), table)) {
      book.add("c41", {&table}, "没有数据，也没有“无……，空表列示”的说明", table.note);
    } else if (!is_bare && has(table.note, "空表")) {
      book.add("c41", {&table}, "有数据，说明却是空表", table.note);
    }
  };
  for (const Table& table : book.document().tables)
    look(table);
  for (const Table& table : book.document().others)
    if (has(table.title, "政府采购")) look(table);
}

/// C44: no negative amounts but for carried-over money, at most two decimals, numbers only.
void look_at_numbers(Book& book) {
  const auto look = [&](const Table& table) {
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      const auto& cells = table.rows[row].cells;
      std::string name;
      for (std::size_t column = 0; column < cells.size() && column < table.columns.size();
           ++column) {
        const std::string& head = table.columns[column];
        const Cell& cell = cells[column];
        if (holds_words(head)) {
          if (!cell.text.empty()) name = cell.text;
          continue;
        }
        if (holds_shares(head)) continue;
        book.ran("c44");
        const Spot spot{&table, row};
        if (cell.amount.is_wrong) {
          book.add("c44", spot, name + " " + head + "“" + cell.text + "”不是数", cell.text);
        } else if (cell.amount.fen.value_or(0) < 0 && !has(name, "结转") && !has(head, "结转") &&
                   !holds_changes(head)) {
          book.add("c44", spot, name + " " + head + "为负数", cell.text);
        } else if (cell.amount.decimals > 2 && table.unit != "元") {
          book.add("c44", spot, name + " " + head + "多于两位小数", cell.text);
        }
      }
    }
  };
  for (const Table& table : book.document().tables)
    if (!table.is_year_unclear) look(table);
  for (const Table& table : book.document().other_years)
    look(table);
}

/// Whether the tables stand as in one of the forms the templates know; tables that are missing
/// disturb no order.
bool is_known_order(const Book& book, const std::vector<int>& numbers) {
  const Templates::List& orders = book.settings().templates.list("table_orders");
  return std::any_of(orders.begin(), orders.end(), [&](const auto& order) {
    auto next = numbers.begin();
    for (const std::string& number : order.second) {
      while (next != numbers.end() && std::to_string(*next) == number)
        ++next;
    }
    return next == numbers.end();
  });
}

/// C45: the nine tables and the nine sections, all there and in order.
void look_at_order(Book& book) {
  const Document& document = book.document();
  const auto look = [&](const std::vector<int>& numbers, const char* what, int line,
                        bool is_ordered) {
    if (numbers.empty()) return;
    book.ran("c45");
    std::string missing;
    for (int number = 1; number <= 9; ++number) {
      if (std::find(numbers.begin(), numbers.end(), number) == numbers.end())
        missing += (missing.empty() ? "" : "、") + std::to_string(number);
    }
    const Spot spot{nullptr, Spot::npos, line};
    if (!missing.empty()) book.add("c45", spot, std::string(what) + "缺第 " + missing + " 项");
    if (!is_ordered) book.add("c45", spot, std::string(what) + "的次序不对");
  };
  std::vector<int> tables;
  for (const Table& table : document.tables)
    if (table.number > 0) tables.push_back(table.number);
  look(tables, "九张公开表", document.tables.empty() ? 0 : document.tables.front().line,
       is_known_order(book, tables));
  std::vector<int> sections;
  for (const Section& section : document.sections)
    if (section.number > 0) sections.push_back(section.number);
  look(sections, "公开说明的九个部分",
       document.sections.empty() ? 0 : document.sections.front().line,
       std::is_sorted(sections.begin(), sections.end()));
}

/// The year all its columns of money say, where that is not the document's; else 0.
int only_year_said(const Table& table, int fiscal_year) {
  int only = 0;
  for (const std::string& head : table.columns) {
    if (!holds_money(head)) continue;
    const int year = year_said(head, fiscal_year);
    if (year == 0 || year == fiscal_year) return 0;
    only = std::max(only, year);
  }
  return only;
}

/// C42: one money unit, one year and one department in all tables.
void look_at_heads(Book& book) {
  const auto& tables = book.document().tables;
  if (tables.empty()) return;
  book.ran("c42");
  for (const Table& table : tables) {
    if (table.fiscal_year != 0) {
      const std::string year = std::to_string(table.fiscal_year);
      book.add("c42", {&table},
               "预算年度是" + year + "，文件是" + std::to_string(book.document().fiscal_year),
               year);
    }
    if (!table.department_code.empty()) {
      book.add("c42", {&table},
               "部门编码是" + table.department_code + "，文件是" + book.document().department_code,
               table.department_code);
    }
    if (const int year = only_year_said(table, book.document().fiscal_year); year != 0) {
      book.add("c42", {&table},
               "表头只有" + std::to_string(year) + "年的金额，文件是" +
                   std::to_string(book.document().fiscal_year),
               std::to_string(year));
    }
    if (table.unit == tables.front().unit) continue;
    book.add("c42", {&table},
             "金额单位是" + table.unit + "，" + tables.front().title + "是" + tables.front().unit,
             table.unit);
  }
}

/// 序号 and 一、二、三、 count without a gap.
void look_at_counts(Book& book) {
  for (const Table& table : book.document().tables) {
    const int column = table.column({"序号", "行次"});
    int last = 0;
    for (std::size_t row = 0; row < table.rows.size() && column >= 0; ++row) {
      const std::string& text = table.at(row, column).text;
      if (text.empty() || text.size() > 4 ||
          text.find_first_not_of("0123456789") != std::string::npos)
        continue;
      book.ran("row_number_gap");
      const int number = std::stoi(text);
      if (number != last + 1) {
        book.add("row_number_gap", {&table, row},
                 last == 0 ? "序号从 " + std::to_string(number) + " 开始"
                           : "序号从 " + std::to_string(last) + " 跳到 " + std::to_string(number),
                 text);
      }
      last = number;
    }
    if (table.number != 1 && table.number != 4) continue;
    const Sides sides = sides_of(table);
    for (const Side* side : {&sides.income, &sides.expense}) {
      int before = 0;
      for (const Line& line : side->lines) {
        if (line.count == 0) continue;
        book.ran("row_number_gap");
        if (line.count != before + 1) {
          book.add("row_number_gap", {&table, line.row},
                   "“" + line.full + "”前面缺第 " + std::to_string(before + 1) + " 项", line.full);
        }
        before = line.count;
      }
    }
  }
}

}  // namespace

void check_form(Book& book) {
  look_at_notes(book);
  look_at_numbers(book);
  look_at_order(book);
  look_at_heads(book);
  look_at_counts(book);
}

}  // namespace budget::disclosure
