#include <gtest/gtest.h>

#include <algorithm>

#include "disclosure_checks.h"
#include "plugins/rules/disclosure_checks/small_disclosure.h"
#include "plugins/rules/rule_run.h"

namespace budget::tests {
namespace {

using disclosure::DisclosureChecks;

/// The small disclosure with one cell, counted from 0, changed.
Json changed(int number, std::size_t row, std::size_t column, const std::string& text) {
  Json payload = small_disclosure();
  Json::Array tables = payload["document"]["tables"].items();
  Json& table = tables[static_cast<std::size_t>(number - 1)];
  Json::Array rows = table["rows"].items();
  Json::Array cells = rows[row].items();
  cells[column] = text;
  rows[row] = Json(cells);
  table.set("rows", Json(rows));
  Json document = payload["document"];
  document.set("tables", Json(tables));
  return payload.set("document", std::move(document));
}

Json with_paragraph(std::size_t section, std::size_t paragraph, const char* text) {
  Json payload = small_disclosure();
  Json::Array sections = payload["document"]["sections"].items();
  Json::Array paragraphs = sections[section]["paragraphs"].items();
  paragraphs[paragraph].set("text", text);
  sections[section].set("paragraphs", Json(paragraphs));
  Json document = payload["document"];
  document.set("sections", Json(sections));
  return payload.set("document", std::move(document));
}

struct Change {
  const char* name;
  int table;
  std::size_t row, column;
  const char* text;
  std::vector<std::string> rules;  ///< exactly these, in any order
};

class DisclosureRules : public testing::TestWithParam<Change> {};

TEST_P(DisclosureRules, OnlyWhatTheChangedCellTouchesIsSaid) {
  const Change& change = GetParam();
  const RuleRun run =
      run_rule<DisclosureChecks>(changed(change.table, change.row, change.column, change.text));
  std::vector<std::string> rules = run.rules();
  std::sort(rules.begin(), rules.end());
  std::vector<std::string> expected = change.rules;
  std::sort(expected.begin(), expected.end());
  EXPECT_EQ(rules, expected) << run.report.to_text();
}

INSTANTIATE_TEST_SUITE_P(
    Changes, DisclosureRules,
    testing::Values(Change{"IncomeLine", 1, 0, 2, "150.01", {"c01", "c19", "c34"}},
                    Change{"ClassLine", 1, 2, 4, "35.01", {"c02", "c13"}},
                    Change{"CarriedOver", 1, 5, 2, "5.01", {"c03", "c11", "c34"}},
                    Change{"YearEnd", 1, 5, 4, "0.01", {"c04"}},
                    Change{"GrandTotal", 1, 6, 4, "185.01", {"c04", "c05"}},
                    Change{"IncomeRow", 2, 4, 3, "30.01", {"c06", "c08", "c15"}},
                    Change{"IncomeKind", 2, 4, 5, "30.01", {"c07", "c08"}},
                    Change{"ProjectMoney", 3, 4, 5, "30.01", {"c08", "c12", "c28"}},
                    Change{"FundColumn", 4, 0, 5, "120.01", {"c16", "c18", "c20"}},
                    Change{"CarriedPart", 4, 6, 2, "5.01", {"c17"}},
                    Change{"BasicOfFive", 5, 3, 4, "90.01", {"c08", "c21", "c28"}},
                    Change{"PeopleMoney", 6, 2, 4, "70.01", {"c22", "c23"}},
                    Change{"WrongKind", 6, 4, 4, "19.60", {"c22", "c23", "c24"}},
                    Change{"FundTable", 7, 3, 5, "30.01", {"c08", "c21", "c28"}},
                    Change{"Guests", 9, 6, 3, "0.39", {"c29", "c30", "c31"}},
                    Change{"NegativeAmount", 9, 2, 3, "-0.10", {"c29", "c30", "c31", "c44"}},
                    Change{"ThreeDecimals", 4, 6, 2, "5.000001", {"c17", "c44"}},
                    Change{"NoNumber", 4, 3, 7, "无", {"c44"}},
                    Change{"OtherName", 5, 4, 2, "一般事务", {"name_differs_between_tables"}},
                    Change{"WrongName", 6, 4, 2, "印刷费", {"c43"}},
                    Change{"RowNumber", 6, 4, 0, "6", {"row_number_gap"}}),
    [](const auto& tested) { return tested.param.name; });

TEST(DisclosureNarrative, AFigureThatIsNotTheTablesIsSaid) {
  const RuleRun run = run_rule<DisclosureChecks>(
      with_paragraph(2, 0, "2025年机关运行经费安排20.10万元，主要用于办公。"));
  EXPECT_EQ(run.rules(), std::vector<std::string>{"c32"});
}

TEST(DisclosureNarrative, AThreePublicFigureThatIsNotTheTablesIsSaid) {
  const RuleRun run = run_rule<DisclosureChecks>(
      with_paragraph(3, 0, "2025年“三公”经费预算2.40万元，其中公务接待费0.50万元。"));
  EXPECT_EQ(run.rules(), std::vector<std::string>{"c33"});
}

TEST(DisclosureNarrative, PartsOfAChangeThatDoNotAddUpAreSaid) {
  const RuleRun run = run_rule<DisclosureChecks>(
      with_paragraph(1, 2,
                     "收支安排185.00万元，较2024年预算减少15.00万元，其中：基本支出增加5."
                     "00万元，项目支出减少19.00万元。"));
  EXPECT_EQ(run.rules(), std::vector<std::string>{"c35"});
}

TEST(DisclosureNarrative, AShareDividedByTheWrongYearIsSaid) {
  const RuleRun run = run_rule<DisclosureChecks>(
      with_paragraph(1, 2, "2025年预算收支安排185.00万元，比上年减少15.00万元，下降8.11%。"));
  EXPECT_EQ(run.rules(), std::vector<std::string>{"c36"});
}

TEST(DisclosureNarrative, AShareRoundedToWholePercentIsRight) {
  const RuleRun run = run_rule<DisclosureChecks>(
      with_paragraph(1, 2, "2025年预算收支安排185.00万元，比上年减少15.00万元，下降8%。"));
  EXPECT_TRUE(run.rules().empty()) << run.report.to_text();
}

TEST(DisclosureNarrative, LastYearsTextWithThisYearsFigureIsSaid) {
  const RuleRun run =
      run_rule<DisclosureChecks>(with_paragraph(2, 0, "2024年机关运行经费安排20.00万元。"));
  EXPECT_EQ(run.rules(), std::vector<std::string>{"c42"});
}

TEST(DisclosureNarrative, OtherOfficesWordsStaySilent) {
  for (const char* text :
       {"本年收入预算总额185万元，收入总计185.00万元。", "2024年支出预算为200.00万元，供比较。",
        "项目支出较上年减少20万元，主要是压减一般性支出3.5万元。",
        "一般公共预算财政拨款150.00万元，均为当年拨款。", "上年结转5万元，用于人民防空工程1个。"}) {
    const RuleRun run = run_rule<DisclosureChecks>(with_paragraph(1, 0, text));
    EXPECT_TRUE(run.rules().empty()) << text << run.report.to_text();
  }
}

TEST(DisclosureForm, AnEmptyTableWithoutItsNoteIsSaid) {
  Json payload = small_disclosure();
  Json::Array tables = payload["document"]["tables"].items();
  tables[7].set("note", "");
  Json document = payload["document"];
  document.set("tables", Json(tables));
  payload.set("document", std::move(document));
  EXPECT_EQ(run_rule<DisclosureChecks>(payload).rules(), std::vector<std::string>{"c41"});
}

TEST(DisclosureForm, AMissingTableIsSaid) {
  Json payload = small_disclosure();
  Json::Array tables = payload["document"]["tables"].items();
  tables.erase(tables.begin() + 7);
  Json document = payload["document"];
  document.set("tables", Json(tables));
  payload.set("document", std::move(document));
  EXPECT_EQ(run_rule<DisclosureChecks>(payload).rules(), std::vector<std::string>{"c45"});
}

TEST(DisclosureForm, ColumnsInAnotherOrderAreFoundByName) {
  Json payload = small_disclosure();
  Json::Array tables = payload["document"]["tables"].items();
  for (const char* part : {"columns", "rows"}) {
    const bool is_head = std::string(part) == "columns";
    Json::Array rows = is_head ? Json::Array{tables[4][part]} : tables[4][part].items();
    for (Json& row : rows) {
      Json::Array cells = row.items();
      std::swap(cells[4], cells[5]);
      row = Json(cells);
    }
    tables[4].set(part, is_head ? rows[0] : Json(rows));
  }
  Json document = payload["document"];
  document.set("tables", Json(tables));
  payload.set("document", std::move(document));
  EXPECT_TRUE(run_rule<DisclosureChecks>(payload).rules().empty());
}

TEST(DisclosureForm, ACodeInThreeColumnsIsOneCode) {
  const Json payload = with_table(3, [](Json& table) {
    Json columns = Json::array();
    for (const char* name :
         {"科目编码/类", "科目编码/款", "科目编码/项", "科目名称", "合计", "基本支出", "项目支出"})
      columns.push(name);
    Json rows = Json::array();
    for (const Json& row : table["rows"].items()) {
      const Json::Array& cells = row.items();
      const std::string code = cells[1].text();
      Json one = Json::array();
      one.push(code.substr(0, 3)).push(code.size() > 3 ? code.substr(3, 2) : "");
      one.push(code.size() > 5 ? code.substr(5) : "");
      for (std::size_t i = 2; i < cells.size(); ++i)
        one.push(cells[i].text());
      rows.push(std::move(one));
    }
    table.set("columns", std::move(columns)).set("rows", std::move(rows));
  });
  const RuleRun run = run_rule<DisclosureChecks>(payload);
  EXPECT_TRUE(run.rules().empty()) << run.report.to_text();
}

TEST(DisclosureForm, LessThanLastYearIsNoMistake) {
  const Json payload = with_table(5, [](Json& table) {
    Json columns = table["columns"];
    for (const char* name : {"比上年增减额", "比上年增减比例", "备注", "上年预算数"})
      columns.push(name);
    Json rows = Json::array();
    for (Json row : table["rows"].items())
      rows.push(row.push("-10.00").push("-7.69%").push("压减一般性支出").push("130.00"));
    table.set("columns", std::move(columns)).set("rows", std::move(rows));
  });
  const RuleRun run = run_rule<DisclosureChecks>(payload);
  EXPECT_TRUE(run.rules().empty()) << run.report.to_text();
}

/// Other offices list income by department and unit, without a row 合计.
TEST(DisclosureForm, IncomeMayBeListedByUnits) {
  const Json payload = with_table(2, [](Json& table) {
    Json columns = Json::array();
    for (const Json& column : table["columns"].items()) {
      const std::string& head = column.text();
      const bool is_code = head.find("科目编码") != std::string::npos;
      const bool is_name = head.find("科目名称") != std::string::npos;
      columns.push(is_code ? "部门（单位）代码" : is_name ? "部门（单位）名称" : head);
    }
    Json::Array rows = table["rows"].items();
    rows.resize(2);
    for (std::size_t at = 0; at < rows.size(); ++at) {
      Json::Array cells = rows[0].items();
      cells[0] = std::to_string(at + 1);
      cells[1] = at == 0 ? "203" : "203001";
      cells[2] = at == 0 ? "某单位" : "某单位本级";
      rows[at] = Json(cells);
    }
    table.set("columns", std::move(columns)).set("rows", Json(rows));
  });
  const RuleRun run = run_rule<DisclosureChecks>(payload);
  EXPECT_TRUE(run.rules().empty()) << run.report.to_text();
  EXPECT_TRUE(run.ran("c14"));
}

TEST(DisclosureForm, WithoutARowOfTotalsTheClassesAddUpToIt) {
  const Json payload = with_table(3, [](Json& table) {
    Json::Array rows = table["rows"].items();
    rows.erase(rows.begin());
    for (std::size_t at = 0; at < rows.size(); ++at) {
      Json::Array cells = rows[at].items();
      cells[0] = std::to_string(at + 1);
      rows[at] = Json(cells);
    }
    table.set("rows", Json(rows));
  });
  const RuleRun run = run_rule<DisclosureChecks>(payload);
  EXPECT_TRUE(run.rules().empty()) << run.report.to_text();
}

/// 一、一般公共服务支出 二、国防支出 三、公共安全支出: only the lines with money, counted anew.
TEST(DisclosureForm, AFewLinesMayBeCountedAnew) {
  const auto with_lines = [](const std::vector<std::string>& names) {
    return run_rule<DisclosureChecks>(with_table(1,
                                                 [&](Json& table) {
                                                   Json::Array rows = table["rows"].items();
                                                   for (std::size_t at = 0; at < names.size();
                                                        ++at) {
                                                     Json::Array cells = rows[at].items();
                                                     cells[3] = names[at];
                                                     rows[at] = Json(cells);
                                                   }
                                                   table.set("rows", Json(rows));
                                                 }))
        .count("c43");
  };
  EXPECT_EQ(
      with_lines({"一、一般公共服务支出", "二、国防支出", "三、公共安全支出", "四、教育支出"}), 0U);
  EXPECT_NE(
      with_lines({"一、一般公共服务支出", "二、公共安全支出", "三、国防支出", "四、教育支出"}), 0U);
  EXPECT_NE(
      with_lines({"一、一般公共服务支出", "二、国防支出", "四、教育支出", "五、科学技术支出"}), 0U);
}

/// A group's name says nothing about what its columns hold: 支出项目／合计 is money like 合计.
TEST(DisclosureForm, AGroupNamedAfterProjectsHoldsMoney) {
  const auto grouped = [](const std::string& amount) {
    return run_rule<DisclosureChecks>(
               with_table(3,
                          [&](Json& table) {
                            Json columns = Json::array();
                            for (const Json& column : table["columns"].items())
                              columns.push(column.text().find("支出") == std::string::npos
                                               ? column.text()
                                               : "支出项目/" + column.text());
                            Json rows = Json::array();
                            for (Json row : table["rows"].items()) {
                              Json::Array cells = row.items();
                              if (!amount.empty() && rows.items().empty()) cells[4] = amount;
                              rows.push(Json(cells));
                            }
                            table.set("columns", std::move(columns)).set("rows", std::move(rows));
                          }))
        .rules();
  };
  EXPECT_EQ(grouped(""), std::vector<std::string>{});
  EXPECT_NE(grouped("999.99"), std::vector<std::string>{});
}

/// T9 with the row of cars called otherwise, or left out when the name is empty.
RuleRun with_cars_as(const std::string& name) {
  return run_rule<DisclosureChecks>(with_table(9, [&](Json& table) {
    Json rows = Json::array();
    for (const Json& row : table["rows"].items()) {
      Json::Array cells = row.items();
      const bool is_cars = cells[1].text().find("用车购置及") != std::string::npos;
      if (is_cars && name.empty()) continue;
      if (is_cars) cells[1] = name;
      rows.push(Json(cells));
    }
    table.set("rows", std::move(rows));
  }));
}

/// Where the row is left out, a number is missing and the narrative has a figure that no row shows.
TEST(DisclosureThreePublic, CarsWithoutTheirHeadingAreTheirTwoParts) {
  EXPECT_EQ(with_cars_as("小计").rules(), std::vector<std::string>{});
  EXPECT_EQ(with_cars_as("").rules(), (std::vector<std::string>{"c33", "row_number_gap"}));
}

TEST(DisclosureForm, ThousandsOfYuanAreReadAsSuch) {
  const Json payload = with_table(7, [](Json& table) {
    Json rows = Json::array();
    for (const Json& row : table["rows"].items()) {
      Json::Array cells = row.items();
      for (const std::size_t i : {std::size_t{3}, std::size_t{5}})
        cells[i] = "300.00";
      rows.push(Json(cells));
    }
    table.set("rows", std::move(rows)).set("money_unit", "千元");
  });
  EXPECT_EQ(run_rule<DisclosureChecks>(payload).rules(), std::vector<std::string>{"c42"});
}

TEST(DisclosureForm, ATableOfAnotherYearOrOfficeIsSaid) {
  for (const auto& change :
       {Json::object().set("fiscal_year", 2024), Json::object().set("department_code", "999")}) {
    const Json payload = with_table(5, [&](Json& table) {
      for (const char* field : {"fiscal_year", "department_code"})
        if (!change[field].is_null()) table.set(field, change[field]);
    });
    EXPECT_EQ(run_rule<DisclosureChecks>(payload).rules(), std::vector<std::string>{"c42"});
  }
}

TEST(DisclosureForm, TheNationalOrderOfTheTablesIsRight) {
  Json payload = small_disclosure();
  Json::Array tables = payload["document"]["tables"].items();
  std::rotate(tables.begin() + 6, tables.begin() + 8, tables.end());
  Json document = payload["document"];
  document.set("tables", Json(tables));
  payload.set("document", document);
  EXPECT_TRUE(run_rule<DisclosureChecks>(payload).rules().empty());
  std::swap(tables[0], tables[1]);
  document.set("tables", Json(tables));
  payload.set("document", document);
  EXPECT_EQ(run_rule<DisclosureChecks>(payload).rules(), std::vector<std::string>{"c45"});
}

TEST(DisclosureOptions, AToleranceOfOneCentAllowsOneCent) {
  const Json payload = changed(1, 5, 4, "0.01");
  Json options = Json::object();
  options.set("tolerance", "0.01");
  EXPECT_TRUE(run_rule<DisclosureChecks>(payload, options).rules().empty());
}

TEST(DisclosureOptions, OneFenMoreThanTheToleranceIsSaid) {
  const Json payload = changed(1, 5, 4, "0.010001");
  Json options = Json::object();
  options.set("tolerance", "0.01");
  EXPECT_EQ(run_rule<DisclosureChecks>(payload, options).count("c04"), 1);
}

TEST(DisclosureOptions, ASilentRuleIsReportedAsNotRun) {
  Json options = Json::object();
  options.set("silent", Json::array().push("c04"));
  const RuleRun run = run_rule<DisclosureChecks>(changed(1, 5, 4, "0.01"), options);
  EXPECT_FALSE(run.ran("c04"));
  EXPECT_EQ(run.reason_not_run("c04"), "已按配置关闭");
}

TEST(DisclosureOptions, EveryRuleRanOrSaysWhyNot) {
  const RuleRun run = run_rule<DisclosureChecks>(small_disclosure());
  for (const plugin::RuleText& rule : DisclosureChecks().rules()) {
    const std::string& id = rule.id.text();
    EXPECT_TRUE(run.ran(id) || !run.reason_not_run(id).empty()) << id;
  }
}

TEST(DisclosureContents, AnEntryThatIsNotInTheBodyIsSaid) {
  Json payload = small_disclosure();
  Json document = payload["document"];
  const auto named = [](const char* name) {
    return Json::object().set("name", name).set("line", 3);
  };
  document.set("contents", Json::array().push(named("道路养护")).push(named("桥梁检测")));
  payload.set("document", std::move(document));
  payload.set("projects", Json::array().push(named("道路养护")).push(named("桥梁监测")));
  const RuleRun run = run_rule<DisclosureChecks>(payload);
  EXPECT_EQ(run.rules(), std::vector<std::string>{"contents_differs_from_body"});
}

TEST(DisclosureDays, PublicationAfterTwentyDaysIsSaid) {
  Json payload = small_disclosure();
  Json days = Json::object();
  days.set("reply_on", "2025-03-01").set("published_on", "2025-03-22");
  payload.set("publication", std::move(days));
  EXPECT_EQ(run_rule<DisclosureChecks>(payload).rules(), std::vector<std::string>{"c48"});
}

}  // namespace
}  // namespace budget::tests
