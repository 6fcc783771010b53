#include "plan_shape.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plugins/rules/rule_payload.h"
#include "plugins/support/plugin_call.h"

namespace budget::plan_shape {
namespace {

using test::a_budget;
using test::a_project;
using test::found;
using test::plan_of;
using test::wan;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Json texts(std::initializer_list<const char*> words) {
  Json list = Json::array();
  for (const char* word : words)
    list.push(word);
  return list;
}

Json report_on(const Json& project, const Json& config = Json::object()) {
  PlanShapeRule rule;
  rule.configure(test::PluginCall::options_of(PlanShapeRule::about(), config)).value();
  return test::PluginCall(rule).run(BUDGET_RULE_CHECK, a_budget({project})).value();
}

Json planned(Json plan) {
  return a_project().set("plan", std::move(plan));
}

std::string rules_that_spoke(const Json& report) {
  std::string rules;
  for (const Json& finding : report["findings"].items())
    rules += finding["rule"].text() + ";";
  return rules;
}

TEST(PlanShapeTest, FindsNothingInASoundPlan) {
  const Json report = report_on(a_project());
  EXPECT_THAT(report["findings"].items(), IsEmpty());
  EXPECT_TRUE(test::has_run(report, "plan_shape.end"));
}

TEST(PlanShapeTest, HasOnlyTheRulesItHasNumbersFor) {
  const Json silent = report_on(a_project());
  EXPECT_FALSE(test::has_run(silent, "plan_shape.nodes"));
  EXPECT_FALSE(test::has_run(silent, "plan_shape.behind_curve"));
  EXPECT_TRUE(silent["rules_not_run"].items().empty());
  const Json config = Json::object().set("node_months", texts({"3", "6", "10", "12"}));
  EXPECT_TRUE(test::has_run(report_on(a_project(), config), "plan_shape.nodes"));
}

TEST(PlanShapeTest, MissesAPlanOnlyWhereThereIsMoney) {
  EXPECT_THAT(found(report_on(planned(Json::array())), "plan_shape.missing"),
              ElementsAre("error 预算数为10.00万元，但没有资金支出计划"));
  const Json nothing = planned(Json::array()).set("budget_fen", 0).set("fiscal_funds_fen", 0);
  EXPECT_THAT(report_on(nothing)["findings"].items(), IsEmpty());
}

TEST(PlanShapeTest, SaysThatABudgetWasNotReadInsteadOfCallingItNothing) {
  Json read = Json::object().set("budget", Json::object().set("printed", "l0.O0"));
  Json document = Json::object().set("projects", Json::array().push(std::move(read)));
  const Json project = a_project().set("budget_fen", 0);
  const Json budget = a_budget({project}).set("document", std::move(document));
  PlanShapeRule rule;
  rule.configure(test::PluginCall::options_of(PlanShapeRule::about(), Json::object())).value();
  const Json report = test::PluginCall(rule).run(BUDGET_RULE_CHECK, budget).value();
  EXPECT_EQ(rules_that_spoke(report), "plan_shape.funds;");
  EXPECT_THAT(found(report, "plan_shape.funds"),
              ElementsAre(HasSubstr("预算数“l0.O0”没有读成金额")));
}

TEST(PlanShapeTest, AsksForNoPlanInAFileWhoseFormHasNone) {
  const Json budget = a_budget({planned(Json::array())}).set("document", Json::object());
  PlanShapeRule rule;
  rule.configure(test::PluginCall::options_of(PlanShapeRule::about(), Json::object())).value();
  const Json file = test::PluginCall(rule).run(BUDGET_RULE_CHECK, budget).value();
  EXPECT_EQ(rules_that_spoke(file), "");
  EXPECT_FALSE(test::has_run(file, "plan_shape.missing"));

  Json in_the_year = budget;
  in_the_year.set("instance", Json::object().set("id", 1));
  const Json gate = test::PluginCall(rule).run(BUDGET_RULE_CHECK, in_the_year).value();
  EXPECT_EQ(rules_that_spoke(gate), "plan_shape.missing;");
}

TEST(PlanShapeTest, NeedsAPlanFromTheConfiguredAmountOn) {
  const Json config = Json::object().set("plan_needed_from", "10");
  Json below = planned(Json::array());
  below.set("budget_fen", wan("10") - 1).set("fiscal_funds_fen", wan("10") - 1);
  EXPECT_EQ(rules_that_spoke(report_on(planned(Json::array()), config)), "plan_shape.missing;");
  EXPECT_EQ(rules_that_spoke(report_on(below, config)), "");
}

TEST(PlanShapeTest, SeesOneFenMissingInTheFunds) {
  const Json off = a_project().set("other_funds_fen", 1);
  EXPECT_THAT(
      found(report_on(off), "plan_shape.funds"),
      ElementsAre(
          "error 财政资金10.00万元 + 其他资金0.000001万元 = 10.000001万元，不等于预算数10.00万元"));
  EXPECT_EQ(rules_that_spoke(report_on(off, Json::object().set("tolerance", "0.000001"))), "");
}

TEST(PlanShapeTest, SurvivesFundsBeyondTheirRange) {
  const auto most = std::numeric_limits<std::int64_t>::max();
  const auto least = std::numeric_limits<std::int64_t>::min();
  const Json sum = a_project().set("fiscal_funds_fen", most).set("other_funds_fen", most);
  EXPECT_EQ(found(report_on(sum), "plan_shape.funds").size(), 1U);
  const Json apart = a_project().set("budget_fen", most).set("fiscal_funds_fen", least);
  EXPECT_EQ(found(report_on(apart), "plan_shape.negative").size(), 1U);
}

TEST(PlanShapeTest, ComparesNodesWithTheBudgetToTheFen) {
  const auto ending = [](std::int64_t last) {
    return planned(plan_of({{6, wan("5")}, {12, last}}));
  };
  EXPECT_EQ(rules_that_spoke(report_on(ending(wan("10")))), "");
  EXPECT_EQ(rules_that_spoke(report_on(ending(wan("10") + 1))), "plan_shape.above_budget;");
  EXPECT_EQ(rules_that_spoke(report_on(ending(wan("10") - 1))), "plan_shape.end;");
  const Json loose = Json::object().set("tolerance", "0.000001");
  EXPECT_EQ(rules_that_spoke(report_on(ending(wan("10") + 1), loose)), "");
  EXPECT_EQ(rules_that_spoke(report_on(ending(wan("10") - 1), loose)), "");
  EXPECT_EQ(rules_that_spoke(report_on(ending(wan("10") - 2), loose)), "plan_shape.end;");
}

TEST(PlanShapeTest, MayStandStillButNotFall) {
  EXPECT_EQ(rules_that_spoke(
                report_on(planned(plan_of({{3, wan("5")}, {6, wan("5")}, {12, wan("10")}})))),
            "");
  EXPECT_THAT(
      found(report_on(planned(plan_of({{3, wan("5")}, {6, wan("5") - 1}, {12, wan("10")}}))),
            "plan_shape.falling"),
      ElementsAre("error 6月底累计计划4.999999万元，小于3月底的5.00万元"));
}

TEST(PlanShapeTest, WantsMonthsInOrder) {
  for (const Json& plan :
       {plan_of({{6, wan("5")}, {3, wan("10")}}), plan_of({{6, wan("5")}, {6, wan("10")}})}) {
    EXPECT_EQ(found(report_on(planned(plan)), "plan_shape.months").size(), 1U) << plan.to_text();
  }
}

TEST(PlanShapeTest, ComparesTheNodesWithTheConfiguredOnes) {
  const Json config = Json::object().set("node_months", texts({"3", "6", "10", "12"}));
  EXPECT_EQ(rules_that_spoke(report_on(a_project(), config)), "");
  EXPECT_THAT(found(report_on(planned(plan_of({{6, wan("5")}, {12, wan("10")}})), config),
                    "plan_shape.nodes"),
              ElementsAre("warning 监控节点应为3、6、10、12月，计划中是6、12月"));
}

TEST(PlanShapeTest, WarnsWhenEverythingIsPlannedForDecember) {
  const Json silent = planned(plan_of({{3, 0}, {6, 0}, {10, 0}, {12, wan("10")}}));
  EXPECT_THAT(found(report_on(silent), "plan_shape.year_end"),
              ElementsAre(HasSubstr("10.00万元全部安排在12月")));
  EXPECT_EQ(rules_that_spoke(report_on(planned(plan_of({{12, wan("10")}})))),
            "plan_shape.year_end;");
  EXPECT_EQ(rules_that_spoke(report_on(planned(plan_of({{10, 1}, {12, wan("10")}})))), "");
  EXPECT_EQ(rules_that_spoke(report_on(planned(plan_of({{11, wan("10")}})))), "");
}

TEST(PlanShapeTest, LetsSmallProjectsWaitForDecember) {
  const Json silent = planned(plan_of({{12, wan("10")}}));
  EXPECT_EQ(rules_that_spoke(report_on(silent, Json::object().set("year_end_allowed_below", "10"))),
            "plan_shape.year_end;");
  EXPECT_EQ(rules_that_spoke(
                report_on(silent, Json::object().set("year_end_allowed_below", "10.000001"))),
            "");
}

TEST(PlanShapeTest, MeasuresThePlanAgainstTheCurveOnTheThresholdAndOneFenBelow) {
  const Json config = Json::object()
                          .set("policy_curve", texts({"6=60%", "10=90%"}))
                          .set("policy_basis", "冀教财〔2018〕11号");
  const auto at_june = [](std::int64_t june) {
    return planned(plan_of({{6, june}, {10, wan("9")}, {12, wan("10")}}));
  };
  EXPECT_EQ(rules_that_spoke(report_on(at_june(wan("6")), config)), "");
  EXPECT_THAT(
      found(report_on(at_june(wan("6") - 1), config), "plan_shape.behind_curve"),
      ElementsAre("warning 6月底累计计划5.999999万元，占预算数10.00万元的60.0%，低于要求的60.0%"
                  "（冀教财〔2018〕11号）"));
}

TEST(PlanShapeTest, CarriesThePlanForwardToMonthsOfTheCurveWithoutANode) {
  const Json config = Json::object().set("policy_curve", texts({"8=60%"}));
  EXPECT_EQ(rules_that_spoke(report_on(planned(plan_of({{6, wan("6")}, {12, wan("10")}})), config)),
            "");
  EXPECT_THAT(found(report_on(planned(plan_of({{9, wan("6")}, {12, wan("10")}})), config),
                    "plan_shape.behind_curve"),
              ElementsAre(HasSubstr("8月底累计计划0.00万元")));
}

TEST(PlanShapeTest, ExemptsProjectsByAWordOfTheirName) {
  const Json config = Json::object()
                          .set("policy_curve", texts({"6=60%"}))
                          .set("policy_exempt_words", texts({"科研"}));
  EXPECT_EQ(rules_that_spoke(report_on(a_project(), config)), "plan_shape.behind_curve;");
  EXPECT_EQ(rules_that_spoke(report_on(a_project("13060526P00002810078Y", "科研专项"), config)),
            "");
}

TEST(PlanShapeTest, HasNoCurveForAProjectWithoutMoney) {
  const Json config = Json::object().set("policy_curve", texts({"6=60%"}));
  const Json empty = planned(plan_of({{12, 0}})).set("budget_fen", 0).set("fiscal_funds_fen", 0);
  EXPECT_EQ(rules_that_spoke(report_on(empty, config)), "");
}

TEST(PlanShapeTest, RefusesACurveItCannotRead) {
  for (const char* entry : {"", "6", "6=60", "60%", "0=10%", "13=10%", "6=101%", "6=-1%", "x=6%"}) {
    PlanShapeRule rule;
    const Json config = Json::object().set("policy_curve", texts({entry}));
    const auto done = rule.configure(test::PluginCall::options_of(PlanShapeRule::about(), config));
    ASSERT_FALSE(done) << entry;
    EXPECT_THAT(done.error().message, HasSubstr("policy_curve"));
  }
  PlanShapeRule rule;
  for (const Json& curve : {texts({"6=60%", "6=70%"}), texts({"6=60%", "10=50%"})})
    EXPECT_FALSE(rule.configure(test::PluginCall::options_of(
        PlanShapeRule::about(), Json::object().set("policy_curve", curve))));
}

TEST(PlanShapeTest, RefusesNodeMonthsOutOfOrder) {
  PlanShapeRule rule;
  EXPECT_FALSE(rule.configure(test::PluginCall::options_of(
      PlanShapeRule::about(), Json::object().set("node_months", texts({"6", "3"})))));
}

}  // namespace
}  // namespace budget::plan_shape
