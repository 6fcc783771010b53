#include "three_public.h"

#include "book.h"
#include "coded.h"
#include "columns.h"

namespace budget::disclosure {
namespace {

void look_at_columns(Book& book, const Table& table, const ThreePublic& rows) {
  std::vector<int> funds;
  for (int column = rows.whole + 1; column < static_cast<int>(table.columns.size()); ++column)
    if (holds_money(table.columns[static_cast<std::size_t>(column)])) funds.push_back(column);
  if (rows.whole < 0 || funds.empty()) return;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    std::int64_t sum = 0;
    for (const int column : funds)
      sum += table.fen(row, column);
    if (book.same("c29", table.fen(row, rows.whole), sum)) continue;
    book.equal("c29", {&table, row}, "合计", table.fen(row, rows.whole), "一般＋基金＋国资", sum);
  }
}

void look_at_parts(Book& book, const Table& table, const ThreePublic& rows) {
  for (int column = rows.whole; column >= 0 && column < static_cast<int>(table.columns.size());
       ++column) {
    if (!holds_money(table.columns[static_cast<std::size_t>(column)])) continue;
    const auto sum_of = [&](const char* name, const std::optional<std::size_t>& whole,
                            std::initializer_list<std::optional<std::size_t>> parts) {
      std::int64_t sum = 0;
      bool any = false;
      for (const auto& part : parts) {
        sum += rows.fen(part, column);
        any = any || part.has_value();
      }
      if (whole && any)
        book.equal("c30", {&table, *whole}, name, rows.fen(whole, column), "其各项之和", sum);
    };
    const auto& whole = rows.sum ? rows.sum : rows.all;
    if (rows.cars) {
      sum_of("“三公”经费小计", whole, {rows.abroad, rows.cars, rows.guests});
    } else {  // a table may print its two parts alone
      sum_of("“三公”经费小计", whole, {rows.abroad, rows.buying, rows.running, rows.guests});
    }
    sum_of("因公出国（境）费", rows.abroad, {rows.research, rows.other_abroad});
    sum_of("公务用车购置及运维费", rows.cars, {rows.buying, rows.running});
    if (rows.all && rows.sum) {
      book.at_most("c30", {&table, *rows.all}, "“三公”经费小计", rows.fen(rows.sum, column), "合计",
                   rows.fen(rows.all, column));
    }
  }
}

/// Basic spending on the same things is part of T9.
void look_at_economic(Book& book, const Table& table, const ThreePublic& rows) {
  const Table* six = book.table(6);
  if (six == nullptr || six->is_empty) return;
  const Coded economic = coded(*six);
  const int whole = six->whole(3);
  const int general = table.column({"一般公共预算"}, {}, 3);
  const auto part = [&](std::initializer_list<std::string_view> codes, const char* name,
                        const std::optional<std::size_t>& row) {
    if (!row || general < 0) return;
    std::int64_t sum = 0;
    for (const std::string_view code : codes)
      sum += economic.of(code, whole);
    book.at_most("c31", {&table, *row}, six->title + "中的" + name, sum, "本表",
                 table.fen(*row, general));
  };
  part({"30217"}, "公务接待费", rows.guests);
  part({"30212"}, "因公出国（境）费用", rows.abroad);
  part({"30231"}, "公务用车运行维护费", rows.running);
  part({"31013", "30913"}, "公务用车购置", rows.buying);
}

}  // namespace

ThreePublic three_public(const Table& table) {
  ThreePublic rows;
  rows.table = &table;
  rows.whole = table.whole(2);
  const int names = table.column({"项目"}, {}, 1);
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const std::string name = bare_name(table.at(row, names).text);
    const std::string next = bare_name(table.at(row + 1, names).text);
    const auto put = [&](std::optional<std::size_t>& into) {
      if (!into) into = row;
    };
    if (name == "合计")
      put(rows.all);
    else if (has(name, "小计"))  // of the cars, where their heading was lost
      put(has(next, "用车购置") && !has(next, "用车购置及") ? rows.cars : rows.sum);
    else if (has(name, "出国") && has(name, "教学"))
      put(rows.research);
    else if (has(name, "出国") && has(name, "其他"))
      put(rows.other_abroad);
    else if (has(name, "出国"))
      put(rows.abroad);
    else if (has(name, "用车购置及"))
      put(rows.cars);
    else if (has(name, "用车购置"))
      put(rows.buying);
    else if (has(name, "用车运"))
      put(rows.running);
    else if (has(name, "接待"))
      put(rows.guests);
  }
  return rows;
}

void check_three_public(Book& book) {
  const auto look_by_itself = [&](const Table& table) {
    const ThreePublic rows = three_public(table);
    look_at_columns(book, table, rows);
    look_at_parts(book, table, rows);
  };
  for (const Table& table : book.document().other_years)
    if (table.number == 9) look_by_itself(table);
  const Table* table = book.table(9);
  if (table == nullptr || table->is_empty) return;
  look_by_itself(*table);
  look_at_economic(book, *table, three_public(*table));
}

}  // namespace budget::disclosure
