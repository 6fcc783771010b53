#include <gtest/gtest.h>

#include "model/workflow_definition.h"

namespace budget {
namespace {

TEST(RequirementTest, ReadsAComparison) {
  const Requirement requirement = Requirement::parse("  project_count >=   1 ").value();
  ASSERT_EQ(requirement.any_of.size(), 1U);
  EXPECT_EQ(requirement.any_of[0],
            (FactComparison{Fact::project_count, FactComparator::at_least, 1}));
}

TEST(RequirementTest, ReadsAlternatives) {
  const Requirement requirement =
      Requirement::parse("budget_total_wan < 100 or open_alerts = 0 or projects_without_plan != -1")
          .value();
  ASSERT_EQ(requirement.any_of.size(), 3U);
  EXPECT_EQ(requirement.any_of[2],
            (FactComparison{Fact::projects_without_plan, FactComparator::not_equal, -1}));
  EXPECT_EQ(requirement.text,
            "budget_total_wan < 100 or open_alerts = 0 or projects_without_plan != -1");
}

TEST(RequirementTest, RefusesWhatItDoesNotKnow) {
  for (const char* text :
       {"", "or", "project_count", "project_count >= 1 or", "or project_count >= 1",
        "project_count >= 1 and open_alerts = 0", "projects >= 1", "project_count => 1",
        "project_count >= x", "project_count >= 1.5", "project_count >= 1x",
        "project_count >= 99999999999999999999", "project_count>=1", "project_count ≥ 1"}) {
    EXPECT_FALSE(Requirement::parse(text)) << text;
  }
}

TEST(RequirementTest, ComparesAsWritten) {
  EXPECT_TRUE(holds(FactComparator::at_least, 1, 1));
  EXPECT_FALSE(holds(FactComparator::above, 1, 1));
  EXPECT_TRUE(holds(FactComparator::at_most, 1, 1));
  EXPECT_FALSE(holds(FactComparator::below, 1, 1));
  EXPECT_TRUE(holds(FactComparator::equal, 1, 1));
  EXPECT_FALSE(holds(FactComparator::not_equal, 1, 1));
  EXPECT_TRUE(holds(FactComparator::not_equal, 1, 2));
}

}  // namespace
}  // namespace budget
