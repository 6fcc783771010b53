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
    const std::string command = std::string(std::getenv("BUDGET_BIN_DIR")) +
                                "/budgetctl --json rehearse --year 2026 --config " +
                                folder_.config().string() + " --projects " + samples +
                                "projects.toml --payments " + samples + "payments.csv " + more;
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

}  // namespace
}  // namespace budget::test
