#include "book.h"
#include "sides.h"

namespace budget::disclosure {
namespace {

void look_at_first(Book& book, const Table& table) {
  const Sides sides = sides_of(table);
  const Side& in = sides.income;
  const Side& out = sides.expense;
  const auto at = [&](const std::optional<Line>& line) { return Spot{&table, line->row}; };
  if (in.year)
    book.equal("c01", at(in.year), "本年收入合计", in.year->fen, "各项收入之和", in.sum_of_lines());
  if (out.year) {
    book.equal("c02", at(out.year), "本年支出合计", out.year->fen, "各类支出之和",
               out.sum_of_lines());
  }
  const auto fen = [](const std::optional<Line>& line) { return line ? line->fen : 0; };
  if (in.year && in.grand) {
    book.equal("c03", at(in.grand), "收入总计", in.grand->fen, "本年收入合计＋上年结转",
               in.year->fen + fen(in.carried));
  }
  if (out.year && out.grand) {
    book.equal("c04", at(out.grand), "支出总计", out.grand->fen, "本年支出合计＋年终结转",
               out.year->fen + fen(out.carried));
  }
  if (in.grand && out.grand)
    book.equal("c05", at(out.grand), "支出总计", out.grand->fen, "收入总计", in.grand->fen);
}

/// T4: the sum of the fund columns in each row, and the sum of the classes in each column.
void look_at_funds(Book& book, const Table& table, const Side& out) {
  const int general = table.column({"一般公共预算"}, {}, 5);
  const int fund = table.column({"政府性基金", "基金"}, {}, 6);
  const int capital = table.column({"国有资本"}, {}, 7);
  if (general < 0 || fund < 0 || capital < 0) return;
  const auto look = [&](const Line& line) {
    book.equal(
        "c16", {&table, line.row}, line.name + "合计", line.fen, "一般＋基金＋国资",
        table.fen(line.row, general) + table.fen(line.row, fund) + table.fen(line.row, capital));
  };
  for (const Line& line : out.lines)
    look(line);
  for (const auto* line : {&out.year, &out.carried, &out.grand})
    if (*line) look(**line);
  if (!out.year) return;
  for (const int column : {out.amount_column, general, fund, capital}) {
    std::int64_t sum = 0;
    for (const Line& line : out.lines)
      sum += table.fen(line.row, column);
    const std::string name = table.columns[static_cast<std::size_t>(column)];
    book.equal("c18", {&table, out.year->row}, "本年支出合计（" + name + "）",
               table.fen(out.year->row, column), "各类支出之和", sum);
    if (!out.grand) continue;
    const std::int64_t carried = out.carried ? table.fen(out.carried->row, column) : 0;
    book.equal("c18", {&table, out.grand->row}, "支出总计（" + name + "）",
               table.fen(out.grand->row, column), "本年支出合计＋年末结转",
               table.fen(out.year->row, column) + carried);
  }
}

void look_at_fourth(Book& book, const Table& table) {
  const Sides sides = sides_of(table);
  const Side& in = sides.income;
  const Side& out = sides.expense;
  look_at_funds(book, table, out);
  if (in.carried && !in.below.empty()) {
    std::int64_t parts = 0;
    for (const Line& line : in.below)
      parts += line.fen;
    book.equal("c17", {&table, in.carried->row}, "年初结转和结余", in.carried->fen, "其三项之和",
               parts);
  }
  if (in.year)
    book.equal("c18", {&table, in.year->row}, "本年收入合计", in.year->fen, "各项收入之和",
               in.sum_of_lines());
  if (in.year && in.grand) {
    book.equal("c18", {&table, in.grand->row}, "收入总计", in.grand->fen, "本年收入合计＋年初结转",
               in.year->fen + (in.carried ? in.carried->fen : 0));
  }
  if (in.grand && out.grand)
    book.equal("c18", {&table, out.grand->row}, "支出总计", out.grand->fen, "收入总计",
               in.grand->fen);
}

/// T4's income lines are T1's first three.
void look_at_both(Book& book, const Table& first, const Table& fourth) {
  const Side one = sides_of(first).income;
  const Side four = sides_of(fourth).income;
  for (const char* word : {"一般公共预算", "政府性基金", "国有资本经营"}) {
    const Line* a = one.line(word);
    const Line* b = four.line(word);
    if (a == nullptr || b == nullptr) continue;
    book.equal("c19", {&fourth, b->row}, b->name, b->fen, first.title + "同项", a->fen);
  }
}

}  // namespace

void check_totals(Book& book) {
  const Table* first = book.table(1);
  const Table* fourth = book.table(4);
  if (first != nullptr) look_at_first(book, *first);
  if (fourth != nullptr) look_at_fourth(book, *fourth);
  if (first != nullptr && fourth != nullptr) look_at_both(book, *first, *fourth);
}

}  // namespace budget::disclosure
