#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "cli/commands.h"
#include "cli/plugin_templates.h"
#include "cli/program.h"
#include "support/temporary_folder.h"
#include "unit/cli/asked.h"

namespace budget::cli {
namespace {

using testing::HasSubstr;

constexpr const char* kPlugin =
    R"({"name": "plan_shape", "id": "cn.budgetd.rules.plan_shape", "version": "1.0.0", "hash": "5e", "stage": "quarantined",
 "problem": "three faults", "is_held": true, "room": "isolated", "protections": ["seccomp"], "capabilities": ["budget.rule.check/1"],
 "title_zh": "计划形态", "title_en": "Plan shape", "vendor": "budgetd", "licence": "Apache-2.0", "file": "rules/plan_shape.so",
 "calls": 7, "faults": 3, "total_ms": 40,
 "options": [{"key": "tolerance", "type": "money", "unit": "万元", "default": "0.00", "help": "允许的误差。", "low": 0},
             {"key": "mode", "type": "text", "help": "方式。", "one_of": ["a", "b"], "value": "b"},
             {"key": "count", "type": "integer", "help": "个数。", "low": 1, "high": 9}]})";

TEST(PluginCommandTest, ListsWhatIsConfiguredAndWhyItIsPutAside) {
  Asked command({{200, R"({"items": [)" + std::string(kPlugin) + R"(], "next": null})"}});
  ASSERT_TRUE(command(PluginListOptions{}));
  EXPECT_EQ(command.client.requests.at(0).target, "/v1/plugins");
  EXPECT_EQ(command.screen.out.str(),
            "名称        状态    版本   运行于    标题      原因\n"
            "plan_shape  已停用  1.0.0  独立进程  计划形态  three faults\n");
}

TEST(PluginCommandTest, ShowsTheOptionsWithTheirHelpInChinese) {
  Asked command({{200, kPlugin}});
  ASSERT_TRUE(command(PluginShowOptions{.name = "plan_shape"}));
  EXPECT_EQ(command.client.requests.at(0).target, "/v1/plugins/plan_shape");
  EXPECT_THAT(command.screen.out.str(),
              HasSubstr("  tolerance  允许的误差。\n      万元，如 \"120.50\"，不小于 "
                        "0.00，单位万元；默认 \"0.00\"\n"
                        "  mode  方式。\n      文本：a、b；必填\n      现为 \"b\"\n"
                        "  count  个数。\n      整数，1 至 9；必填\n"));
}

TEST(PluginCommandTest, TellsTheDaemonWhatAPersonDecided) {
  Asked command({{200, R"({"plugin": "plan_shape", "stage": "quarantined"})"}});
  PluginQuarantineOptions options;
  options.name = "plan_shape";
  options.reason = "算错";
  ASSERT_TRUE(command(options));
  EXPECT_EQ(command.client.requests.at(0).target, "/v1/plugins/plan_shape/acts");
  EXPECT_EQ(command.client.requests.at(0).body, R"({"act":"quarantine","reason":"算错"})");
  EXPECT_EQ(command.screen.out.str(), "plan_shape：已停用，不再调用。\n");
}

TEST(PluginCommandTest, WantsAReasonForPuttingOneAside) {
  std::ostringstream out;
  std::ostringstream err;
  EXPECT_EQ(run_program({"plugin", "quarantine", "plan_shape"}, out, err), ExitCode::usage);
  EXPECT_THAT(err.str(), HasSubstr("--reason"));
}

TEST(PluginNewTest, PutsTheNameIntoEveryFileAndFileName) {
  for (const char* kind : {"rule", "notifier", "exporter", "importer"}) {
    const auto files = new_plugin_files(kind, "road_2nd");
    ASSERT_TRUE(files);
    EXPECT_EQ(files->size(), 7U) << kind;
    for (const NewFile& file : *files) {
      EXPECT_EQ((file.name + file.text).find("plugin_name"), std::string::npos) << file.name;
      EXPECT_EQ(file.text.find("PluginName"), std::string::npos) << file.name;
    }
  }
}

TEST(PluginNewTest, RefusesNamesThatAreNone) {
  for (const char* name : {"", "2nd", "Big", "a-b", "../x", "a b"})
    EXPECT_FALSE(new_plugin_files("rule", name)) << name;
}

TEST(PluginNewTest, WritesIntoANewFolderOnly) {
  const test::TemporaryFolder folder;
  const std::string place = (folder.path() / "made").string();
  std::ostringstream out;
  std::ostringstream err;
  EXPECT_EQ(run_program({"plugin", "new", "rule", "roads", "--out", place}, out, err),
            ExitCode::ok);
  EXPECT_TRUE(std::filesystem::exists(folder.path() / "made/roads.cpp"));
  EXPECT_EQ(run_program({"plugin", "new", "rule", "roads", "--out", place}, out, err),
            ExitCode::usage);
  EXPECT_THAT(err.str(), HasSubstr("expected a new folder"));
}

TEST(PluginValidateTest, EndsWithOneWhenSomethingIsRedAndSaysItAsJson) {
  std::ostringstream out;
  std::ostringstream err;
  EXPECT_EQ(run_program({"--json", "plugin", "validate", "tests/CMakeLists.txt"}, out, err),
            ExitCode::findings);
  EXPECT_THAT(out.str(),
              HasSubstr(R"("room":"file","test":"exports one symbol","outcome":"failed")"));
  EXPECT_THAT(out.str(), HasSubstr(R"("passed":false)"));
}

TEST(PluginValidateTest, EndsWithTwoWhenTheOptionsCannotBeRead) {
  std::ostringstream out;
  std::ostringstream err;
  EXPECT_EQ(run_program({"plugin", "validate", "x.so", "--options", "README.md"}, out, err),
            ExitCode::usage);
  EXPECT_THAT(err.str(), HasSubstr("README.md:"));
}

}  // namespace
}  // namespace budget::cli
