#include <algorithm>

#include <budget/decimal.h>

#include "book.h"
#include "coded.h"
#include "figures.h"
#include "sides.h"
#include "three_public.h"

namespace budget::disclosure {
namespace {

/// What the text may mean by a word: any of these amounts is right.
using Amounts = std::vector<std::int64_t>;
using Meanings = std::map<std::string, Amounts, std::less<>>;

void total(Meanings& meanings, const char* key, const Table* table,
           std::initializer_list<std::string_view> column, int number) {
  if (table == nullptr) return;
  const int at = table->is_empty ? -1 : table->column(column, {}, number);
  if (table->is_empty || at >= 0)
    meanings[key].push_back(table->is_empty ? 0 : coded(*table).total_of(at));
}

Meanings meanings_of(const Book& book) {
  Meanings of;
  if (const Table* table = book.table(1); table != nullptr) {
    const Sides sides = sides_of(*table);
    const auto put = [&](const char* key, const std::optional<Line>& line) {
      if (line) of[key].push_back(line->fen);
    };
    for (const char* key : {"income_total", "both_total"}) {
      put(key, sides.income.grand);
      put(key, sides.income.year);
    }
    for (const char* key : {"expense_total", "both_total"}) {
      put(key, sides.expense.grand);
      put(key, sides.expense.year);
    }
    put("carry_over", sides.income.carried);
    const std::pair<const char*, const char*> lines[] = {{"general_income", "一般公共预算"},
                                                         {"fund_income", "政府性基金"},
                                                         {"capital_income", "国有资本"},
                                                         {"account_income", "财政专户"}};
    for (const auto& [key, word] : lines)
      if (const Line* line = sides.income.line(word)) of[key].push_back(line->fen);
    std::int64_t others = 0;
    for (const Line& line : sides.income.lines)
      others += line.count >= 5 ? line.fen : 0;
    if (!sides.income.lines.empty()) of["other_income"].push_back(others);
  }
  if (const Table* general = book.table(5);
      general != nullptr && (general->is_empty || general->whole(3) >= 0)) {
    of["general_expense"].push_back(
        general->is_empty ? 0 : coded(*general).total_of(general->whole(3)));
  }
  // A text says the whole or its general part; without T3 nobody knows the whole.
  const auto parts = [&](const char* key, std::string_view name, int number) {
    const Table* whole = book.table(3);
    if (whole == nullptr || (!whole->is_empty && whole->column({name}, {}, number) < 0)) return;
    for (const int table : {3, 5})
      total(of, key, book.table(table), {name}, number);
  };
  parts("basic", "基本支出", 4);
  parts("project", "项目支出", 5);
  total(of, "people", book.table(6), {"人员"}, 4);
  total(of, "office", book.table(6), {"公用"}, 5);
  if (const Table* table = book.table(9); table != nullptr) {
    const ThreePublic rows = three_public(*table);
    const std::pair<const char*, const std::optional<std::size_t>*> lines[] = {
        {"three_public", rows.sum ? &rows.sum : &rows.all},
        {"abroad", &rows.abroad},
        {"cars", &rows.cars},
        {"buying", &rows.buying},
        {"running", &rows.running},
        {"guests", &rows.guests}};
    for (const auto& [key, row] : lines)
      of[key].push_back(table->is_empty ? 0 : rows.fen(*row, rows.whole));
  }
  return of;
}

/// The first key of the list whose words stand in the label.
std::string key_of(const Templates& templates, std::string_view list, std::string_view label) {
  for (const auto& [key, words] : templates.list(list)) {
    for (const std::string& word : words)
      if (has(label, word)) return key;
  }
  return {};
}

/// A year printed in the label that is not the budget's; 0 when there is none.
int other_year(std::string_view label, int fiscal_year) {
  for (const int year : years_in(label))
    if (year != fiscal_year) return year;
  return 0;
}

class Narrative {
 public:
  explicit Narrative(Book& book)
      : book_(book), templates_(book.settings().templates), meanings_(meanings_of(book)) {}

  void look_at(const Section& section) {
    const std::string kind = key_of(templates_, "sections", section.heading);
    const std::pair<const char*, const char*> rules[] = {
        {"overview", "c34"}, {"running_costs", "c32"}, {"three_public", "c33"}};
    for (const auto& [name, rule] : rules) {
      if (kind != name) continue;
      for (const Paragraph& paragraph : section.paragraphs) {
        const auto figures = read_figures(paragraph, templates_);
        look_at_levels(rule, std::string("narrative_") + name, figures);
        look_at_changes(figures);
      }
    }
    if (kind == "procurement") look_at_single(section, "c47", "procurement", "政府采购");
    if (kind == "assets") look_at_single(section, "c40", "assets", "资产");
  }

 private:
  [[nodiscard]] static Spot at(const Figure& figure) { return {nullptr, Spot::npos, figure.line}; }

  /// Amounts of this year against the tables.
  void look_at_levels(const char* rule, const std::string& list,
                      const std::vector<Figure>& figures) {
    for (const Figure& figure : figures) {
      if (figure.is_percent || figure.is_change) continue;
      const std::string key = key_of(templates_, list, figure.label);
      const auto amounts = meanings_.find(key);
      if (amounts == meanings_.end() || amounts->second.empty()) continue;
      const bool fits =
          std::any_of(amounts->second.begin(), amounts->second.end(), [&](std::int64_t fen) {
            const std::int64_t gap = fen > figure.fen ? fen - figure.fen : figure.fen - fen;
            return gap <= book_.settings().tolerance_fen;
          });
      const int year = other_year(figure.label, book_.document().fiscal_year);
      if (year != 0 && book_.document().fiscal_year != 0) {
        if (fits && figure.fen != 0) {
          book_.add("c42", at(figure),
                    "“" + figure.label + figure.printed + "”写的是 " + std::to_string(year) +
                        " 年，数是本年的",
                    figure.label + figure.printed);
        }
        continue;
      }
      book_.ran(rule);
      if (fits) continue;
      book_.add(rule, at(figure),
                "文字“" + figure.label + figure.printed + "”，表中是 " +
                    wan(amounts->second.front()) + " 万元",
                figure.label + figure.printed);
    }
  }

  /// The change of the whole is the sum of its parts' (C35), and its share is right (C36).
  void look_at_changes(const std::vector<Figure>& figures) {
    const Figure* whole = nullptr;
    std::int64_t parts = 0;
    int count = 0;
    for (const Figure& figure : figures) {
      if (whole != nullptr && figure.sentence != whole->sentence) {
        compare_parts(whole, parts, count);
        whole = nullptr;
        parts = 0;
        count = 0;
      }
      if (figure.is_percent || !figure.is_change) continue;
      const std::string key = key_of(templates_, "change_parts", figure.label);
      if (key.empty()) {
        if (whole == nullptr) whole = &figure;
      } else {
        parts += figure.is_decrease ? -figure.fen : figure.fen;
        ++count;
      }
    }
    compare_parts(whole, parts, count);
    look_at_shares(figures);
  }
  void compare_parts(const Figure* whole, std::int64_t parts, int count) {
    if (whole == nullptr || count < 2) return;
    book_.equal("c35", at(*whole), "文字“" + whole->label + whole->printed + "”",
                whole->is_decrease ? -whole->fen : whole->fen, "其中各项增减之和", parts);
  }
  void look_at_shares(const std::vector<Figure>& figures) {
    const Figure* level = nullptr;
    const Figure* change = nullptr;
    for (const Figure& figure : figures) {
      if (!figure.is_percent) {
        (figure.is_change ? change : level) = &figure;
        if (!figure.is_change) change = nullptr;
        continue;
      }
      if (level != nullptr && change != nullptr && change->sentence == figure.sentence)
        compare_share(*level, *change, figure);
      change = nullptr;
    }
  }
  void compare_share(const Figure& level, const Figure& change, const Figure& share) {
    const std::int64_t before =
        change.is_decrease ? level.fen + change.fen : level.fen - change.fen;
    if (before <= 0) return;
    Int128 scale = 100;
    for (int i = 0; i < share.decimals; ++i)
      scale *= 10;
    const Int128 exact = Int128{change.fen} * scale;
    const std::int64_t rounded = divide_half_up(exact, before);
    const bool fits = rounded == share.units || exact / before == share.units;
    book_.ran("c36");
    if (fits) return;
    const std::int64_t true_share = divide_half_up(Int128{change.fen} * 10'000, before);
    book_.add("c36", at(share),
              "文字说“" + change.label + change.printed + "”“" + share.label + share.printed +
                  "”，按上年 " + wan(before) + " 万元计算是 " + print_fixed(true_share, 2, 2) + "%",
              share.label + share.printed);
  }

  /// The amount a section names against its table.
  void look_at_single(const Section& section, const char* rule, std::string_view list_name,
                      std::string_view title) {
    std::optional<std::int64_t> fen;
    for (const Table& table : book_.document().others)
      if (has(table.title, title)) fen = amount_of(table, list_name == "assets");
    if (!fen) return;
    const std::string list = "narrative_" + std::string(list_name);
    for (const Paragraph& paragraph : section.paragraphs) {
      for (const Figure& figure : read_figures(paragraph, templates_)) {
        if (figure.is_percent || figure.is_change) continue;
        if (key_of(templates_, list, figure.label) != list_name) continue;
        book_.equal(rule, at(figure), "文字“" + figure.label + figure.printed + "”", figure.fen,
                    "表中", *fen);
      }
    }
  }
  static std::int64_t amount_of(const Table& table, bool is_assets) {
    const int column =
        is_assets ? table.column({"价值", "金额"}) : table.column({"合计"}, "采购金额");
    std::int64_t most = 0;
    for (std::size_t row = 0; row < table.rows.size(); ++row)
      most = std::max(most, table.fen(row, column));
    return most;
  }

  Book& book_;
  const Templates& templates_;
  Meanings meanings_;
};

}  // namespace

void check_narrative(Book& book) {
  Narrative narrative(book);
  for (const Section& section : book.document().sections)
    narrative.look_at(section);
}

}  // namespace budget::disclosure
