#include "model/budget_move.h"

#include <gtest/gtest.h>

#include "support/words.h"

namespace budget {
namespace {

using test::wan;
Plan plan_of(std::initializer_list<PlanNode> nodes) {
  return Plan{nodes};
}

TEST(BudgetMoveTest, KeepsEveryNodesShareAndEndsAtTheNewBudget) {
  const Plan before = plan_of({{3, wan(2)}, {6, wan(5)}, {12, wan(10)}});
  EXPECT_EQ(plan_for(before, wan(10), wan(6), PlanTreatment::percent),
            plan_of({{3, Money::from_fen(1'200'000)}, {6, wan(3)}, {12, wan(6)}}));
}

TEST(BudgetMoveTest, RoundsAShareToTheNearestFenAndTheLastNodeToTheBudgetExactly) {
  const Plan before = plan_of({{6, Money::from_fen(1)}, {12, Money::from_fen(3)}});
  EXPECT_EQ(plan_for(before, Money::from_fen(3), Money::from_fen(5), PlanTreatment::percent),
            plan_of({{6, Money::from_fen(2)}, {12, Money::from_fen(5)}}));
}

TEST(BudgetMoveTest, KeepsAmountsAsFarAsTheNewBudgetGoes) {
  const Plan before = plan_of({{3, wan(2)}, {6, wan(5)}, {12, wan(10)}});
  EXPECT_EQ(plan_for(before, wan(10), wan(4), PlanTreatment::amounts),
            plan_of({{3, wan(2)}, {6, wan(4)}, {12, wan(4)}}));
  EXPECT_EQ(plan_for(before, wan(10), wan(12), PlanTreatment::amounts),
            plan_of({{3, wan(2)}, {6, wan(5)}, {12, wan(12)}}));
}

TEST(BudgetMoveTest, LeavesAPlanThatWasNotWholeAsItIs) {
  const Plan before = plan_of({{6, wan(3)}});
  EXPECT_EQ(plan_for(before, wan(10), wan(20), PlanTreatment::percent), plan_of({{6, wan(6)}}));
}

}  // namespace
}  // namespace budget
