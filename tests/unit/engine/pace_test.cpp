#include "engine/pace/pace.h"

#include <gtest/gtest.h>

#include "engine/pace/spending.h"
#include "support/small_office.h"

namespace budget {
namespace {

using test::wan;
using test::yuan;

Rule own_plan_lag() {
  return test::small_rule_set().rules.front();
}

AlertInputs inputs(const std::string& budget_wan, const std::string& planned_wan, Money paid) {
  AlertInputs made;
  made.budget = wan(budget_wan);
  made.planned = wan(planned_wan);
  made.paid = paid;
  made.paid_to_date = paid;
  return made;
}

TEST(PaceTest, IsSilentWhenSpendingEqualsThePlan) {
  EXPECT_EQ(level_of(own_plan_lag(), inputs("100", "25", wan("25"))), std::nullopt);
}

TEST(PaceTest, IsSilentWhenNothingIsPlanned) {
  EXPECT_EQ(level_of(own_plan_lag(), inputs("100", "0", Money())), std::nullopt);
}

TEST(PaceTest, SpeaksForOneFenBelowThePlan) {
  EXPECT_EQ(level_of(own_plan_lag(), inputs("100", "25", wan("25") - Money::from_fen(1))),
            AlertLevel::info);
}

TEST(PaceTest, IsYellowAtEightPointsExactly) {
  EXPECT_EQ(level_of(own_plan_lag(), inputs("100", "25", wan("17"))), AlertLevel::yellow);
  EXPECT_EQ(level_of(own_plan_lag(), inputs("100", "25", wan("17") + Money::from_fen(1))),
            AlertLevel::info);
}

TEST(PaceTest, IsRedAtTwentyPointsExactly) {
  EXPECT_EQ(level_of(own_plan_lag(), inputs("100", "25", wan("5"))), AlertLevel::red);
  EXPECT_EQ(level_of(own_plan_lag(), inputs("100", "25", wan("5") + Money::from_fen(1))),
            AlertLevel::yellow);
}

TEST(PaceTest, MeasuresTheRelativeLagAgainstThePlan) {
  Rule rule = own_plan_lag();
  rule.measure = Measure::own_plan_lag_relative;
  rule.thresholds = {{AlertLevel::red, true, BasisPoints(5000), AlertAction::warn}};
  EXPECT_EQ(level_of(rule, inputs("100", "10", wan("5"))), AlertLevel::red);
  EXPECT_EQ(level_of(rule, inputs("100", "10", wan("5") + Money::from_fen(1))), std::nullopt);
}

TEST(PaceTest, DoesNotOverflowOnTheLargestAmounts) {
  AlertInputs large;
  large.budget = kLargestInput;
  large.planned = kLargestInput;
  EXPECT_EQ(level_of(own_plan_lag(), large), AlertLevel::red);
}

TEST(PaceTest, SaysTheArithmeticInOneSentence) {
  AlertInputs lagging = inputs("20", "5", wan("1"));
  lagging.next_month = 6;
  lagging.next_planned = wan("10");
  const std::string sentence =
      alert_sentence({test::code(test::kFirstCode), "临时工经费", test::year(2026), 3},
                     own_plan_lag(), AlertLevel::red, lagging, test::day("2026-03-31"));
  EXPECT_EQ(sentence,
            "临时工经费（13060526P00002810078Y）：截至2026年3月31日累计支出 1.00 万元，累计计划 "
            "5.00 万元，差 4.00 万元；"
            "支出进度 5.0%，计划进度 25.0%，落后 20.0 个百分点，红色（≥20.0）。"
            "到2026年6月30日应达到 10.00 万元，此后每周约需支出 0.69 "
            "万元。依据：累计支出落后于累计计划（本地做法）。");
}

TEST(PaceTest, LeavesOutTheWeeklyNeedAtTheLastNode) {
  const std::string sentence =
      alert_sentence({test::code(test::kFirstCode), "经费", test::year(2026), 12}, own_plan_lag(),
                     AlertLevel::info, inputs("20", "20", wan("19.99")), test::day("2027-01-01"));
  EXPECT_EQ(sentence.find("每周"), std::string::npos);
}

ProjectState state_of(const Project& project) {
  ProjectState state;
  state.code = project.code;
  state.funds = project.funds;
  state.versions = {{1, test::day("2026-01-01"), project.plan, "批复"}};
  return state;
}

TEST(PaceTest, CountsTheLastDayOfTheMonthIn) {
  ProjectState project = state_of(test::project(test::kFirstCode, "10", {"1", "5", "8", "10"}));
  project.paid[2] = wan("0.5");
  project.paid[3] = wan("2");
  const std::optional<AlertInputs> found =
      inputs_at(project, test::year(2026), 3, test::day("2027-01-01"));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->paid, wan("0.5"));
  EXPECT_EQ(found->paid_to_date, wan("2.5"));
  EXPECT_EQ(found->next_planned, wan("5"));
}

TEST(PaceTest, DoesNotCountWhatIsToCome) {
  ProjectState project = state_of(test::project(test::kFirstCode, "10", {"1", "5", "8", "10"}));
  project.paid[11] = wan("10");
  const std::optional<AlertInputs> found =
      inputs_at(project, test::year(2026), 3, test::day("2026-04-01"));
  EXPECT_TRUE(found->paid_to_date.is_zero());
}

TEST(PaceTest, DoesNotAssessWithoutAPlanInForce) {
  ProjectState project = state_of(test::project(test::kFirstCode, "10", {"1", "5", "8", "10"}));
  project.versions.front().effective_on = test::day("2026-04-01");
  EXPECT_EQ(inputs_at(project, test::year(2026), 3, test::day("2027-01-01")), std::nullopt);
  EXPECT_NE(inputs_at(project, test::year(2026), 6, test::day("2027-01-01")), std::nullopt);
}

TEST(PaceTest, DoesNotAssessWithoutABudget) {
  ProjectState project = state_of(test::project(test::kFirstCode, "10", {"1", "5", "8", "10"}));
  project.funds = {};
  EXPECT_EQ(inputs_at(project, test::year(2026), 3, test::day("2027-01-01")), std::nullopt);
}

TEST(PaceTest, UsesThePlanInForceOnTheNodesDay) {
  ProjectState project = state_of(test::project(test::kFirstCode, "10", {"1", "5", "8", "10"}));
  Plan slower;
  slower.nodes = {{3, Money()}, {6, wan("2")}, {10, wan("4")}, {12, wan("10")}};
  project.versions.push_back({2, test::day("2026-06-30"), slower, "调整"});
  EXPECT_EQ(inputs_at(project, test::year(2026), 3, test::day("2027-01-01"))->planned, wan("1"));
  EXPECT_EQ(inputs_at(project, test::year(2026), 6, test::day("2027-01-01"))->planned, wan("2"));
}

// What charts are drawn from.

ProjectState spent_project(const std::string& budget_wan, std::array<const char*, 12> paid_wan) {
  ProjectState project;
  project.funds.budget = wan(budget_wan);
  for (std::size_t m = 0; m < paid_wan.size(); ++m)
    project.paid[m] = wan(paid_wan[m]);
  return project;
}

SpendingYear spent(int year, const std::string& budget_wan, std::array<const char*, 12> paid_wan) {
  SpendingYear sum;
  sum.year = test::year(year);
  add(sum, spent_project(budget_wan, paid_wan));
  return sum;
}

const std::array<const char*, 12> kFirstQuarter{"10", "10", "10", "0", "0", "0",
                                                "0",  "0",  "0",  "0", "0", "0"};
/// A quarter of it in the first three months, a half in December.
const std::array<const char*, 12> kLateYear{"5", "5", "10", "0", "0", "10",
                                            "0", "0", "10", "0", "0", "40"};

TEST(SpendingTest, DrawsThePlanOnAStraightLineBetweenItsNodes) {
  const Plan plan{{{3, Money::from_fen(100)}, {6, Money::from_fen(201)}}};
  EXPECT_EQ(planned_between(plan, 1).fen(), 33);
  EXPECT_EQ(planned_between(plan, 2).fen(), 67);
  EXPECT_EQ(planned_between(plan, 3).fen(), 100);
  EXPECT_EQ(planned_between(plan, 4).fen(), 134);
  EXPECT_EQ(planned_between(plan, 6).fen(), 201);
  EXPECT_EQ(planned_between(plan, 12).fen(), 201);
}

TEST(SpendingTest, KeepsTheOriginalPlanBesideTheOneInForceOnEachMonthsLastDay) {
  ProjectState project;
  project.versions = {{1, test::day("2026-01-01"), {{{6, wan("6")}, {12, wan("12")}}}, "reply"},
                      {2, test::day("2026-07-31"), {{{6, wan("6")}, {12, wan("9")}}}, "调剂"}};
  project.funds.budget = wan("9");
  project.funds_changes = {{test::day("2026-07-31"), {wan("12"), wan("12"), {}}}};
  SpendingYear sum;
  sum.year = test::year(2026);
  add(sum, project);
  EXPECT_EQ(sum.planned[5], wan("6"));
  EXPECT_EQ(sum.planned[6], wan("6.5")) << "July ends with the second version in force";
  EXPECT_EQ(sum.original_planned[6], wan("7"));
  EXPECT_EQ(sum.planned[11], wan("9"));
  EXPECT_EQ(sum.original_planned[11], wan("12"));
  EXPECT_EQ(sum.original_budget, wan("12"));
  EXPECT_EQ(sum.nodes, (std::set<int>{6, 12}));
}

TEST(SpendingTest, CountsWhatHasOnlyADraftOrNoPlan) {
  ProjectState drafted;
  drafted.draft = {{{12, wan("3")}}};
  SpendingYear sum;
  sum.year = test::year(2026);
  add(sum, drafted);
  add(sum, ProjectState());
  EXPECT_EQ(sum.drafted, 1);
  EXPECT_EQ(sum.without_plan, 1);
  EXPECT_EQ(sum.planned[5], wan("1.5"));
}

TEST(SpendingTest, AddsUpTheBudgetsARuleIsAbout) {
  RuleSet rules;
  Rule rule;
  rule.id = RuleId("three_guarantees");
  rule.measure = Measure::time_lag;
  rule.months = {1, 6};
  rule.scope = RuleScope{};
  rule.scope->words = {"三保"};
  rules.rules = {rule, own_plan_lag()};
  ProjectState inside;
  inside.name = "三保支出";
  inside.funds.budget = Money::from_fen(100);
  ProjectState outside = inside;
  outside.name = "办公经费";
  std::vector<PolicyCurve> curves;
  for (const ProjectState& project : {inside, outside, inside})
    add(curves, rules, project, DepartmentId("130605-203"));
  ASSERT_EQ(curves.size(), 1U);
  EXPECT_EQ(curves[0].projects, 2);
  EXPECT_EQ(points_of(curves[0]),
            (std::vector<PolicyPoint>{{1, BasisPoints(833), Money::from_fen(17)},
                                      {6, BasisPoints(5000), Money::from_fen(100)}}));
}

TEST(ForecastTest, FollowsLastYearsShape) {
  const SpendingYear last = spent(2025, "80", kLateYear);
  const Forecast forecast =
      forecast_of(spent(2026, "150", kFirstQuarter), &last, test::day("2026-04-30"));
  EXPECT_EQ(forecast.method, ForecastMethod::last_year);
  EXPECT_EQ(forecast.month, 3);
  EXPECT_EQ(forecast.by_month[2], wan("30"));
  EXPECT_EQ(forecast.by_month[5], wan("45"));
  EXPECT_EQ(forecast.year_end, wan("120"));
  EXPECT_EQ(forecast.carry_over, wan("30"));
  EXPECT_EQ(
      forecast.sentence,
      "截至2026年3月底已支付 30.00 万元；上年到3月底支付 20.00 万元，占上年全年 80.00 万元 的 "
      "25.0%；照上年的进度，全年约支出 30.00 万元 × 80.00 万元 ÷ 20.00 万元 = 120.00 万元，"
      "预计结转 150.00 万元 − 120.00 万元 = 30.00 万元。");
}

TEST(ForecastTest, TakesTheRunRateWithoutALastYear) {
  const Forecast forecast =
      forecast_of(spent(2026, "100", kFirstQuarter), nullptr, test::day("2026-04-01"));
  EXPECT_EQ(forecast.method, ForecastMethod::run_rate);
  EXPECT_EQ(forecast.by_month[3], wan("40"));
  EXPECT_EQ(forecast.year_end, wan("120"));
  EXPECT_EQ(forecast.sentence,
            "截至2026年3月底已支付 30.00 万元；没有上年的数据，按已过月份的平均进度，全年约支出 "
            "30.00 万元 × 12 ÷ 3 = 120.00 万元，比预算 100.00 万元 多 20.00 万元。");
}

TEST(ForecastTest, NeedsATwentiethOfLastYearsPaymentsForItsShape) {
  SpendingYear last;
  last.year = test::year(2025);
  last.paid[0] = Money::from_fen(500);
  last.paid[11] = Money::from_fen(9500);
  const SpendingYear now = spent(2026, "100", kFirstQuarter);
  EXPECT_EQ(forecast_of(now, &last, test::day("2026-04-01")).method, ForecastMethod::last_year);
  last.paid[11] += Money::from_fen(1);
  EXPECT_EQ(forecast_of(now, &last, test::day("2026-04-01")).method, ForecastMethod::run_rate);
}

TEST(ForecastTest, ForetellsNothingBeforeAWholeMonthIsOverAndNothingAfterTheYear) {
  const SpendingYear now = spent(2026, "100", kFirstQuarter);
  EXPECT_EQ(forecast_of(now, nullptr, test::day("2026-01-31")).method, ForecastMethod::none);
  EXPECT_EQ(forecast_of(now, nullptr, test::day("2026-02-01")).method, ForecastMethod::run_rate);
  EXPECT_EQ(forecast_of(now, nullptr, test::day("2026-12-31")).month, 11);
  const Forecast over = forecast_of(now, nullptr, test::day("2027-01-01"));
  EXPECT_EQ(over.method, ForecastMethod::actual);
  EXPECT_EQ(over.carry_over, wan("70"));
}

TEST(ForecastTest, IsNeverLessThanWhatIsRecorded) {
  SpendingYear now = spent(2026, "300", kFirstQuarter);
  now.paid[3] = wan("170");
  const Forecast forecast = forecast_of(now, nullptr, test::day("2026-04-20"));
  EXPECT_EQ(forecast.by_month[3], wan("200"));
  EXPECT_EQ(forecast.year_end, wan("200"));
  EXPECT_NE(forecast.sentence.find("但已登记的支付已达 200.00 万元，以此为准，预计结转"),
            std::string::npos)
      << forecast.sentence;
}

}  // namespace
}  // namespace budget
