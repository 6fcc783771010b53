#include <algorithm>
#include <map>

#include "book.h"
#include "coded.h"

namespace budget::disclosure {
namespace {

constexpr std::size_t kClass = 3;
constexpr std::size_t kSection = 5;

/// The rules for 款＝Σ项, 类＝Σ款 and 合计＝Σ类.
struct Names {
  const char* section;
  const char* whole_class;
  const char* total;
};

void look_at_sums(Book& book, const Coded& table, const Names& names) {
  struct Sum {
    std::size_t row = 0;
    std::map<int, std::int64_t> by_column;
    bool has_parts = false;
  };
  std::map<std::string, Sum> parents;
  for (const Coded::Entry& entry : table.entries)
    if (entry.code.size() < 7) parents[entry.code].row = entry.row;
  const auto any = [&](std::size_t length) {
    return std::any_of(table.entries.begin(), table.entries.end(),
                       [&](const auto& entry) { return entry.code.size() == length; });
  };
  const bool has_items = any(7);
  const bool has_sections = any(kSection);
  Sum all;
  const auto put = [&](Sum& sum, const Coded::Entry& entry) {
    sum.has_parts = true;
    for (const int column : table.values)
      sum.by_column[column] += table.table->fen(entry.row, column);
  };
  for (const Coded::Entry& entry : table.entries) {
    if (entry.code.size() <= kClass) {
      put(all, entry);
      continue;
    }
    const std::size_t above = entry.code.size() > kSection ? kSection : kClass;
    auto parent = parents.find(entry.code.substr(0, above));
    if (parent == parents.end() && above == kSection && has_sections) {
      book.add(names.section, {table.table, entry.row},
               entry.code + " 没有所属的款 " + entry.code.substr(0, above), entry.code);
    }
    if (parent == parents.end() && above == kSection)
      parent = parents.find(entry.code.substr(0, kClass));
    if (parent == parents.end()) {
      book.add(names.whole_class, {table.table, entry.row},
               entry.code + " 没有所属的类 " + entry.code.substr(0, kClass), entry.code);
      put(all, entry);
      continue;
    }
    put(parent->second, entry);
  }
  const auto compare = [&](const char* rule, std::size_t row, const std::string& what, Sum& sum) {
    for (const int column : table.values) {
      if (book.same(rule, table.table->fen(row, column), sum.by_column[column])) continue;
      book.equal(rule, {table.table, row},
                 what + " " + table.table->columns[static_cast<std::size_t>(column)],
                 table.table->fen(row, column), "下级之和", sum.by_column[column]);
    }
  };
  for (auto& [code, sum] : parents) {
    const bool is_class = code.size() <= kClass;
    if (is_class ? !has_sections && !has_items : !has_items) continue;
    compare(is_class ? names.whole_class : names.section, sum.row, code, sum);
  }
  if (table.has_total() && !table.entries.empty()) compare(names.total, table.total, "合计", all);
}

/// The first of the columns is the sum of the others, in each row.
void look_at_rows(Book& book, const char* rule, const Table& table, int whole,
                  const std::vector<int>& parts, const std::string& what) {
  if (whole < 0 || parts.empty()) return;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    std::int64_t sum = 0;
    for (const int column : parts)
      sum += table.fen(row, column);
    if (book.same(rule, table.fen(row, whole), sum)) continue;
    book.equal(rule, {&table, row}, table.columns[static_cast<std::size_t>(whole)],
               table.fen(row, whole), what, sum);
  }
}

std::vector<int> without(const std::vector<int>& columns, int column) {
  std::vector<int> rest;
  std::copy_if(columns.begin(), columns.end(), std::back_inserter(rest),
               [&](int each) { return each != column; });
  return rest;
}

}  // namespace

void check_functions(Book& book) {
  for (const int number : {2, 3, 5, 7, 8}) {
    const Table* table = book.table(number);
    if (table == nullptr || table->is_empty) continue;
    const Coded rows = coded(*table);
    look_at_sums(book, rows, {"c08", "c09", "c10"});
    if (number == 2) continue;
    const int whole = table->whole(3);
    const std::vector<int> parts = without(rows.values, whole);
    look_at_rows(book, number == 3 ? "c12" : "c21", *table, whole, parts,
                 number == 3 ? "各类支出之和" : "基本支出＋项目支出");
  }
  if (const Table* table = book.table(6); table != nullptr && !table->is_empty) {
    const Coded rows = coded(*table);
    look_at_sums(book, rows, {"c23", "c23", "c23"});
    const int whole = table->whole(3);
    look_at_rows(book, "c22", *table, whole, without(rows.values, whole), "人员经费＋公用经费");
  }
  const Table* income = book.table(2);
  if (income == nullptr || income->is_empty) return;
  const Coded rows = coded(*income);
  const int whole = income->whole(3);
  const int year = income->column({"小计"}, {}, 4);
  const int carried = income->column({"结转"}, {}, 12);
  std::vector<int> kinds;
  for (const int column : rows.values)
    if (column != whole && column != year && column != carried) kinds.push_back(column);
  if (year < 0) {  // no column sums the year's own income
    if (carried >= 0) kinds.push_back(carried);
    look_at_rows(book, "c06", *income, whole, kinds, "各项收入＋上年结转");
    return;
  }
  if (carried < 0) return;
  look_at_rows(book, "c06", *income, whole, {year, carried}, "本年收入小计＋上年结转");
  look_at_rows(book, "c07", *income, year, kinds, "各项收入之和");
}

}  // namespace budget::disclosure
