#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "goal_lint.h"
#include "plugins/rules/goal_lint/sheets.h"

namespace budget::tests {
namespace {

using goal_lint::GoalLint;

RuleRun run(const std::vector<SheetText>& sheets, const Json& options = Json::object()) {
  return run_rule<GoalLint>(sheets_payload(sheets), options);
}

Json quantity(const char* name, const char* description, const char* printed) {
  return indicator("产出指标", "数量指标", name, description, printed);
}
Json quality(const char* name, const char* description, const char* printed) {
  return indicator("产出指标", "质量指标", name, description, printed);
}
Json timely(const char* name, const char* description, const char* printed) {
  return indicator("产出指标", "时效指标", name, description, printed);
}
Json cost(const char* name, const char* description, const char* printed) {
  return indicator("产出指标", "成本指标", name, description, printed);
}

/// A change of the good sheet and the one rule that has to see it.
struct Case {
  const char* name;
  const char* rule;
  std::function<void(SheetText&)> change;
};

class GoalLintRules : public testing::TestWithParam<Case> {};

TEST_P(GoalLintRules, SeesTheDefectAndNothingElse) {
  SheetText sheet;
  GetParam().change(sheet);
  const RuleRun report = run({sheet});
  EXPECT_EQ(report.rules(), std::vector<std::string>{GetParam().rule}) << report.report.to_text();
}

INSTANTIATE_TEST_SUITE_P(
    Defects, GoalLintRules,
    testing::Values(
        Case{"NoSatisfaction", "missing_indicator_category", [](SheetText& s) { s.rows.pop_back(); }},
        Case{"PairOfTwoLevels", "pair_not_in_template",
             [](SheetText& s) { s.rows[0].set("level1", "效益指标"); }},
        Case{"NoValue", "value_missing", [](SheetText& s) { s.rows[4].set("printed", ""); }},
        Case{"TextWithNumber", "value_ambiguous",
             [](SheetText& s) { s.rows[4].set("printed", "惠及沿线3个乡镇的12个村"); }},
        Case{"DoubledSign", "doubled_value", [](SheetText& s) { s.rows[1].set("printed", "≥98≥98%"); }},
        Case{"DoubledWhole", "doubled_value", [](SheetText& s) { s.rows[1].set("printed", "≥98%98%"); }},
        Case{"DoubledPoint", "doubled_value", [](SheetText& s) { s.rows[3].set("printed", "≤1.21.2万元"); }},
        Case{"DoubledDigits", "doubled_value", [](SheetText& s) { s.rows[0].set("printed", "18721872座"); }},
        Case{"TooManyPercent", "percent_out_of_range",
             [](SheetText& s) { s.rows[1].set("printed", "≥198%"); }},
        Case{"CostAboveBudget", "cost_budget_mismatch",
             [](SheetText& s) { s.rows[3].set("printed", "≤12.01万元"); }},
        Case{"StandardTimesCount", "cost_budget_mismatch",
             [](SheetText& s) {
               s.row(3, cost("单座检测费用", "每座桥梁的合同单价", "≤2万元/座"));
             }},
        Case{"CostsAddUpToMore", "cost_sum_mismatch",
             [](SheetText& s) {
               s.row(3, cost("外业费用", "外业检测支出", "≤9万元"));
               s.rows.push_back(cost("报告费用", "报告编制支出", "≤4万元"));
             }},
        Case{"WanForYuan", "unit_scale_suspect",
             [](SheetText& s) { s.row(3, cost("每月检测支出", "平均每月支付金额", "≤1元/月")); }},
        Case{"QualityCapped", "comparator_direction",
             [](SheetText& s) { s.rows[1].set("printed", "≤98%"); }},
        Case{"CountCapped", "comparator_direction", [](SheetText& s) { s.rows[0].set("printed", "≤8座"); }},
        Case{"CostAtLeast", "cost_lower_bound", [](SheetText& s) { s.rows[3].set("printed", "≥12万元"); }},
        Case{"AfterTheYear", "date_out_of_year",
             [](SheetText& s) { s.rows[1].set("description", "2026年3月31日前出具的合格报告比例"); }},
        Case{"DeadlineOfLastYear", "stale_year",
             [](SheetText& s) { s.rows[2].set("printed", "2024年11月底"); }},
        Case{"PlanOfLastYear", "stale_year",
             [](SheetText& s) { s.rows[0].set("basis", "2024年度工作计划"); }},
        Case{"NameOfLastYear", "name_year_not_fiscal_year",
             [](SheetText& s) { s.name = "2024年桥梁定期检测经费"; }},
        Case{"CodeOfLastYear", "code_year_not_fiscal_year",
             [](SheetText& s) { s.code = "13060524P00008610001A"; }},
        Case{"PlaceholderBefore", "placeholder_prefix",
             [](SheetText& s) { s.goals[0] = "目标内容1完成辖区桥梁检测。"; }},
        Case{"PlaceholderAlone", "placeholder_text", [](SheetText& s) { s.goals[0] = "目标内容1"; }},
        Case{"BlankToFill", "placeholder_text", [](SheetText& s) { s.purpose = "用于XX县桥梁检测。"; }},
        Case{"BlankMarks", "placeholder_text", [](SheetText& s) { s.purpose = "用于××桥梁的检测。"; }},
        Case{"ShareTwice", "doubled_value", [](SheetText& s) { s.rows[1].set("printed", "9898%"); }},
        Case{"ComplaintsWanted", "comparator_direction",
             [](SheetText& s) {
               s.rows[5].set("level3", "群众投诉次数").set("description", "全年收到的有效投诉");
               s.rows[5].set("printed", "≥5次");
             }},
        Case{"OtherNumberOfPeople", "goal_indicator_mismatch",
             [](SheetText& s) {
               s.goals[0] = "完成辖区桥梁检测，培训80人。";
               s.rows[0].set("level3", "培训人数").set("description", "参加培训的检测人员");
               s.rows[0].set("printed", "≥60人");
             }},
        Case{"Weights", "weights_sum",
             [](SheetText& s) {
               for (Json& row : s.rows)
                 row.set("weight", "15.5");
             }},
        Case{"NoBasis", "basis_missing", [](SheetText& s) { s.rows[0].set("basis", ""); }},
        Case{"BasisIsName", "basis_copies_name", [](SheetText& s) { s.rows[0].set("basis", "检测桥梁数量"); }},
        Case{"DescriptionIsName", "description_copies_name",
             [](SheetText& s) { s.rows[1].set("description", "检测报告合格率"); }},
        Case{"DescriptionIsValue", "description_is_value",
             [](SheetText& s) { s.rows[3].set("description", "12万元"); }},
        Case{"PastedTwice", "doubled_text",
             [](SheetText& s) { s.rows[0].set("description", "纳入检测范围的、纳入检测范围的桥梁总数"); }},
        Case{"CharacterTwice", "typo", [](SheetText& s) { s.goals[0] = "完成辖区桥桥梁检测。"; }},
        Case{"CharacterTwiceBetweenWords", "typo",
             [](SheetText& s) { s.goals[0] = "改善老年干部晚年生生活。"; }},
        Case{"WordTwice", "typo", [](SheetText& s) { s.goals[0] = "完成辖区检测检测工作。"; }},
        Case{"EnglishStop", "mixed_punctuation", [](SheetText& s) { s.purpose = "用于桥梁检测."; }},
        Case{"OpenBracket", "nested_brackets", [](SheetText& s) { s.name = "桥梁检测经费（一期"; }},
        Case{"NumberWithoutHao", "truncated_text",
             [](SheetText& s) { s.rows[0].set("basis", "某交桥〔2025〕12"); }},
        Case{"OpenTitle", "truncated_text",
             [](SheetText& s) { s.rows[0].set("basis", "《关于桥梁检测的通知"); }},
        Case{"WanWithoutYuan", "unit_incomplete", [](SheetText& s) { s.rows[3].set("printed", "≤12万"); }},
        Case{"PerHeadWithoutHead", "unit_incomplete",
             [](SheetText& s) { s.row(3, cost("慰问费用", "每人发放慰问金200元", "200元")); }},
        Case{"WordForPercent", "odd_unit", [](SheetText& s) { s.rows[1].set("printed", "≥98百分率"); }},
        Case{"TenThousandPeople", "odd_unit",
             [](SheetText& s) { s.row(0, quantity("服务群众数量", "通行群众总数", "≥3万人")); }},
        Case{"ShareInPieces", "value_unit_mismatch", [](SheetText& s) { s.rows[1].set("printed", "1个"); }},
        Case{"CountInPercent", "value_unit_mismatch",
             [](SheetText& s) { s.row(0, quantity("参与检测人数", "外业检测人员", "≥95%")); }},
        Case{"MoneyAsTime", "wrong_category",
             [](SheetText& s) { s.rows.push_back(timely("补贴标准", "检测补贴", "≤400元/座")); }},
        Case{"GoalSaysOther", "goal_indicator_mismatch",
             [](SheetText& s) {
               s.goals[0] = "组织桥梁养护技术培训80人。";
               s.row(0, quantity("养护技术培训人数", "参加桥梁养护技术培训的人员", "≥60人"));
             }},
        Case{"AsksForLess", "goal_indicator_mismatch",
             [](SheetText& s) { s.goals[0] = "申请2万元，用于桥梁检测。"; }},
        Case{"GoalTwice", "duplicate_goals",
             [](SheetText& s) { s.goals = {s.goals[0], s.goals[0]}; }},
        Case{"RowTwice", "duplicate_indicator",
             [](SheetText& s) { s.rows.push_back(s.rows[0]); }},
        Case{"OneNodeBeside", "plan_irregular", [](SheetText& s) { s.plan[0] = "2.94"; }},
        Case{"OnlyWords", "only_qualitative",
             [](SheetText& s) {
               const char* words[] = {"全部完成", "符合要求", "及时", "足额保障", "提升", "满意"};
               for (std::size_t i = 0; i < 6; ++i)
                 s.rows[i].set("printed", words[i]);
             }}),
    [](const auto& tested) { return tested.param.name; });

TEST(GoalLintCosts, OneFenWithinTheBudgetIsNotAboveIt) {
  SheetText sheet;
  sheet.rows[3].set("printed", "≤12.000000万元");
  EXPECT_TRUE(run({sheet}).rules().empty());
}

TEST(GoalLintCosts, PerHeadThatIsTheWholeBudgetIsSaid) {
  SheetText sheet;
  sheet.row(0, quantity("保障人数", "检测人员总数", "6人"));
  sheet.row(3, cost("人均成本", "平均每名人员的支出", "≤12万元"));
  EXPECT_EQ(run({sheet}).rules(), std::vector<std::string>{"per_capita_equals_total"});
}

TEST(GoalLintCosts, WithoutABudgetTheRuleSaysThatItDidNotRun) {
  SheetText sheet;
  sheet.budget.clear();
  const RuleRun report = run({sheet});
  EXPECT_FALSE(report.ran("cost_budget_mismatch"));
  EXPECT_EQ(report.reason_not_run("cost_budget_mismatch"), "绩效目标表未印预算数");
}

TEST(GoalLintTwins, SheetsWithTheSameIndicatorsAreSaidOnce) {
  SheetText second;
  second.code = "13060525P00008610002B";
  second.name = "隧道照明电费";
  second.purpose = "用于隧道照明。";
  second.goals = {"保障隧道照明。"};
  SheetText third = second;
  third.name = "路灯维护费";
  third.purpose = "用于路灯维护。";
  const RuleRun report = run({SheetText{}, second, third});
  EXPECT_EQ(report.rules(), std::vector<std::string>{"duplicate_indicator_set"});
  EXPECT_EQ(report.count("duplicate_indicator_set"), 1);
}

/// A second sheet that shares nothing with the first.
SheetText other_sheet() {
  SheetText other;
  other.code = "13060525P00008610003C";
  other.name = "农村饮水水质监测费";
  other.purpose = "用于农村饮水水质监测。";
  other.goals = {"掌握农村饮水水质状况。"};
  other.rows[0] = quantity("监测点位数量", "设置的水质监测点位", "≥15个");
  other.rows[1] = quality("样品检测准确率", "复检一致的样品比例", "≥97%");
  return other;
}

TEST(GoalLintTwins, TwoProjectsOfOneNameAreSaid) {
  SheetText second = other_sheet();
  second.name = SheetText{}.name;
  EXPECT_EQ(run({SheetText{}, second}).rules(), std::vector<std::string>{"duplicate_project_name"});
}

TEST(GoalLintTwins, NamesThatDifferInWordsThatTellNothingAreSaid) {
  SheetText first;
  first.name = "2025年度桥梁定期检测补助资金";
  SheetText second = other_sheet();
  second.name = "2025年桥梁定期检测补助";
  EXPECT_EQ(run({first, second}).rules(), std::vector<std::string>{"near_duplicate_project"});
}

TEST(GoalLintTwins, TheFiscalYearTellsNoNamesApart) {
  SheetText again;
  again.code = "13060525P00008610002B";
  again.name = "2025年度桥梁定期检测资金";
  again.purpose = "用于乡道桥梁的检测。";
  const std::vector<std::string> rules = run({SheetText(), again}).rules();
  EXPECT_NE(std::find(rules.begin(), rules.end(), "near_duplicate_project"), rules.end());
}

TEST(GoalLintTwins, OtherNamesForOneUseAreSaid) {
  SheetText second = other_sheet();
  second.purpose = SheetText{}.purpose;
  second.goals = SheetText{}.goals;
  EXPECT_EQ(run({SheetText{}, second}).rules(), std::vector<std::string>{"duplicate_purpose"});
}

TEST(GoalLintTwins, ABasisThatIsAnotherProjectsDocumentIsSaid) {
  SheetText first;
  first.name = "中央桥梁检测补助 某财建〔2025〕31号";
  first.rows[0].set("basis", "某财建〔2025〕32号");
  SheetText second = other_sheet();
  second.name = "省级水质监测补助 某财建〔2025〕32号";
  EXPECT_EQ(run({first, second}).rules(), std::vector<std::string>{"basis_mismatch"});
}

TEST(GoalLintTwins, ASubjectOnlyTheOtherProjectKnowsIsSaid) {
  SheetText first;
  first.goals = {"完成海上船工技能培训，保障通行安全。"};
  first.rows[5].set("description", "海上船工对培训服务的满意度");
  SheetText second = other_sheet();
  second.rows[5].set("description", "海上船工对培训服务的满意度");
  EXPECT_EQ(run({first, second}).rules(), std::vector<std::string>{"copied_row"});
}

TEST(GoalLintRedacted, ASheetThatIsSecretIsSaidOnceAndNotJudged) {
  SheetText sheet;
  sheet.purpose = "该项目涉密。";
  for (Json& row : sheet.rows)
    row.set("level3", "涉密")
        .set("description", "涉密")
        .set("printed", "涉密")
        .set("basis", "涉密");
  EXPECT_EQ(run({sheet}).rules(), std::vector<std::string>{"redacted"});
}

TEST(GoalLintDocument, ATitleWithoutTheYearIsSaid) {
  Json payload = sheets_payload({SheetText{}});
  payload.set("document", Json::object().set("title", "部门预算绩效文本"));
  EXPECT_EQ(run_rule<GoalLint>(payload).rules(),
            std::vector<std::string>{"document_year_not_in_title"});
}

TEST(GoalLintDocument, ProjectsOfAReadDocumentAreCheckedWithTheirPlaces) {
  Json name = Json::object();
  name.set("text", "2024年桥梁检测").set("source", Json::object().set("line", 77));
  Json payload = empty_payload(2025);
  Json document = Json::object();
  document.set("title", "2025年")
      .set("projects", Json::array().push(Json::object().set("name", name)));
  payload.set("document", std::move(document));
  const RuleRun report = run_rule<GoalLint>(payload);
  const auto found = report.of("name_year_not_fiscal_year");
  ASSERT_EQ(found.size(), 1);
  EXPECT_EQ((*found[0])["place"]["line"].integer(), 77);
}

Json department_goal(const char* title, const char* indicators) {
  Json goal = Json::object();
  goal.set("title", title).set("goal", "").set("indicators", indicators);
  return Json::object()
      .set("title", "2025年部门预算绩效文本")
      .set("department", Json::object().set("goals", Json::array().push(std::move(goal))));
}

TEST(GoalLintDocument, ANumberOfTheDepartmentsGoalsThatTheProjectDoesNotKeepIsSaid) {
  Json payload = sheets_payload({SheetText()});
  payload.set("document", department_goal("3.做好桥梁定期检测工作", "年度检测桥梁9座。"));
  EXPECT_EQ(run_rule<GoalLint>(payload).rules(),
            std::vector<std::string>{"narrative_indicator_mismatch"});
}

TEST(GoalLintDocument, NumbersOfGoalsThatSpeakOfOtherProjectsAreNotHeldAgainstIt) {
  for (const char* title : {"3.做好道路养护工作", "4.做好桥梁工作"}) {
    Json payload = sheets_payload({SheetText()});
    payload.set("document", department_goal(title, "年度检测桥梁9座。"));
    EXPECT_TRUE(run_rule<GoalLint>(payload).rules().empty()) << title;
  }
}

TEST(GoalLintOptions, AnUnknownRuleIsRefused) {
  GoalLint rule;
  EXPECT_FALSE(rule.configure(Json::object().set("silent", Json::array().push("no_such_rule"))));
}

TEST(GoalLintOptions, AListOfWordsIsReplacedByTheOfficesOwn) {
  SheetText sheet;
  sheet.rows.pop_back();
  Json options = Json::object();
  options.set("words", "[required_categories]\n数量指标\n质量指标\n");
  EXPECT_TRUE(run({sheet}, options).rules().empty());
}

TEST(GoalLintOptions, AnUnknownListIsRefused) {
  GoalLint rule;
  EXPECT_FALSE(rule.configure(Json::object().set("words", "[no_such_list]\n甲\n")));
}

TEST(GoalLintRulesText, EveryRuleHasAllItsTexts) {
  for (const plugin::RuleText& rule : GoalLint().rules()) {
    EXPECT_FALSE(rule.title.empty()) << rule.id.text();
    EXPECT_FALSE(rule.reason.empty()) << rule.id.text();
    EXPECT_FALSE(rule.passes.empty()) << rule.id.text();
    EXPECT_FALSE(rule.fails.empty()) << rule.id.text();
  }
}

}  // namespace
}  // namespace budget::tests
