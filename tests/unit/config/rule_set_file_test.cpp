#include "config/rule_set_file.h"

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

const char* const kSmall = R"(id = "north"
version = 2
title = "规则"
valid_from = 2022
valid_to = 2026

[[rules]]
id = "north.lag"
title = "落后"
measure = "own_plan_lag"
months = [3, 12]
thresholds = [
  { level = "info", above = "0", action = "record" },
  { level = "yellow", at_least = "7.5", action = "warn" },
  { level = "red", at_least = "20", action = "warn" },
]
basis = { document = "财预〔2026〕1号", article = "第三条", certainty = "secondary" }
)";

SourceReport report_of(const std::string& text) {
  return read_rule_set(text, "north.toml").report;
}

std::vector<std::string> broken(std::string_view old, std::string_view replacement) {
  return places(report_of(with(kSmall, old, replacement)));
}

TEST(RuleSetFileTest, ReadsRules) {
  const auto loaded = read_rule_set(kSmall, "north.toml");
  ASSERT_THAT(places(loaded.report), IsEmpty());
  EXPECT_EQ(loaded.value.valid_from.value(), 2022);
  EXPECT_EQ(loaded.value.valid_to->value(), 2026);
  const Rule& rule = loaded.value.rules.at(0);
  EXPECT_EQ(rule.thresholds.at(0),
            (Threshold{AlertLevel::info, false, BasisPoints(0), AlertAction::record}));
  EXPECT_EQ(rule.thresholds.at(1),
            (Threshold{AlertLevel::yellow, true, BasisPoints(750), AlertAction::warn}));
  EXPECT_EQ(rule.basis, (LegalBasis{"财预〔2026〕1号", "第三条", Certainty::secondary}));
}

TEST(RuleSetFileTest, WantsOneComparatorForEachThreshold) {
  EXPECT_THAT(broken("above = \"0\"", "above = \"0\", at_least = \"0\""),
              ElementsAre("13:29 config.threshold rules[0].thresholds[0].above"));
  EXPECT_THAT(broken("above = \"0\", ", ""),
              ElementsAre("13:3 config.threshold rules[0].thresholds[0]"));
}

TEST(RuleSetFileTest, WantsNumbersAndLevelsToRise) {
  EXPECT_THAT(broken("at_least = \"20\"", "at_least = \"7.5\""),
              ElementsAre("15:31 config.order rules[0].thresholds[2].at_least"));
  EXPECT_THAT(broken("at_least = \"7.5\"", "at_least = \"0\""),
              ElementsAre("14:34 config.order rules[0].thresholds[1].at_least"));
  EXPECT_THAT(broken("level = \"red\"", "level = \"yellow\""),
              ElementsAre("15:13 config.order rules[0].thresholds[2].level"));
  EXPECT_THAT(broken("level = \"red\", at_least = \"20\"", "level = \"info\", above = \"5\""),
              ElementsAre("15:13 config.order rules[0].thresholds[2].level",
                          "15:29 config.order rules[0].thresholds[2].above"));
}

TEST(RuleSetFileTest, ShowsTheNumbersThatDoNotRise) {
  EXPECT_THAT(only_message(report_of(with(kSmall, "at_least = \"20\"", "at_least = \"7.25\""))),
              HasSubstr("expected a number above 7.5, but there is 7.25"));
}

TEST(RuleSetFileTest, ReadsPercentagesExactly) {
  for (const char* bad : {"8%", "７", "-1", "100.01", "1e1", "7.555", "1,5"}) {
    EXPECT_THAT(broken("\"7.5\"", "\"" + std::string(bad) + "\""),
                ElementsAre("14:34 config.value rules[0].thresholds[1].at_least"))
        << bad;
  }
  EXPECT_THAT(broken("\"7.5\"", "7.5"),
              ElementsAre("14:34 config.type rules[0].thresholds[1].at_least"));
  EXPECT_THAT(broken("\"20\"", "\"100\""), IsEmpty());
}

TEST(RuleSetFileTest, KnowsItsMeasuresMonthsAndYears) {
  EXPECT_THAT(broken("own_plan_lag", "policy_lag"),
              ElementsAre("10:11 config.value rules[0].measure"));
  EXPECT_THAT(broken("[3, 12]", "[3, 13]"), ElementsAre("11:14 config.range rules[0].months[1]"));
  EXPECT_THAT(broken("[3, 12]", "[3, 3]"), ElementsAre("11:14 config.order rules[0].months[1]"));
  EXPECT_THAT(broken("[3, 12]", "[]"), ElementsAre("11:10 config.value rules[0].months"));
  EXPECT_THAT(broken("valid_from = 2022", "valid_from = 1999"),
              ElementsAre("4:14 config.range valid_from"));
  EXPECT_THAT(broken("valid_to = 2026", "valid_to = 2021"),
              ElementsAre("5:12 config.order valid_to"));
}

TEST(RuleSetFileTest, WantsADocumentBehindEveryRuleButALocalPractice) {
  EXPECT_THAT(broken("\"财预〔2026〕1号\"", "\"\""),
              ElementsAre("17:22 config.basis rules[0].basis.document"));
  EXPECT_THAT(broken("\"secondary\"", "\"local_practice\""),
              ElementsAre("17:22 config.basis rules[0].basis.document"));
  EXPECT_THAT(
      broken("document = \"财预〔2026〕1号\", article = \"第三条\", certainty = \"secondary\"",
             "document = \"\", certainty = \"local_practice\""),
      IsEmpty());
}

TEST(RuleSetFileTest, NamesRulesAfterTheirSet) {
  for (const char* bad : {"lag", "south.lag", "north.", "north.Lag", "northlag"}) {
    EXPECT_THAT(broken("\"north.lag\"", "\"" + std::string(bad) + "\""),
                ElementsAre("8:6 config.value rules[0].id"))
        << bad;
  }
  const std::string text(kSmall);
  EXPECT_THAT(places(report_of(text + text.substr(text.find("[[rules]]")))),
              ElementsAre("19:6 config.duplicate rules[1].id"));
}

}  // namespace
}  // namespace budget
