#include <cstdlib>

#include <boost/json/parse.hpp>

#include "office.h"

// `budgetctl rehearse` with the shipped plugins, on a scratch database.

namespace budget::test {
namespace {

using testing::HasSubstr;
using testing::Not;

class RehearseTest : public testing::Test {
 protected:
  /// What the program prints, in JSON.
  std::string rehearse(const std::string& more = "") {
    const std::string samples = "config/samples/baigou_2026/";
    return run("--json rehearse --year 2026 --config " + folder_.config().string() +
               " --projects " + samples + "projects.toml --payments " + samples + "payments.csv " +
               more);
  }
  std::string run(const std::string& words) {
    const std::string command = std::string(std::getenv("BUDGET_BIN_DIR")) + "/budgetctl " + words;
    FILE* pipe = popen((command + " 2>/dev/null").c_str(), "r");
    std::string out;
    for (int c = fgetc(pipe); c != EOF; c = fgetc(pipe))
      out += static_cast<char>(c);
    exit_ = WEXITSTATUS(pclose(pipe));
    return out;
  }

  DaemonFolder folder_;
  int exit_ = -1;
};

TEST_F(RehearseTest, AsksTheRulesAtTheGates) {
  const std::string story = rehearse();
  EXPECT_EQ(exit_, 0) << story;
  for (const char* plugin : {"project_code", "plan_shape", "hebei_rules"})
    EXPECT_THAT(story, HasSubstr(std::string(plugin) + " 检查 31 行")) << "and not: not checked";
  EXPECT_THAT(story, Not(HasSubstr("配置中没有规则插件")));
}

TEST_F(RehearseTest, TellsTheSameStoryEveryTime) {
  const std::string first = rehearse();
  EXPECT_EQ(rehearse(), first);
}

TEST_F(RehearseTest, SaysWhichRulesCouldNotBeAsked) {
  folder_.write("budgetd.toml",
                folder_.read("budgetd.toml")
                    .replace(folder_.read("budgetd.toml").rfind("rules/plan_shape.so"), 19,
                             "rules/nobody_has.so"));
  const std::string story = rehearse();
  EXPECT_THAT(story, HasSubstr("plan_shape 未检查"));
  EXPECT_THAT(story, HasSubstr("project_code 检查 31 行"));
}

TEST_F(RehearseTest, WhatRulesFindHoldsTheRehearsalBackAsItWouldTheYear) {
  std::string workflow = folder_.read("workflows/annual_budget.toml");
  for (std::size_t at = workflow.find("blocks = \"error\""); at != std::string::npos;
       at = workflow.find("blocks = \"error\"", at))
    workflow.replace(at, 16, "blocks = \"warning\"");
  folder_.write("workflows/annual_budget.toml", workflow);
  EXPECT_THAT(rehearse(), HasSubstr("its gate holds it back"));
  EXPECT_EQ(exit_, 1);
}

/// A whole made-up office, two years at once.
TEST_F(RehearseTest, TellsOfAWholeOfficeWhoIsBusyWhen) {
  const std::string story =
      run("rehearse --year 2026 2027 --made-up 5x2 --workflow cycle --config " +
          folder_.config().string());
  EXPECT_EQ(exit_, 0) << story;
  for (const char* told : {"══ 各阶段期限 ══", "══ 人员负荷 ══", "══ 最忙的日子 ══",
                           "══ 一人一天最多的 ══", "未解除预警"})
    EXPECT_THAT(story, HasSubstr(told));
  EXPECT_THAT(story, HasSubstr("2027"));
}

TEST_F(RehearseTest, NamesStagesNobodyCanActOn) {
  std::string organisation = folder_.read("organisation.toml");
  organisation.replace(organisation.find("role = \"publisher\", department"), 18,
                       "role = \"drafter\"");
  folder_.write("organisation.toml", organisation);
  const auto story = boost::json::parse(rehearse());
  EXPECT_EQ(exit_, 1);
  ASSERT_EQ(story.at("unstaffed").as_array().size(), 1U);
  EXPECT_EQ(story.at("unstaffed").at(0).at("stage").as_string(), "公开");
  EXPECT_EQ(story.at("stuck").as_array().size(), 1U);
}

TEST_F(RehearseTest, AStoredYearIsReplayedAgainstAChangedWorkflow) {
  const std::string kept = folder_.path("kept.db").string();
  rehearse("--keep " + kept);
  const std::string same = run("replay --database " + kept + " --workflow " +
                               folder_.path("workflows/annual_budget.toml").string());
  EXPECT_EQ(exit_, 0) << same;
  EXPECT_THAT(same, HasSubstr("没有一项决定会不同"));
  std::string changed = folder_.read("workflows/annual_budget.toml");
  changed.replace(changed.find("after = \"20d\", basis = \"预算法第十四条"), 13, "after = \"10d\"");
  folder_.write("changed.toml", changed);
  const auto report = boost::json::parse(run("--json replay --database " + kept + " --workflow " +
                                             folder_.path("changed.toml").string()));
  EXPECT_EQ(exit_, 1);
  ASSERT_EQ(report.at("differences").as_array().size(), 1U);
  EXPECT_EQ(report.at("differences").at(0).at("kind").as_string(), "deadline_moved");
}

}  // namespace
}  // namespace budget::test
