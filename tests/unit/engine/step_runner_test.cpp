#include <gmock/gmock.h>

#include <algorithm>
#include <stdexcept>

#include <budget/json.h>
#include <budget/plugin.h>

#include "engine/rule_report.h"
#include "engine/step_runner.h"
#include "support/fake_catalog.h"
#include "support/no_queries.h"
#include "support/silent_logger.h"
#include "support/small_office.h"

namespace budget {
namespace {

using testing::HasSubstr;

const char* const kWhole =
    R"({"schema":"budget.rule.report/1","rules_run":["a","b"],"rules_not_run":[{"rule":"c","reason":"没有数据"}],)"
    R"("rows":3,"findings":[{"rule":"a","level":"info","message":"小事","place":{}},)"
    R"({"rule":"b","level":"error","message":"大事","place":{"field":"projects[0].plan","line":2},"quote":"5"}]})";

std::string refusal(const std::string& text) {
  const auto report = read_rule_report(text, {});
  return report ? "" : report.error().message;
}

std::string with(std::string text, const std::string& old, const std::string& replacement) {
  return text.replace(text.find(old), old.size(), replacement);
}

TEST(RuleReportTest, ReadsAllAReportSays) {
  const PluginReport report = read_rule_report(kWhole, {}).value();
  EXPECT_EQ(report.run, (std::vector{RuleId("a"), RuleId("b")}));
  EXPECT_EQ(report.not_run, (std::vector<RuleNotRun>{{RuleId("c"), "没有数据"}}));
  EXPECT_EQ(report.rows, 3);
  EXPECT_EQ(report.errors, 1);
  EXPECT_EQ(report.infos, 1);
  EXPECT_EQ(report.findings.front().place.field, "projects[0].plan");
}

TEST(RuleReportTest, PutsTheWorstFirst) {
  const PluginReport report = read_rule_report(kWhole, {}).value();
  EXPECT_EQ(report.findings.front().message, "大事");
}

TEST(RuleReportTest, CountsARuleNobodyMentionsAsNotRun) {
  const PluginReport report = read_rule_report(kWhole, {RuleId("a"), RuleId("d")}).value();
  ASSERT_EQ(report.not_run.size(), 2U);
  EXPECT_EQ(report.not_run.back().rule, RuleId("d"));
}

TEST(RuleReportTest, TakesAPluginWithoutARuleForNotChecked) {
  const char* empty =
      R"({"schema":"budget.rule.report/1","rules_run":[],"rules_not_run":[],"rows":3,"findings":[]})";
  EXPECT_NE(read_rule_report(empty, {}).value().problem, "");
  EXPECT_EQ(read_rule_report(kWhole, {}).value().problem, "");
}

TEST(RuleReportTest, TrustsNoRuleThatIsInBothLists) {
  const PluginReport report =
      read_rule_report(with(kWhole, "\"a\",\"b\"", "\"a\",\"b\",\"c\""), {}).value();
  EXPECT_EQ(report.run.size(), 2U);
  EXPECT_EQ(report.not_run.size(), 1U);
}

TEST(RuleReportTest, KeepsTheWorstAndCountsAll) {
  const PluginReport report = read_rule_report(kWhole, {}, ReportLimits{1, 10, 100, 100}).value();
  ASSERT_EQ(report.findings.size(), 1U);
  EXPECT_EQ(report.findings.front().level, FindingLevel::error);
  EXPECT_EQ(report.infos, 1);
}

TEST(RuleReportTest, NamesWhatIsMalformed) {
  EXPECT_NE(refusal("{"), "");
  EXPECT_THAT(refusal(with(kWhole, "report/1", "report/2")), HasSubstr("schema"));
  EXPECT_THAT(refusal(with(kWhole, "\"rows\":3", "\"rows\":-3")), HasSubstr("rows"));
  EXPECT_THAT(refusal(with(kWhole, "\"info\"", "\"fatal\"")), HasSubstr("findings[0].level"));
  EXPECT_THAT(refusal(with(kWhole, "\"大事\"", "7")), HasSubstr("findings[1].message"));
  EXPECT_THAT(refusal(with(kWhole, "[\"a\",\"b\"]", "[\"a\",1]")), HasSubstr("rules_run[1]"));
  EXPECT_THAT(refusal(with(kWhole, "{\"rule\":\"c\",", "{")), HasSubstr("rules_not_run[0].rule"));
  EXPECT_THAT(refusal(with(kWhole, "\"findings\"", "\"finding\"")), HasSubstr("findings"));
}

TEST(RuleReportTest, RefusesNumbersAndPlacesNoFileCanHave) {
  for (const char* line : {"-2", "9223372036854775808", "2.5", "\"2\"", "1e3", "true"})
    EXPECT_THAT(refusal(with(kWhole, "\"line\":2", std::string("\"line\":") + line)),
                HasSubstr("findings[1].place.line"))
        << line;
  for (const char* rows : {"9223372036854775808", "-1", "3.0", "\"3\"", "null", "[]"})
    EXPECT_THAT(refusal(with(kWhole, "\"rows\":3", std::string("\"rows\":") + rows)),
                HasSubstr("rows"))
        << rows;
  EXPECT_THAT(refusal(with(kWhole, "\"place\":{}", "\"place\":[]")),
              HasSubstr("findings[0].place"));
  EXPECT_THAT(refusal(with(kWhole, "\"findings\":[", "\"findings\":[7,")),
              HasSubstr("findings[0]"));
  EXPECT_THAT(refusal(with(kWhole, "\"rules_run\":[\"a\",\"b\"]", "\"rules_run\":{}")),
              HasSubstr("rules_run"));
}

TEST(RuleReportTest, RefusesTextThatIsNoUtf8) {
  EXPECT_NE(refusal(with(kWhole, "大事", "\xff\xfe")), "");
  EXPECT_NE(refusal(with(kWhole, "没有数据", "\xed\xa0\x80")), "") << "half of a pair";
}

TEST(RuleReportTest, CountsAHundredThousandFindingsAndKeepsFew) {
  std::string many;
  for (int i = 0; i < 100'000; ++i)
    many += R"({"rule":"a","level":"warning","message":"又一处","place":{"line":999999999}},)";
  const PluginReport report =
      read_rule_report(with(kWhole, "\"findings\":[", "\"findings\":[" + many), {}).value();
  EXPECT_EQ(report.warnings, 100'000);
  EXPECT_EQ(report.findings.size(), ReportLimits().findings);
  EXPECT_EQ(report.findings.front().level, FindingLevel::error);
}

/// One instance that pins plan_shape 1.0.0.
class OneInstance final : public test::NoQueries {
 public:
  Result<CheckMaterial> material(InstanceId id) override {
    if (fails) return Error{ErrorCode::unavailable, "expected to read, but the disk failed"};
    CheckMaterial material;
    material.as_of = EventSeq(41);
    material.instance.id = id;
    material.instance.department = DepartmentId("130605-203");
    material.instance.year = test::year(2026);
    material.instance.pins = {{PluginName("plan_shape"), "1.0.0", ContentHash("plan_shape@1.0.0")}};
    material.projects = projects;
    return material;
  }
  bool fails = false;
  std::vector<ProjectRow> projects;
};

class StepRunnerTest : public testing::Test {
 protected:
  StepRunnerTest() { catalog_.install("plan_shape", test::passes("plan_shape")); }

  ReportCheck run(const std::vector<std::string>& rules = {"plan_shape"}) {
    Check check;
    check.id = CheckId(3);
    check.instance = InstanceId(1);
    check.moment = ActId("submit");
    check.stage = StageId("draft");
    check.day = test::day("2025-10-20");
    for (const std::string& rule : rules)
      check.rules.emplace_back(rule);
    return std::get<ReportCheck>(runner_.run(check).action);
  }
  std::string problem() { return run().plugins.at(0).problem; }

  /// A project whose year's plan is so many 万元.
  static ProjectRow drafted(const std::string& wan) {
    ProjectRow row;
    row.project.plan.nodes = {{12, Money::parse_wan(wan).value()}};
    return row;
  }
  /// What the rule is shown of the first project's plan: whether it is in force, and the plan.
  std::string shown() {
    (void)run();
    const Json payload = Json::parse(catalog_.payloads().back()).value();
    const Json& project = payload["projects"].items().at(0);
    return project["in_force"].to_text() + " " + project["plan"].to_text();
  }

  test::FakeCatalog catalog_;
  OneInstance queries_;
  test::SilentLogger logger_;
  StepRunner runner_{&catalog_, &queries_, logger_};
};

TEST_F(StepRunnerTest, ReportsWhatThePinnedVersionSays) {
  const ReportCheck report = run();
  EXPECT_EQ(report.check, CheckId(3));
  EXPECT_EQ(report.as_of, EventSeq(41));
  ASSERT_EQ(report.plugins.size(), 1U);
  EXPECT_EQ(report.plugins[0].pin.hash, ContentHash("plan_shape@1.0.0"));
  EXPECT_EQ(report.plugins[0].run, std::vector{RuleId("plan_shape.rule")});
  EXPECT_EQ(report.plugins[0].problem, "");
}

TEST_F(StepRunnerTest, LeavesToThePluginTheTimeItIsConfiguredToHave) {
  (void)run();
  for (const PluginCall& call : catalog_.calls())
    EXPECT_EQ(call.budget_ms, 0) << call.capability;
}

TEST_F(StepRunnerTest, AsksForTheListOfRulesOncePerVersion) {
  const auto lists = [&] {
    const std::vector<PluginCall> calls = catalog_.calls();
    return std::ranges::count(calls, BUDGET_RULE_LIST, &PluginCall::capability);
  };
  (void)run();
  (void)run();
  EXPECT_EQ(lists(), 1);
}

TEST_F(StepRunnerTest, AKeyNamesTheCheckAndThePlugin) {
  (void)run();
  EXPECT_EQ(catalog_.calls().back().key, "check-3-plan_shape");
}

TEST_F(StepRunnerTest, ShowsTheDraftUntilItIsApproved) {
  queries_.projects = {drafted("10")};
  EXPECT_EQ(shown(), "false [{\"month\":12,\"cumulative_fen\":10000000}]");
}

TEST_F(StepRunnerTest, ShowsTheApprovedPlanAsInForceFromItsDay) {
  ProjectRow project = drafted("10");
  project.versions = {{1, test::day("2025-10-20"), project.project.plan, "批复"}};
  queries_.projects = {project};
  EXPECT_EQ(shown(), "true [{\"month\":12,\"cumulative_fen\":10000000}]");
  queries_.projects[0].versions[0].effective_on = test::day("2025-10-21");  // the day after
  EXPECT_THAT(shown(), testing::StartsWith("false"));
}

TEST_F(StepRunnerTest, ShowsTheAdjustedPlanAndNotTheOneThatWasDrafted) {
  ProjectRow project = drafted("10");
  project.versions = {{1, test::day("2025-01-01"), project.project.plan, "批复"},
                      {2, test::day("2025-10-01"), drafted("8").project.plan, "调剂"}};
  queries_.projects = {project};
  EXPECT_EQ(shown(), "true [{\"month\":12,\"cumulative_fen\":8000000}]");
}

TEST_F(StepRunnerTest, ShowsWhatWasDraftedAnewAfterAnApproval) {
  ProjectRow project = drafted("10");
  project.versions = {{1, test::day("2025-01-01"), drafted("8").project.plan, "批复"}};
  queries_.projects = {project};
  EXPECT_EQ(shown(), "false [{\"month\":12,\"cumulative_fen\":10000000}]");
}

TEST_F(StepRunnerTest, SaysWhyAPluginWasNotAsked) {
  EXPECT_THAT(run({"nobody"}).plugins.at(0).problem, HasSubstr("配置中没有规则插件 nobody"));
  catalog_.set_stage("plan_shape", PluginStage::quarantined);
  EXPECT_THAT(problem(), HasSubstr("插件已隔离"));
  catalog_.set_stage("plan_shape", PluginStage::verified);
  EXPECT_THAT(problem(), HasSubstr("插件没有启用"));
  EXPECT_TRUE(catalog_.calls().empty());
}

TEST_F(StepRunnerTest, AnotherVersionThanThePinnedOneIsNotAsked) {
  catalog_.install("plan_shape", test::passes("plan_shape"), "1.1.0");
  EXPECT_THAT(problem(), HasSubstr("插件的版本与锁定的不同：锁定 1.0.0"));
  catalog_.install("later", test::passes("later"));
  EXPECT_THAT(run({"later"}).plugins.at(0).problem, HasSubstr("没有锁定它的版本"));
  EXPECT_TRUE(catalog_.calls().empty());
}

TEST_F(StepRunnerTest, AVersionThatCameWhileTheRulesWereAskedIsNotTakenForThePinnedOne) {
  catalog_.before_call([this] {
    catalog_.before_call({});
    catalog_.install("plan_shape", test::passes("plan_shape"), "1.1.0");
  });
  EXPECT_NE(problem(), "");
  EXPECT_TRUE(catalog_.calls().empty());
}

TEST_F(StepRunnerTest, AShadowRunsWhateverItsVersionAndIsMarked) {
  catalog_.install("plan_shape", test::passes("plan_shape"), "1.1.0");
  catalog_.set_stage("plan_shape", PluginStage::shadow);
  const PluginReport report = run().plugins.at(0);
  EXPECT_TRUE(report.is_shadow);
  EXPECT_EQ(report.problem, "");
}

TEST_F(StepRunnerTest, WhatThrowsOrFailsIsNotChecked) {
  catalog_.install("plan_shape", [](const std::string&) -> Result<std::string> {
    throw std::runtime_error("no memory\nat all");
  });
  EXPECT_THAT(problem(), HasSubstr("调用插件时发生故障，技术原因：no memory at all"));
  catalog_.install("plan_shape", test::fails(ErrorCode::unavailable, "it crashed"));
  EXPECT_THAT(problem(),
              HasSubstr("插件没有给出结果（出故障、超时或暂停调用），技术原因：it crashed"));
  catalog_.install("plan_shape", test::says("{\"schema\":\"other/1\"}"));
  EXPECT_THAT(problem(), HasSubstr("插件的报告不合格式"));
}

TEST_F(StepRunnerTest, WhatCannotBeReadIsSaidOfEveryRule) {
  queries_.fails = true;
  for (const PluginReport& report : run({"plan_shape", "other"}).plugins)
    EXPECT_THAT(report.problem, HasSubstr("读不出要检查的内容"));
  EXPECT_TRUE(catalog_.calls().empty());
}

TEST_F(StepRunnerTest, IsGivenUpBetweenTwoRules) {
  std::atomic<bool> stops = false;
  catalog_.install("plan_shape", [&](const std::string& payload) {
    stops = true;
    return test::passes("plan_shape")(payload);
  });
  Check check;
  check.rules = {PluginName("plan_shape"), PluginName("plan_shape")};
  EXPECT_FALSE(runner_.run(check, stops));
  EXPECT_EQ(catalog_.payloads().size(), 1U);
}

TEST_F(StepRunnerTest, WithoutACatalogNothingIsChecked) {
  StepRunner bare(nullptr, nullptr, logger_);
  Check check;
  check.rules = {PluginName("plan_shape")};
  const auto report = std::get<ReportCheck>(bare.run(check).action);
  EXPECT_EQ(report.plugins.at(0).problem, "没有装入任何规则插件");
}

}  // namespace
}  // namespace budget
