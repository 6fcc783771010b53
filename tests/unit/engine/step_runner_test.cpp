#include <gmock/gmock.h>

#include "engine/rule_report.h"

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

TEST(RuleReportTest, CleansTextThatIsNotUtf8) {
  EXPECT_EQ(clean_text("a\xff", 10), "a\xEF\xBF\xBD");
  EXPECT_LE(clean_text(std::string(5000, 'x'), 100).size(), 103U);
}

}  // namespace
}  // namespace budget
