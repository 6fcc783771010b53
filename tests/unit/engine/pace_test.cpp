#include "engine/pace/pace.h"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace budget
