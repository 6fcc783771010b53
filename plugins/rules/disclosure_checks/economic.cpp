#include "book.h"
#include "coded.h"

namespace budget::disclosure {
namespace {

/// Classes whose money is for people, and those whose money is for the office.
bool is_for_people(std::string_view code) {
  return code.starts_with("301") || code.starts_with("303");
}
bool is_for_office(std::string_view code) {
  return code.starts_with("302") || code.starts_with("307") || code.starts_with("309") ||
         code.starts_with("310");
}

void look_at_kinds(Book& book, const Table& table, const Coded& rows) {
  const int people = table.column({"人员经费", "人员"}, {}, 4);
  const int office = table.column({"公用经费", "公用"}, {}, 5);
  if (people < 0 || office < 0) return;
  book.ran("c24");
  for (const Coded::Entry& entry : rows.entries) {
    const std::int64_t wrong = is_for_people(entry.code)   ? table.fen(entry.row, office)
                               : is_for_office(entry.code) ? table.fen(entry.row, people)
                                                           : 0;
    if (wrong == 0) continue;
    book.add("c24", {&table, entry.row},
             entry.code + " " + entry.name +
                 (is_for_people(entry.code) ? " 应列人员经费" : " 应列公用经费"),
             entry.code);
  }
}

/// Pairs of functional and economic codes that are usually the same money.
void look_at_pairs(Book& book, const Table& six, const Coded& rows) {
  const Table* five = book.table(5);
  if (five == nullptr || five->is_empty) return;
  const Coded functions = coded(*five);
  const int whole = six.whole(3);
  const int basic = five->column({"基本支出"}, {}, 4);
  if (basic < 0) return;
  struct Pair {
    const char* rule;
    std::vector<std::string_view> functions, economics;
    bool is_least;  ///< the functions may hold more
  };
  const Pair pairs[] = {{"c37", {"2080505"}, {"30108"}, false},
                        {"c38", {"2210201"}, {"30113"}, false},
                        {"c39", {"2080501", "2080502"}, {"30301", "30302"}, true},
                        {"c39", {"2101101", "2101102"}, {"30110"}, true}};
  for (const Pair& pair : pairs) {
    std::int64_t by_function = 0;
    std::int64_t by_economy = 0;
    const Coded::Entry* first = nullptr;
    for (const std::string_view code : pair.economics) {
      by_economy += rows.of(code, whole);
      if (first == nullptr) first = rows.entry(code);
    }
    bool is_there = false;
    for (const std::string_view code : pair.functions) {
      by_function += functions.of(code, basic);
      is_there = is_there || functions.entry(code) != nullptr;
    }
    if (first == nullptr || !is_there) continue;
    const Spot spot{&six, first->row};
    const std::string name = first->code + " " + first->name;
    const std::string other = five->title + "相应科目基本支出";
    if (pair.is_least) {
      book.at_most(pair.rule, spot, name, by_economy, other, by_function);
    } else {
      book.equal(pair.rule, spot, name, by_economy, other, by_function);
    }
  }
}

}  // namespace

void check_economic(Book& book) {
  const Table* table = book.table(6);
  if (table == nullptr || table->is_empty) return;
  const Coded rows = coded(*table);
  look_at_kinds(book, *table, rows);
  look_at_pairs(book, *table, rows);
}

}  // namespace budget::disclosure
