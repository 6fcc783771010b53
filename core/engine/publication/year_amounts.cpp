#include "engine/publication/year_amounts.h"

#include <algorithm>
#include <map>
#include <utility>

#include <budget/money.h>

#include "engine/publication/page_blocks.h"
#include "engine/publication/tables.h"

namespace budget {
namespace {

/// 分 of a unit in which tables are printed.
std::int64_t fen_of_table_unit(const std::string& unit) {
  static const std::vector<std::pair<std::string, std::int64_t>> kUnits{
      {"元", 100}, {"百元", 10'000}, {"千元", 100'000}, {"亿元", 10'000'000'000}};
  for (const auto& [name, fen] : kUnits)
    if (unit == name) return fen;
  return 1'000'000;
}

/// A cell in 分; nothing where it holds no amount, or one that is no whole 分.
std::optional<Money> money_in(const std::string& cell, const std::string& unit) {
  constexpr std::int64_t kOne = 1'000'000;
  const auto millionths = amount_in(cell);
  std::int64_t fen = 0;
  if (!millionths || __builtin_mul_overflow(*millionths, fen_of_table_unit(unit), &fen) ||
      fen % kOne != 0)
    return std::nullopt;
  return Money::from_fen(fen / kOne);
}

/// What a figure said of the projects once, and what they say now.
struct Claim {
  Money before;
  std::optional<Money> now;  ///< empty: there is no such project any more
};

std::string amount_shown(const std::optional<Money>& amount) {
  return amount ? amount->to_wan() + " 万元" : std::string("没有这个项目");
}

class Holding {
 public:
  Holding(const Json& document, const std::vector<PrintedFunds>& sheets)
      : document_(document), sheets_(sheets) {}

  std::vector<Finding> run() {
    if (document_["tables"].items().empty() && document_["other_tables"].items().empty() &&
        document_["sections"].items().empty())
      return {};
    add_up();
    for (const char* kind : {"tables", "other_tables"})
      for (const Json& read : document_[kind].items())
        hold(as_it_stands(read));
    tell_changes();
    return std::move(findings_);
  }

 private:
  void add_up() {
    Funds before, now;
    for (const PrintedFunds& sheet : sheets_) {
      if (sheet.printed) add(before, *sheet.printed);
      if (sheet.now) add(now, *sheet.now);
      if (sheet.printed && sheet.printed != sheet.now) rows_[folded(sheet.name)] = &sheet;
    }
    before_ = before.budget;
    now_ = now.budget;
    totals_ = {{before.budget, now.budget}, {before.fiscal, now.fiscal}};
  }

  static void add(Funds& sum, const Funds& funds) {
    sum.budget += funds.budget;
    sum.fiscal += funds.fiscal;
    sum.other += funds.other;
  }

  void hold(const PrintedTable& table) {
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
      const PrintedFunds* sheet = nullptr;
      bool is_total = false;
      for (std::size_t c = 0; c < table.columns.size(); ++c) {
        if (table.is_amount(c)) continue;
        const std::string item = folded(table.rows[r][c]);
        is_total = is_total || item == "合计" || item == "总计";
        const auto found = rows_.find(item);
        if (found != rows_.end()) sheet = found->second;
      }
      if (is_total) hold_total(table, r);
      if (sheet != nullptr) hold_row(table, r, *sheet);
    }
  }

  /// The total of project expenses against all projects.
  void hold_total(const PrintedTable& table, std::size_t row) {
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      const std::string& name = table.columns[c];
      if (!table.is_amount(c) || !folded(name.substr(name.rfind('/') + 1)).starts_with("项目支出"))
        continue;
      tell(table, row, c, totals_, "各项目之和");
    }
  }

  void hold_row(const PrintedTable& table, std::size_t row, const PrintedFunds& sheet) {
    const auto claim = [&](Money Funds::*part) {
      return Claim{(*sheet.printed).*part,
                   sheet.now ? std::optional((*sheet.now).*part) : std::optional<Money>()};
    };
    const std::vector<Claim> claims{claim(&Funds::budget), claim(&Funds::fiscal),
                                    claim(&Funds::other)};
    for (std::size_t c = 0; c < table.columns.size(); ++c)
      if (table.is_amount(c)) tell(table, row, c, claims, "项目“" + sheet.name + "”");
  }

  /// A cell that agreed with one of the claims once, and agrees with none of them now.
  void tell(const PrintedTable& table, std::size_t row, std::size_t column,
            const std::vector<Claim>& claims, const std::string& of) {
    const auto cell = money_in(table.rows[row][column], table.money_unit);
    if (!cell || cell->is_zero()) return;
    const auto agreed = std::ranges::find(claims, *cell, &Claim::before);
    const bool agrees = std::ranges::find(claims, cell, &Claim::now) != claims.end();
    if (agreed == claims.end() || agrees) return;
    const std::string name = table.number > 0 ? "表" + std::to_string(table.number) + "“" : "“";
    Finding finding;
    finding.rule = RuleId("publish.table_differs_from_projects");
    finding.level = FindingLevel::error;
    finding.message = name + table.title + "”第" + std::to_string(row + 1) + "行“" +
                      table.columns[column] + "”印着 " + cell->to_wan() + " 万元，与导入时" + of +
                      "相同；现在" + of + "是 " + amount_shown(agreed->now);
    finding.quote = table.rows[row][column];
    finding.treatment = "按文件的数字印出；改好公开表后重新导入";
    findings_.push_back(std::move(finding));
  }

  void tell_changes() {
    std::string changed;
    int count = 0;
    for (const PrintedFunds& sheet : sheets_) {
      if (sheet.printed == sheet.now) continue;
      const auto budget = [](const std::optional<Funds>& funds) {
        return funds ? funds->budget.to_wan() : std::string("无");
      };
      changed += (count++ == 0 ? "" : "、") + sheet.name + " " + budget(sheet.printed) + "→" +
                 budget(sheet.now);
    }
    if (count == 0) return;
    Finding finding;
    finding.rule = RuleId("publish.amounts_changed");
    finding.level = FindingLevel::warning;
    finding.message = "导入文件以后有 " + std::to_string(count) + " 个项目的金额变了（万元：" +
                      changed + "），各项目预算之和由 " + before_.to_wan() + " 变为 " +
                      now_.to_wan() + " 万元；公开表和说明没有随之改动";
    finding.treatment = "公开表和说明按文件印出，请逐项核对";
    findings_.push_back(std::move(finding));
  }

  const Json& document_;
  const std::vector<PrintedFunds>& sheets_;
  std::map<std::string, const PrintedFunds*> rows_;  ///< those that changed, by folded name
  std::vector<Claim> totals_;
  Money before_, now_;
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> changed_amounts(const Json& document,
                                     const std::vector<PrintedFunds>& sheets) {
  return Holding(document, sheets).run();
}

}  // namespace budget
