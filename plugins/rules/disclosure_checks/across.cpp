#include <algorithm>

#include "book.h"
#include "coded.h"
#include "sides.h"

namespace budget::disclosure {
namespace {

/// The nine tables as these checks need them; a table that is not there is null.
struct Tables {
  explicit Tables(const Book& book)
      : t1(book.table(1)),
        t2(book.table(2)),
        t3(book.table(3)),
        t4(book.table(4)),
        t5(book.table(5)),
        t6(book.table(6)),
        t7(book.table(7)),
        t8(book.table(8)) {
    if (t1 != nullptr) one = sides_of(*t1);
    if (t4 != nullptr) four = sides_of(*t4);
    const auto is_unclear = [](const Table& table) {
      return table.is_year_unclear && (table.number == 7 || table.number == 8);
    };
    all_funds_are_told = std::ranges::none_of(book.document().tables, is_unclear) &&
                         (t7 != nullptr || !has_money_of("基金")) &&
                         (t8 != nullptr || !has_money_of("国有资本"));
  }
  /// Whether T1 or T4 says that there is money of this kind.
  [[nodiscard]] bool has_money_of(std::string_view kind) const {
    for (const Sides* sides : {&one, &four})
      if (const Line* line = sides->income.line(kind); line != nullptr && line->fen != 0)
        return true;
    const int column = t4 == nullptr ? -1 : t4->column({kind});
    return column >= 0 && four.expense.year && t4->fen(four.expense.year->row, column) != 0;
  }
  const Table *t1, *t2, *t3, *t4, *t5, *t6, *t7, *t8;
  bool all_funds_are_told = true;  ///< T7 and T8, or the one missing has no money
  Sides one, four;
};

std::int64_t whole_of(const Table& table) {
  return table.is_empty ? 0 : coded(table).total_of(table.whole(3));
}

Spot total_spot(const Table& table) {
  const Coded rows = coded(table);
  return rows.has_total() ? Spot{&table, rows.total} : Spot{&table};
}

/// Class rows of a coded table against the lines of a two-sided one, by name.
void look_at_classes(Book& book, const char* rule, const Table& coded_table, int column,
                     const Table& sided, const Side& side, int side_column) {
  if (coded_table.is_empty || column < 0 || side_column < 0) return;
  const Coded rows = coded(coded_table);
  if (rows.entries.empty()) return;  // by units
  std::vector<const Line*> left;
  for (const Line& line : side.lines)
    if (sided.fen(line.row, side_column) != 0) left.push_back(&line);
  for (const Coded::Entry& entry : rows.entries) {
    if (entry.code.size() != 3) continue;
    const std::int64_t fen = coded_table.fen(entry.row, column);
    const auto same = std::find_if(side.lines.begin(), side.lines.end(),
                                   [&](const Line& line) { return line.name == entry.name; });
    if (same == side.lines.end()) {
      if (fen != 0) {
        book.add(rule, {&coded_table, entry.row},
                 entry.code + " " + entry.name + " 在" + sided.title + "中没有同名的一行",
                 entry.name);
      }
      continue;
    }
    std::erase(left, &*same);
    book.equal(rule, {&coded_table, entry.row}, entry.name, fen, sided.title + "同项",
               sided.fen(same->row, side_column));
  }
  for (const Line* line : left) {
    book.add(rule, {&sided, line->row}, line->name + "有数，" + coded_table.title + "中没有这一类",
             line->full);
  }
}

void look_at_income(Book& book, const Tables& t) {
  if (t.t1 == nullptr || t.t2 == nullptr || t.t2->is_empty) return;
  const Coded rows = coded(*t.t2);
  const int year = t.t2->column({"小计"}, {}, 4);
  const int carried = t.t2->column({"结转"}, {}, 12);
  if (t.one.income.grand) {
    book.equal("c14", total_spot(*t.t2), "合计", whole_of(*t.t2), t.t1->title + "收入总计",
               t.one.income.grand->fen);
  }
  if (t.one.income.year && year >= 0) {
    book.equal("c14", total_spot(*t.t2), "本年收入小计", rows.total_of(year),
               t.t1->title + "本年收入合计", t.one.income.year->fen);
  }
  if (t.one.income.carried && carried >= 0) {
    book.equal("c11", total_spot(*t.t2), "上年结转", rows.total_of(carried),
               t.t1->title + "上年结转结余", t.one.income.carried->fen);
  }
}

void look_at_expense(Book& book, const Tables& t) {
  if (t.t1 == nullptr || t.t3 == nullptr || t.t3->is_empty || !t.one.expense.year) return;
  book.equal("c13", total_spot(*t.t3), "合计", whole_of(*t.t3), t.t1->title + "本年支出合计",
             t.one.expense.year->fen);
  look_at_classes(book, "c13", *t.t3, t.t3->whole(3), *t.t1, t.one.expense,
                  t.one.expense.amount_column);
}

/// T2 and T3 list the same codes, with the same totals where nothing is left at the year's end.
void look_at_both(Book& book, const Tables& t) {
  if (t.t2 == nullptr || t.t3 == nullptr || t.t2->is_empty || t.t3->is_empty) return;
  const Coded income = coded(*t.t2);
  const Coded expense = coded(*t.t3);
  if (income.entries.empty() || expense.entries.empty()) return;  // by units
  const int in = t.t2->whole(3);
  const int out = t.t3->whole(3);
  if (in < 0 || out < 0) return;
  const bool keeps = t.one.expense.carried && t.one.expense.carried->fen != 0;
  const auto one_way = [&](const Coded& from, const Coded& to, bool compare) {
    for (const Coded::Entry& entry : from.entries) {
      const Coded::Entry* other = to.entry(entry.code);
      if (other == nullptr) {
        book.add("c15", {from.table, entry.row},
                 entry.code + " " + entry.name + " 在" + to.table->title + "中没有", entry.code);
      } else if (compare && !book.same("c15", from.table->fen(entry.row, in),
                                       to.table->fen(other->row, out))) {
        book.equal("c15", {from.table, entry.row}, entry.code + " 合计",
                   from.table->fen(entry.row, in), to.table->title + "同科目",
                   to.table->fen(other->row, out));
      }
    }
  };
  book.ran("c15");
  one_way(income, expense, !keeps);
  one_way(expense, income, false);
}

void look_at_funds(Book& book, const Tables& t) {
  if (t.t4 == nullptr || !t.four.expense.year) return;
  const std::size_t year = t.four.expense.year->row;
  const auto fund = [&](const Table* table, const char* rule,
                        std::initializer_list<std::string_view> name, int number) {
    const int column = t.t4->column(name, {}, number);
    if (table == nullptr || column < 0) return;
    book.equal(rule, total_spot(*table), "合计", whole_of(*table), t.t4->title + "本年支出合计",
               t.t4->fen(year, column));
    if (!table->is_empty) {
      look_at_classes(book, rule, *table, table->whole(3), *t.t4, t.four.expense, column);
    }
  };
  fund(t.t5, "c20", {"一般公共预算"}, 5);
  fund(t.t7, "c26", {"政府性基金", "基金"}, 6);
  fund(t.t8, "c27", {"国有资本"}, 7);
}

void look_at_basic(Book& book, const Tables& t) {
  if (t.t6 == nullptr || t.t5 == nullptr || t.t5->is_empty) return;
  const std::int64_t economic = whole_of(*t.t6);
  const int general = t.t5->column({"基本支出"}, {}, 4);
  if (general < 0 || t.t6->whole(3) < 0) return;
  book.equal("c25", total_spot(*t.t6), "合计", economic, t.t5->title + "基本支出",
             coded(*t.t5).total_of(general));
  if (t.t3 == nullptr || t.t3->is_empty || !t.all_funds_are_told) return;
  std::int64_t others = 0;
  for (const Table* table : {t.t7, t.t8}) {
    if (table == nullptr || table->is_empty) continue;
    const int column = table->column({"基本支出"}, {}, 4);
    if (column < 0) return;
    others += coded(*table).total_of(column);
  }
  const int whole_basic = t.t3->column({"基本支出"}, {}, 4);
  if (whole_basic < 0) return;
  const std::int64_t basic = coded(*t.t3).total_of(whole_basic);
  const bool all_general = t.t2 != nullptr && others == 0;
  std::int64_t own = 0;
  if (all_general) {
    const Coded rows = coded(*t.t2);
    const int given = t.t2->column({"财政拨款"}, {}, 5);
    for (const int column : rows.values) {
      const std::string& name = t.t2->columns[static_cast<std::size_t>(column)];
      if (column > given && given >= 0 && !has(name, "结转")) own += rows.total_of(column);
    }
  }
  if (all_general && own == 0)
    book.equal("c25", total_spot(*t.t6), "合计", economic, t.t3->title + "基本支出", basic);
}

/// T3 = T5 + T7 + T8 where there is no money but the treasury's.
void look_at_whole(Book& book, const Tables& t) {
  if (t.t2 == nullptr || t.t3 == nullptr || t.t3->is_empty || t.t5 == nullptr) return;
  if (!t.all_funds_are_told) return;
  const Coded rows = coded(*t.t2);
  const int given = t.t2->column({"财政拨款"}, {}, 5);
  std::int64_t own = 0;
  for (const int column : rows.values) {
    const std::string& name = t.t2->columns[static_cast<std::size_t>(column)];
    if (given >= 0 && column > given && !has(name, "结转")) own += rows.total_of(column);
  }
  std::int64_t sum = whole_of(*t.t5);
  for (const Table* table : {t.t7, t.t8})
    if (table != nullptr) sum += whole_of(*table);
  const std::int64_t whole = whole_of(*t.t3);
  if (own == 0) {
    book.equal("c28", total_spot(*t.t3), "合计", whole, "一般＋基金＋国资三表之和", sum);
  } else {
    book.at_most("c28", total_spot(*t.t3), "一般＋基金＋国资三表之和", sum, "合计", whole);
  }
  // Each function's project money is the sum of the three tables' too.
  if (own != 0) return;
  const Coded expense = coded(*t.t3);
  std::vector<Coded> three;
  for (const Table* table : {t.t5, t.t7, t.t8})
    if (table != nullptr && !table->is_empty) three.push_back(coded(*table));
  for (const std::string name : {"合计", "基本支出", "项目支出"}) {
    const auto column_in = [&](const Table& table) {
      return name == "合计" ? table.whole(3) : table.column({name});
    };
    const int column = column_in(*t.t3);
    if (column < 0) continue;
    std::vector<int> columns;
    for (const Coded& table : three)
      columns.push_back(column_in(*table.table));
    if (std::ranges::count_if(columns, [](int each) { return each < 0; }) > 0) continue;
    for (const Coded::Entry& entry : expense.entries) {
      std::int64_t parts = 0;
      for (std::size_t i = 0; i < three.size(); ++i)
        parts += three[i].of(entry.code, columns[i]);
      if (book.same("c28", t.t3->fen(entry.row, column), parts)) continue;
      book.equal("c28", {t.t3, entry.row}, entry.code + " " + name, t.t3->fen(entry.row, column),
                 "三表同科目之和", parts);
    }
  }
}

}  // namespace

void check_across(Book& book) {
  const Tables tables(book);
  look_at_income(book, tables);
  look_at_expense(book, tables);
  look_at_both(book, tables);
  look_at_funds(book, tables);
  look_at_basic(book, tables);
  look_at_whole(book, tables);
}

}  // namespace budget::disclosure
