// Tables as other offices print them: what adds up there is no mistake here.

#include <gtest/gtest.h>

#include "disclosure_checks.h"
#include "plugins/rules/disclosure_checks/small_disclosure.h"
#include "plugins/rules/rule_run.h"

namespace budget::tests {
namespace {

using disclosure::DisclosureChecks;
using Names = std::vector<std::string>;

void rename(Json& table, const std::string& old, const std::string& now) {
  Json columns = Json::array();
  for (const Json& column : table["columns"].items())
    columns.push(column.text() == old ? now : column.text());
  table.set("columns", std::move(columns));
}

/// Table `number` with its sums as the only money.
Json with_sums_only(int number) {
  return with_table(number, [&](Json& table) {
    const std::size_t words = number == 9 ? 2 : 3;
    Json columns = Json::array();
    for (std::size_t at = 0; at < words; ++at)
      columns.push(table["columns"].items()[at].text());
    columns.push("2025年预算数");
    Json rows = Json::array();
    for (const Json& row : table["rows"].items()) {
      Json cells = Json::array();
      for (std::size_t at = 0; at <= words; ++at)
        cells.push(row.items()[at].text());
      rows.push(std::move(cells));
    }
    table.set("columns", std::move(columns)).set("rows", std::move(rows));
  });
}

TEST(DisclosureForms, WhatATableDoesNotPrintIsComparedWithNothing) {
  for (const int number : {2, 3, 5, 6, 7, 9}) {
    const RuleRun run = run_rule<DisclosureChecks>(with_sums_only(number));
    EXPECT_TRUE(run.rules().empty()) << number << "\n" << run.report.to_text();
  }
}

TEST(DisclosureForms, TheWholeMayBeCalledOtherwise) {
  for (const int number : {2, 3, 5, 7}) {
    const RuleRun run = run_rule<DisclosureChecks>(
        with_table(number, [](Json& table) { rename(table, "合计", "总计"); }));
    EXPECT_TRUE(run.rules().empty()) << number << "\n" << run.report.to_text();
  }
}

/// 部门预算支出经济分类 is a subject's name, no department's.
TEST(DisclosureForms, ASubjectOfADepartmentsBudgetIsASubject) {
  const Json payload = with_table(6, [](Json& table) {
    rename(table, "支出部门经济分类科目/科目编码", "部门预算支出经济分类科目编码");
    Json::Array rows = table["rows"].items();
    Json::Array cells = rows[4].items();
    cells[3] = cells[5] = "18.60";
    rows[4] = Json(cells);
    table.set("rows", Json(rows));
  });
  EXPECT_EQ(run_rule<DisclosureChecks>(payload).rules(), Names{"c23"});
}

/// T6 as two panels: 人员经费 beside 公用经费, each with its subjects and its own total.
Json in_panels(const std::string& office_supplies) {
  return with_table(6, [&](Json& table) {
    Json columns = Json::array();
    for (const char* panel : {"人员经费", "公用经费"})
      for (const char* name : {"科目编码", "科目名称", "金额"})
        columns.push(std::string(panel) + "/" + name);
    const std::vector<Names> lines = {
        {"", "合计", "70.00", "", "合计", "20.00"},
        {"301", "工资福利支出", "70.00", "302", "商品和服务支出", "20.00"},
        {"30101", "基本工资", "70.00", "30201", "办公费", office_supplies},
        {"", "", "", "30217", "公务接待费", "0.40"}};
    Json rows = Json::array();
    for (const Names& line : lines) {
      Json cells = Json::array();
      for (const std::string& cell : line)
        cells.push(cell);
      rows.push(std::move(cells));
    }
    table.set("columns", std::move(columns)).set("rows", std::move(rows));
  });
}

TEST(DisclosureForms, PanelsSideBySideAreOneList) {
  const RuleRun right = run_rule<DisclosureChecks>(in_panels("19.60"));
  EXPECT_TRUE(right.rules().empty()) << right.report.to_text();
  EXPECT_TRUE(right.ran("c23"));
  EXPECT_EQ(run_rule<DisclosureChecks>(in_panels("18.60")).rules(), Names{"c23"});
}

TEST(DisclosureForms, WithoutATableThatHasMoneyNothingAddsUpToTheWhole) {
  Json payload = small_disclosure();
  Json document = payload["document"];
  Json tables = Json::array();
  for (const Json& table : document["tables"].items())
    if (table["number"].integer() != 7) tables.push(table);
  document.set("tables", std::move(tables));
  const RuleRun run = run_rule<DisclosureChecks>(payload.set("document", std::move(document)));
  EXPECT_EQ(run.rules(), Names{"c45"}) << run.report.to_text();
}

TEST(DisclosureForms, GrowthIsNoMoneyOfTheYear) {
  for (const char* head : {"增减率", "增长率", "增长额", "差异", "2025年预算数与2024年执行数之比",
                           "2025年预算数比2024年执行数/金额"}) {
    const Json payload = with_table(3, [&](Json& table) {
      Json columns = table["columns"];
      columns.push(head);
      Json rows = Json::array();
      for (Json row : table["rows"].items())
        rows.push(row.push(std::string(head).ends_with("率") ? "-50%" : "-1.00"));
      table.set("columns", std::move(columns)).set("rows", std::move(rows));
    });
    const RuleRun run = run_rule<DisclosureChecks>(payload);
    EXPECT_TRUE(run.rules().empty()) << head << "\n" << run.report.to_text();
  }
}

}  // namespace
}  // namespace budget::tests
