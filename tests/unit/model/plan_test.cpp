#include "model/plan.h"

#include <gmock/gmock.h>

#include "support/words.h"

namespace budget {
namespace {

using test::day;
using test::wan;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Cells = std::vector<std::optional<Money>>;

const std::vector<int> kHebei = {3, 6, 10, 12};

Plan plan(std::initializer_list<std::int64_t> amounts) {
  Plan made;
  std::size_t i = 0;
  for (const std::int64_t amount : amounts)
    made.nodes.push_back({kHebei.at(i++), wan(amount)});
  return made;
}

std::vector<std::string> rules_of(const Plan& made, Money budget) {
  std::vector<std::string> rules;
  for (const Finding& finding : check_plan(made, budget))
    rules.push_back(finding.rule.text() + " " + finding.place.field);
  return rules;
}

TEST(PlanTest, CarriesBlankCellsForward) {
  EXPECT_EQ(plan_from_cells(kHebei, Cells{wan(50), wan(100), {}, {}}, wan(100)),
            plan({50, 100, 100, 100}));
  EXPECT_EQ(plan_from_cells(kHebei, Cells{{}, wan(3), {}, wan(6)}, wan(6)), plan({0, 3, 3, 6}));
}

TEST(PlanTest, TakesABlankDecemberForTheBudget) {
  EXPECT_EQ(plan_from_cells(kHebei, Cells{wan(1), wan(2), wan(4), {}}, wan(6)), plan({1, 2, 4, 6}));
  EXPECT_EQ(plan_from_cells(kHebei, Cells{{}, {}, {}, {}}, wan(6)), plan({0, 0, 0, 6}));
}

TEST(PlanTest, TakesNoOtherBlankLastMonthForTheBudget) {
  const std::vector<int> months = {3, 9};
  EXPECT_EQ(plan_from_cells(months, Cells{wan(1), {}}, wan(6)), (Plan{{{3, wan(1)}, {9, wan(1)}}}));
}

TEST(PlanTest, StepsAtTheNodes) {
  const Plan made = plan({1, 2, 4, 6});
  EXPECT_EQ(planned_by(made, 1), wan(0));
  EXPECT_EQ(planned_by(made, 3), wan(1));
  EXPECT_EQ(planned_by(made, 5), wan(1));
  EXPECT_EQ(planned_by(made, 11), wan(4));
  EXPECT_EQ(planned_by(made, 12), wan(6));
  EXPECT_EQ(planned_by(Plan{}, 12), wan(0));
}

TEST(PlanTest, KnowsWhenEverythingComesAtTheEnd) {
  EXPECT_TRUE(is_planned_wholly_at_year_end(plan({0, 0, 0, 6})));
  EXPECT_FALSE(is_planned_wholly_at_year_end(plan({0, 0, 1, 6})));
  EXPECT_FALSE(is_planned_wholly_at_year_end(plan({0, 0, 0, 0})));
  EXPECT_FALSE(is_planned_wholly_at_year_end(Plan{}));
}

TEST(PlanTest, UsesTheVersionOfTheDay) {
  const std::vector<PlanVersion> versions = {{1, day("2026-01-01"), {}, "批复"},
                                             {2, day("2026-07-01"), {}, "调整"}};
  EXPECT_EQ(version_in_force(versions, day("2025-12-31")), nullptr);
  EXPECT_EQ(version_in_force(versions, day("2026-06-30"))->number, 1);
  EXPECT_EQ(version_in_force(versions, day("2026-07-01"))->number, 2);
  EXPECT_EQ(version_in_force({}, day("2026-07-01")), nullptr);
}

TEST(PlanTest, IsSound) {
  EXPECT_THAT(rules_of(plan({0, 3, 3, 6}), wan(6)), IsEmpty());
  EXPECT_THAT(rules_of(Plan{}, wan(6)), IsEmpty());
}

TEST(PlanTest, NamesEachNodeThatIsWrong) {
  EXPECT_THAT(rules_of(plan({3, 2, 4, 6}), wan(6)), ElementsAre("plan.falling plan[6月]"));
  EXPECT_THAT(rules_of(plan({0, 7, 7, 7}), wan(6)),
              ElementsAre("plan.above_budget plan[6月]", "plan.above_budget plan[10月]",
                          "plan.above_budget plan[12月]"));
  EXPECT_THAT(rules_of(plan({-1, 0, 0, 6}), wan(6)), ElementsAre("plan.negative plan[3月]"));
  EXPECT_THAT(rules_of(plan({0, 3, 3, 5}), wan(6)), ElementsAre("plan.incomplete plan[12月]"));
  EXPECT_THAT(rules_of(Plan{{{3, wan(0)}, {3, wan(6)}}}, wan(6)),
              ElementsAre("plan.months plan[3月]"));
  EXPECT_THAT(rules_of(Plan{{{0, wan(0)}, {13, wan(6)}}}, wan(6)),
              ElementsAre("plan.months plan[0月]", "plan.months plan[13月]"));
}

TEST(PlanTest, OnlyWarnsOfAPlanThatEndsShort) {
  EXPECT_EQ(check_plan(plan({0, 0, 0, 5}), wan(6)).front().level, FindingLevel::warning);
}

}  // namespace
}  // namespace budget
