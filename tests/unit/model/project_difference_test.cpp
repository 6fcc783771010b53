#include "model/project_difference.h"

#include <gtest/gtest.h>

#include "support/words.h"

namespace budget {
namespace {

using test::wan;
Indicator indicator(const std::string& name, const std::string& value) {
  return {{"产出指标", "数量指标", name},
          "",
          Comparator::at_least,
          value,
          "个",
          "",
          "",
          "≥" + value + "个"};
}

Project project() {
  Project made;
  made.code = ProjectCode::parse("13060526P00002810078Y").value();
  made.name = "视频监控租用经费";
  made.funds = {wan("8"), wan("8"), {}};
  made.plan.nodes = {{6, wan("3")}, {12, wan("8")}};
  made.goals = {{1, "按期支付租金"}};
  made.indicators = {indicator("点位", "12"), indicator("天数", "365")};
  return made;
}

std::vector<std::string> fields(const std::vector<FieldChange>& changes) {
  std::vector<std::string> names;
  for (const FieldChange& change : changes)
    names.push_back(change.field);
  return names;
}

TEST(ProjectDifferenceTest, FindsNothingInTheSameProject) {
  EXPECT_TRUE(differences(project(), project()).empty());
}

TEST(ProjectDifferenceTest, TellsAnAmountBeforeAndAfter) {
  Project after = project();
  after.funds.budget = wan("8.01");
  EXPECT_EQ(differences(project(), after),
            (std::vector<FieldChange>{{"budget", "预算数（万元）", "8.00", "8.01"}}));
}

TEST(ProjectDifferenceTest, ComparesPlansByMonth) {
  Project after = project();
  after.plan.nodes = {{3, wan("1")}, {6, wan("3")}, {12, wan("8")}};
  EXPECT_EQ(differences(project(), after),
            (std::vector<FieldChange>{{"plan[3]", "3月底累计计划（万元）", "", "1.00"}}));
}

TEST(ProjectDifferenceTest, MeetsIndicatorsByTheirPath) {
  Project after = project();
  after.indicators = {indicator("天数", "365"), indicator("点位", "13")};
  EXPECT_EQ(fields(differences(project(), after)),
            (std::vector<std::string>{"indicators[产出指标/数量指标/点位].value", "indicators"}));
}

TEST(ProjectDifferenceTest, NamesIndicatorsThatCameAndWent) {
  Project after = project();
  after.indicators = {indicator("点位", "12"), indicator("费用", "1")};
  const std::vector<FieldChange> changes = differences(project(), after);
  ASSERT_EQ(changes.size(), 2U);
  EXPECT_EQ(changes[0].title, "新指标");
  EXPECT_EQ(changes[1].title, "没有了的指标");
}

TEST(ProjectDifferenceTest, NeverCallsDifferentProjectsTheSame) {
  Project after = project();
  after.indicators[0].comparator = Comparator::equal;  // the print stays
  EXPECT_EQ(differences(project(), after).size(), 1U);
  after = project();
  after.goals[0].number = 2;
  EXPECT_EQ(differences(project(), after).size(), 1U);
  after = project();
  after.purpose = "租金";
  EXPECT_EQ(differences(project(), after).size(), 1U);
}

}  // namespace
}  // namespace budget
