// Tables that print two years side by side.

#include <gtest/gtest.h>

#include "disclosure_checks.h"
#include "plugins/rules/disclosure_checks/small_disclosure.h"
#include "plugins/rules/rule_run.h"

namespace budget::tests {
namespace {

using disclosure::DisclosureChecks;

/// Table `number` with last year's money, twice as much, before this year's, as most offices print
/// it; with empty heads the row that names them was lost.
struct Heads {
  const char* last = "2024年执行数/";
  const char* own = "2025年预算数/";
  const char* total = "合计";
};
Json beside_last_year(int number, const Heads& years = {}) {
  return with_table(number, [&](Json& table) {
    std::vector<std::string> columns;
    for (const Json& column : table["columns"].items())
      columns.push_back(column.text());
    const auto is_money = [](const std::string& head) {
      return head == "项目支出" ||
             (head.find("科目") == std::string::npos && head != "项目" && head != "序号");
    };
    std::vector<std::size_t> words;
    std::vector<std::size_t> money;
    for (std::size_t at = 0; at < columns.size(); ++at)
      (is_money(columns[at]) ? money : words).push_back(at);
    const auto leaf = [&](std::size_t at) {
      return columns[at].substr(columns[at].rfind('/') + 1);
    };
    Json heads = Json::array();
    for (const std::size_t at : words)
      heads.push(columns[at]);
    for (const std::size_t at : money)
      heads.push(years.last + leaf(at));
    for (const std::size_t at : money)
      heads.push(years.own + (leaf(at) == "合计" ? years.total : leaf(at)));
    Json rows = Json::array();
    for (const Json& row : table["rows"].items()) {
      Json cells = Json::array();
      for (const std::size_t at : words)
        cells.push(row.items()[at].text());
      for (const std::size_t at : money) {
        const auto amount = Money::parse_wan(row.items()[at].text());
        cells.push(amount ? Money::from_fen(amount->fen() * 2).to_wan() : "");
      }
      for (const std::size_t at : money)
        cells.push(row.items()[at].text());
      rows.push(std::move(cells));
    }
    table.set("columns", std::move(heads)).set("rows", std::move(rows));
  });
}

TEST(DisclosureYears, TheDocumentsYearIsComparedWithTheOtherTables) {
  for (const int number : {3, 5, 6, 7, 9}) {
    const RuleRun run = run_rule<DisclosureChecks>(beside_last_year(number));
    EXPECT_TRUE(run.rules().empty()) << number << "\n" << run.report.to_text();
  }
}

TEST(DisclosureYears, ASmallSumMayStandForTheWhole) {
  for (const int number : {3, 5, 7}) {
    const RuleRun run = run_rule<DisclosureChecks>(beside_last_year(number, {.total = "小计"}));
    EXPECT_TRUE(run.rules().empty()) << number << "\n" << run.report.to_text();
  }
}

TEST(DisclosureYears, WhereNobodySaysWhichIsWhichNothingElseIsComparedWithThem) {
  const RuleRun run = run_rule<DisclosureChecks>(beside_last_year(9, {"", ""}));
  EXPECT_TRUE(run.rules().empty()) << run.report.to_text();
  EXPECT_TRUE(run.ran("c29")) << "each year by itself";
  EXPECT_FALSE(run.ran("c31")) << "against another table";
}

TEST(DisclosureYears, WhatNeedsSuchATableIsNotComparedWithoutIt) {
  for (const int number : {3, 5, 6, 7}) {
    const RuleRun run = run_rule<DisclosureChecks>(beside_last_year(number, {"", ""}));
    EXPECT_TRUE(run.rules().empty()) << number << "\n" << run.report.to_text();
  }
}

TEST(DisclosureYears, LastYearsSumsAreCheckedToo) {
  for (const bool years : {true, false}) {
    Json payload = beside_last_year(9, years ? Heads() : Heads{"", ""});
    Json changed = payload["document"];
    Json::Array tables = changed["tables"].items();
    Json::Array rows = tables[8]["rows"].items();
    Json::Array cells = rows[0].items();
    cells[2] = "9.99";
    rows[0] = Json(cells);
    tables[8].set("rows", Json(rows));
    changed.set("tables", Json(tables));
    payload.set("document", std::move(changed));
    EXPECT_EQ(run_rule<DisclosureChecks>(payload).rules(), std::vector<std::string>{"c29"});
  }
}

TEST(DisclosureYears, AHeadingOfLastYearAloneIsSaid) {
  const Json payload = with_table(5, [](Json& table) {
    Json columns = Json::array();
    for (const Json& column : table["columns"].items())
      columns.push(column.text().find("科目") == std::string::npos && column.text() != "序号"
                       ? "2024年预算数/" + column.text()
                       : column.text());
    table.set("columns", std::move(columns));
  });
  EXPECT_EQ(run_rule<DisclosureChecks>(payload).rules(), std::vector<std::string>{"c42"});
}

TEST(DisclosureYears, AreSaidInManyWays) {
  const Heads ways[] = {{"上年预算数/", "本年预算数/"}, {"上年/", "本年/"},
                        {"上年度/", "本年度/"},         {"2024预算数/", "2025预算数/"},
                        {"上年数/", "本年数/"},         {"2024年决算数/", "2025年预算/"}};
  for (const Heads& way : ways) {
    for (const int number : {3, 5, 7, 9}) {
      const RuleRun run = run_rule<DisclosureChecks>(beside_last_year(number, way));
      EXPECT_TRUE(run.rules().empty()) << way.last << number << "\n" << run.report.to_text();
    }
  }
}

/// 上年结转 is this year's income; under a year's heading it is that year's.
TEST(DisclosureYears, WhatWasCarriedOverBelongsToTheYearAboveIt) {
  const RuleRun run = run_rule<DisclosureChecks>(beside_last_year(2));
  EXPECT_TRUE(run.rules().empty()) << run.report.to_text();
}

TEST(DisclosureYears, ATableOfTwoOtherYearsIsSaidAndComparedWithNothing) {
  const RuleRun run =
      run_rule<DisclosureChecks>(beside_last_year(5, {"2023年决算数/", "2024年预算数/"}));
  EXPECT_EQ(run.rules(), std::vector<std::string>{"c42"}) << run.report.to_text();
}

}  // namespace
}  // namespace budget::tests
