#include <budget/date.h>

#include "book.h"
#include "coded.h"
#include "sides.h"

namespace budget::disclosure {
namespace {

/// C40: 1、2、3、… add up to the total.
void look_at_assets(Book& book, const Table& table) {
  const int value = table.column({"价值", "金额"});
  const int name = table.column({"项目"});
  if (value < 0 || name < 0) return;
  std::optional<std::size_t> whole;
  std::int64_t sum = 0;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const std::string& text = table.at(row, name).text;
    if (text.empty()) continue;
    if (has(text, "总额") || has(text, "合计") || has(text, "总计")) {
      whole = row;
    } else if ((text.front() >= '1' && text.front() <= '9') || counted_as(text) > 0) {
      sum += table.fen(row, value);
    }
  }
  if (whole)
    book.equal("c40", {&table, *whole}, "资产总额", table.fen(*whole, value), "各类资产之和", sum);
}

/// C47: what is to be procured is part of what is to be spent.
void look_at_procurement(Book& book, const Table& table) {
  const Table* first = book.table(1);
  const int column = table.column({"合计"}, "采购金额");
  if (first == nullptr || column < 0) return;
  const auto spending = sides_of(*first).expense.grand;
  if (!spending) return;
  std::int64_t most = 0;
  std::size_t where = Spot::npos;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    if (table.fen(row, column) <= most) continue;
    most = table.fen(row, column);
    where = row;
  }
  book.at_most("c47", {&table, where}, "政府采购金额", most, first->title + "支出总计",
               spending->fen);
}

/// C46: the goal sheets' budgets are the project spending, or part of it.
void look_at_sheets(Book& book) {
  const auto& budgets = book.document().budgets;
  const Table* table = book.table(3);
  if (table == nullptr || table->is_empty || budgets.empty()) return;
  std::int64_t sum = 0;
  for (const auto& fen : budgets) {
    if (!fen) return book.not_run("c46", "绩效目标表未印预算数");
    sum += *fen;
  }
  const int column = table->column({"项目支出"}, {}, 5);
  const Coded rows = coded(*table);
  if (column < 0 || !rows.has_total()) return;
  book.at_most("c46", {table, rows.total}, "绩效目标表预算数之和", sum, "项目支出",
               rows.total_of(column));
}

/// C48: twenty days from the reply to the publication.
void look_at_days(Book& book, const Json& payload) {
  const Json& days = payload["publication"];
  const auto reply = Date::parse(days["reply_on"].text());
  const auto published = Date::parse(days["published_on"].text());
  if (!reply || !published) return book.not_run("c48", "未给出批复日和公开日");
  book.ran("c48");
  constexpr std::int64_t kDays = 20;
  if (published->days() - reply->days() > kDays) {
    book.add("c48", {},
             "批复日 " + reply->to_text() + "，公开日 " + published->to_text() + "，超过 20 日",
             published->to_text());
  }
}

}  // namespace

void check_others(Book& book, const Json& payload) {
  for (const Table& table : book.document().others) {
    if (has(table.title, "资产")) look_at_assets(book, table);
    if (has(table.title, "政府采购")) look_at_procurement(book, table);
  }
  look_at_sheets(book);
  look_at_days(book, payload);
}

}  // namespace budget::disclosure
