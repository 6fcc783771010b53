#include "http/project_body.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/json/parse.hpp>

#include "http/json_text.h"
#include "http/json_writer.h"
#include "http/rows.h"

namespace budget {
namespace {

constexpr const char* kWhole =
    R"({"code":"13060526P00002810078Y","name":"办公经费","unit":"203001","budget_wan":"6.16",
  "other_yuan":"1600.00","purpose":"办公","plan":[{"month":3,"cumulative_wan":"3.00"},{"month":12,"cumulative_wan":"6.16"}],
  "goals":[{"number":1,"text":"保障运转"}],
  "indicators":[{"path":["产出指标","数量指标","人数"],"comparator":">=","value":"11","unit":"人","weight":"10","raw":"≥11人"}]})";

TEST(ProjectBodyTest, ReadsAWholeSheet) {
  std::vector<Finding> findings;
  const Project project = read_project(boost::json::parse(kWhole), "projects[0]", findings);
  EXPECT_THAT(findings, testing::IsEmpty());
  EXPECT_EQ(project.code.text(), "13060526P00002810078Y");
  EXPECT_EQ(project.funds,
            (Funds{Money::from_fen(6160000), Money::from_fen(6000000), Money::from_fen(160000)}));
  EXPECT_EQ(project.plan.nodes.size(), 2U);
  EXPECT_EQ(project.indicators.at(0).comparator, Comparator::at_least);
}

TEST(ProjectBodyTest, NamesEveryMistakeByItsPath) {
  std::vector<Finding> findings;
  (void)read_project(
      boost::json::parse(R"({"code":"x","name":"n","unit":"203001","budget_wan":"1.0000001",
      "plan":[{"month":13,"cumulative_wan":"1"}],"indicators":[{"path":[],"comparator":"~"}]})"),
      "projects[3]", findings);
  std::vector<std::string> fields;
  for (const Finding& finding : findings)
    fields.push_back(finding.place.field);
  EXPECT_THAT(fields,
              testing::ElementsAre("projects[3].code", "projects[3].budget_*",
                                   "projects[3].plan[0].month", "projects[3].indicators[0].path",
                                   "projects[3].indicators[0].comparator"));
}

TEST(ProjectBodyTest, ReadsTheSheetPartOfWhatTheApiWrites) {
  std::vector<Finding> findings;
  ProjectRow row;
  row.project = read_project(boost::json::parse(kWhole), "", findings);
  JsonWriter json;
  write(json, row);
  boost::json::value answer = boost::json::parse(std::move(json).text());
  for (const char* name : {"instance", "fiscal_year", "versions", "paid_by_month", "paid_fen",
                           "paid_wan", "open_alerts", "original_budget_fen", "original_budget_wan",
                           "funds_changes", "goal_progress"}) {
    answer.as_object().erase(name);
  }
  EXPECT_EQ(read_project(answer, "", findings), row.project);
  EXPECT_THAT(findings, testing::IsEmpty());
}

}  // namespace
}  // namespace budget
