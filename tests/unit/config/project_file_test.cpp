#include "config/project_file.h"

#include <gmock/gmock.h>

#include "unit/config/broken.h"

namespace budget {
namespace {

using test::only_message;
using test::places;
using test::with;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const char* const kSmallProjects = R"(schema = "budgetd.projects/1"
fiscal_year = 2026
region = { code = "130605", name = "白沟" }
department = { code = "203", name = "党群工作部" }
units = [ { code = "203001", name = "本级" } ]
node_months = [3, 6, 10, 12]
money_unit = "万元"

[[projects]]
code = "13060526P00002810078Y"
name = "一"
unit = "203001"
budget = "6.16"
fiscal_funds = "6.00"
other_funds = "0.16"
plan = ["", "3.00", "", ""]
goals = [ { number = 1, text = "目标" } ]
indicators = [
  { path = ["产出指标", "数量指标", "人数"], comparator = ">=", value = "9.19", unit = "人", printed = "≥9.19人", note = "疑" },
  { path = ["产出指标"], comparator = "qualitative", printed = "提升" },
]

[[projects]]
code = "13060526P00020010024Q"
name = "二"
unit = "203001"
budget = "8"
fiscal_funds = "8"
other_funds = "0"
)";

SourceReport projects_report(const std::string& text) {
  return read_projects(text, "projects.toml").report;
}

std::vector<std::string> broken_projects(std::string_view old, std::string_view replacement) {
  return places(projects_report(with(kSmallProjects, old, replacement)));
}

Money wan(const char* text) {
  return Money::parse_wan(text).value();
}

TEST(ProjectFileTest, ReadsProjects) {
  const auto loaded = read_projects(kSmallProjects, "projects.toml");
  ASSERT_THAT(places(loaded.report), IsEmpty());
  const ProjectFile& file = loaded.value;
  EXPECT_EQ(file.year.value(), 2026);
  EXPECT_EQ(file.department.id, DepartmentId("130605-203"));
  const Project& project = file.projects.at(0);
  EXPECT_EQ(project.funds, (Funds{wan("6.16"), wan("6"), wan("0.16")}));
  EXPECT_EQ(project.goals, (std::vector<Goal>{{1, "目标"}}));
  EXPECT_EQ(project.indicators.at(0).value, "9.19");
  EXPECT_EQ(project.indicators.at(0).raw, "≥9.19人");
  EXPECT_EQ(project.indicators.at(1).comparator, Comparator::qualitative);
}

TEST(ProjectFileTest, CarriesBlankPlanCellsForwardAndTellsWhichTheyWere) {
  const ProjectFile file = read_projects(kSmallProjects, "projects.toml").value;
  EXPECT_EQ(file.projects.at(0).plan,
            (Plan{{{3, Money()}, {6, wan("3")}, {10, wan("3")}, {12, wan("6.16")}}}));
  EXPECT_EQ(file.blank_months.at(0), (std::vector{3, 10, 12}));
  EXPECT_TRUE(file.projects.at(1).plan.empty());
  EXPECT_TRUE(file.blank_months.at(1).empty());
}

TEST(ProjectFileTest, ReadsYuanWhenTheFileSaysSo) {
  const std::string yuan =
      with(with(with(with(kSmallProjects, "万元", "元"), "\"6.16\"", "\"61600\""), "\"6.00\"",
                "\"60000\""),
           "\"0.16\"", "\"1600\"");
  const auto loaded = read_projects(with(yuan, "\"3.00\"", "\"30000.00\""), "projects.toml");
  ASSERT_THAT(places(loaded.report), IsEmpty());
  EXPECT_EQ(loaded.value.projects.at(0).funds.budget, wan("6.16"));
  EXPECT_EQ(loaded.value.projects.at(0).plan.nodes.at(1).cumulative, wan("3"));
}

TEST(ProjectFileTest, PlacesWhatTheModelFindsWrong) {
  EXPECT_THAT(broken_projects("plan = [\"\", \"3.00\", \"\", \"\"]",
                              "plan = [\"4\", \"3.00\", \"7\", \"6.16\"]"),
              ElementsAre("16:14 plan.falling projects[0].plan[1]",
                          "16:22 plan.above_budget projects[0].plan[2]",
                          "16:27 plan.falling projects[0].plan[3]"));
  EXPECT_THAT(broken_projects("other_funds = \"0.16\"", "other_funds = \"0.15\""),
              ElementsAre("13:10 project.funds projects[0].budget"));
  EXPECT_THAT(broken_projects("10078Y", "10078X"),
              ElementsAre("10:8 project.code_check projects[0].code"));
  EXPECT_FALSE(projects_report(with(kSmallProjects, "10078Y", "10078X")).has_errors());
}

TEST(ProjectFileTest, PlacesUnreadableAmountsWithoutTheirEchoes) {
  EXPECT_THAT(broken_projects("budget = \"6.16\"", "budget = \"6.1.6\""),
              ElementsAre("13:10 config.value projects[0].budget"));
  EXPECT_THAT(broken_projects("budget = \"6.16\"", "budget = 6.16"),
              ElementsAre("13:10 config.type projects[0].budget"));
  EXPECT_THAT(broken_projects("budget = \"6.16\"", "budget = \"1000000000.01\""),
              ElementsAre("13:10 config.value projects[0].budget"));
  EXPECT_THAT(broken_projects("\"3.00\"", "\"50%\""),
              ElementsAre("16:13 config.value projects[0].plan[1]"));
  EXPECT_THAT(broken_projects("\"3.00\", ", ""), ElementsAre("16:8 config.value projects[0].plan"));
}

TEST(ProjectFileTest, RefusesAProjectTwice) {
  EXPECT_THAT(broken_projects("13060526P00020010024Q", "13060526P00002810078Y"),
              ElementsAre("24:8 config.duplicate projects[1].code"));
}

TEST(ProjectFileTest, HoldsTheHeadToTheSchema) {
  EXPECT_THAT(broken_projects("budgetd.projects/1", "budgetd.projects/2"),
              ElementsAre("1:10 config.value schema"));
  EXPECT_THAT(broken_projects("fiscal_year = 2026", "fiscal_year = 26"),
              ElementsAre("2:15 config.range fiscal_year"));
  EXPECT_THAT(broken_projects("money_unit = \"万元\"", "money_unit = \"亿元\""),
              ElementsAre("7:14 config.value money_unit"));
  EXPECT_THAT(broken_projects("[3, 6, 10, 12]", "[3, 10, 6, 12]"),
              ElementsAre("6:23 config.order node_months[2]"));
  EXPECT_THAT(broken_projects("unit = \"203001\"", "unit = \"203002\""),
              ElementsAre("12:8 config.reference projects[0].unit"));
  EXPECT_THAT(broken_projects("13060526P00002810078Y", "13060526P0000281007"),
              ElementsAre("10:8 config.value projects[0].code"));
}

TEST(ProjectFileTest, HoldsIndicatorsToNumbers) {
  EXPECT_THAT(broken_projects("value = \"9.19\"", "value = \"九\""),
              ElementsAre("19:63 config.value projects[0].indicators[0].value"));
  EXPECT_THAT(broken_projects("comparator = \">=\"", "comparator = \"≥\""),
              ElementsAre("19:49 config.value projects[0].indicators[0].comparator"));
  EXPECT_THAT(only_message(projects_report(
                  with(kSmallProjects, "comparator = \">=\"", "comparator = \"qualitative\""))),
              HasSubstr("expected no number with comparator \"qualitative\", but there is 9.19"));
}

}  // namespace
}  // namespace budget
