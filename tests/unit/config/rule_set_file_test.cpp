#include "config/rule_set_file.h"

#include <gmock/gmock.h>

#include "config/rule_layers.h"
#include "unit/config/broken.h"

namespace budget {
namespace {

using test::only_message;
using test::places;
using test::with;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const char* const kSmallRules = R"(id = "north"
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

SourceReport rules_report(const std::string& text) {
  return read_rule_set(text, "north.toml").report;
}

std::vector<std::string> broken_rules(std::string_view old, std::string_view replacement) {
  return places(rules_report(with(kSmallRules, old, replacement)));
}

TEST(RuleSetFileTest, ReadsRules) {
  const auto loaded = read_rule_set(kSmallRules, "north.toml");
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
  EXPECT_THAT(broken_rules("above = \"0\"", "above = \"0\", at_least = \"0\""),
              ElementsAre("13:29 config.threshold rules[0].thresholds[0].above"));
  EXPECT_THAT(broken_rules("above = \"0\", ", ""),
              ElementsAre("13:3 config.threshold rules[0].thresholds[0]"));
}

TEST(RuleSetFileTest, WantsNumbersAndLevelsToRise) {
  EXPECT_THAT(broken_rules("at_least = \"20\"", "at_least = \"7.5\""),
              ElementsAre("15:31 config.order rules[0].thresholds[2].at_least"));
  EXPECT_THAT(broken_rules("at_least = \"7.5\"", "at_least = \"0\""),
              ElementsAre("14:34 config.order rules[0].thresholds[1].at_least"));
  EXPECT_THAT(broken_rules("level = \"red\"", "level = \"yellow\""),
              ElementsAre("15:13 config.order rules[0].thresholds[2].level"));
  EXPECT_THAT(broken_rules("level = \"red\", at_least = \"20\"", "level = \"info\", above = \"5\""),
              ElementsAre("15:13 config.order rules[0].thresholds[2].level",
                          "15:29 config.order rules[0].thresholds[2].above"));
}

TEST(RuleSetFileTest, ShowsTheNumbersThatDoNotRise) {
  EXPECT_THAT(
      only_message(rules_report(with(kSmallRules, "at_least = \"20\"", "at_least = \"7.25\""))),
      HasSubstr("expected a number above 7.5, but there is 7.25"));
}

TEST(RuleSetFileTest, ReadsPercentagesExactly) {
  for (const char* bad : {"8%", "７", "-1", "100.01", "1e1", "7.555", "1,5"}) {
    EXPECT_THAT(broken_rules("\"7.5\"", "\"" + std::string(bad) + "\""),
                ElementsAre("14:34 config.value rules[0].thresholds[1].at_least"))
        << bad;
  }
  EXPECT_THAT(broken_rules("\"7.5\"", "7.5"),
              ElementsAre("14:34 config.type rules[0].thresholds[1].at_least"));
  EXPECT_THAT(broken_rules("\"20\"", "\"100\""), IsEmpty());
}

TEST(RuleSetFileTest, KnowsItsMeasuresMonthsAndYears) {
  EXPECT_THAT(broken_rules("own_plan_lag", "own_plan_delay"),
              ElementsAre("10:11 config.value rules[0].measure"));
  EXPECT_THAT(broken_rules("[3, 12]", "[3, 13]"),
              ElementsAre("11:14 config.range rules[0].months[1]"));
  EXPECT_THAT(broken_rules("[3, 12]", "[3, 3]"),
              ElementsAre("11:14 config.order rules[0].months[1]"));
  EXPECT_THAT(broken_rules("[3, 12]", "[]"), ElementsAre("11:10 config.value rules[0].months"));
  EXPECT_THAT(broken_rules("valid_from = 2022", "valid_from = 1999"),
              ElementsAre("4:14 config.range valid_from"));
  EXPECT_THAT(broken_rules("valid_to = 2026", "valid_to = 2021"),
              ElementsAre("5:12 config.order valid_to"));
}

TEST(RuleSetFileTest, WantsADocumentBehindEveryRuleButALocalPractice) {
  EXPECT_THAT(broken_rules("\"财预〔2026〕1号\"", "\"\""),
              ElementsAre("17:22 config.basis rules[0].basis.document"));
  EXPECT_THAT(broken_rules("\"secondary\"", "\"local_practice\""),
              ElementsAre("17:22 config.basis rules[0].basis.document"));
  EXPECT_THAT(broken_rules(
                  "document = \"财预〔2026〕1号\", article = \"第三条\", certainty = \"secondary\"",
                  "document = \"\", certainty = \"local_practice\""),
              IsEmpty());
}

TEST(RuleSetFileTest, NamesRulesAfterTheirSet) {
  for (const char* bad : {"lag", "south.lag", "north.", "north.Lag", "northlag"}) {
    EXPECT_THAT(broken_rules("\"north.lag\"", "\"" + std::string(bad) + "\""),
                ElementsAre("8:6 config.value rules[0].id"))
        << bad;
  }
  const std::string text(kSmallRules);
  EXPECT_THAT(places(rules_report(text + text.substr(text.find("[[rules]]")))),
              ElementsAre("19:6 config.duplicate rules[1].id"));
}

const char* const kCurve = R"(id = "west"
version = 1
title = "规则"
valid_from = 2025
layer = "province"
conflict = "stricter"

[[rules]]
id = "west.curve"
title = "进度"
moment = "month_end"
measure = "policy_lag"
months = [4, 6]
curve = [{ month = 4, share = "25" }, { month = 6, share = "40" }]
topic = "pace"
thresholds = [{ level = "yellow", above = "0", action = "inquire", within = "10wd" }]
scope = { words = ["三保"], without_words = ["科研"], fund = "fiscal", budget_at_least_yuan = "500000" }
exemptions = [{ projects = ["13060526P00002810078Y"], reason = "停建", until = 2025-12-31 }]
basis = { document = "", certainty = "local_practice", note = "见于通知", valid_from = 2025-01-01 }
)";

std::vector<std::string> broken_curve(std::string_view old, std::string_view replacement) {
  return places(rules_report(with(kCurve, old, replacement)));
}

TEST(RuleSetFileTest, ReadsScopeCurveActionsAndExemptions) {
  const auto loaded = read_rule_set(kCurve, "west.toml");
  ASSERT_THAT(places(loaded.report), IsEmpty());
  const Rule& rule = loaded.value.rules.at(0);
  EXPECT_EQ(rule.layer, Layer::province);
  EXPECT_EQ(rule.topic, "pace");
  EXPECT_EQ(curve_at(rule, 6), BasisPoints(4'000));
  EXPECT_EQ(rule.thresholds.at(0).within, (Span{10, SpanUnit::working_days}));
  EXPECT_EQ(rule.scope->budget_at_least, Money::from_fen(50'000'000));
  EXPECT_EQ(rule.exemptions.at(0).until, Date::of(2025, 12, 31).value());
  EXPECT_EQ(rule.basis.note, "见于通知");
}

TEST(RuleSetFileTest, RefusesAGapInACurveAndACurveThatFalls) {
  EXPECT_THAT(broken_curve("months = [4, 6]", "months = [4, 5]"),
              ElementsAre("13:14 config.gap rules[0].months[1]"));
  EXPECT_THAT(broken_curve("share = \"40\"", "share = \"20\""),
              ElementsAre("14:60 config.order rules[0].curve[1].share"));
  EXPECT_THAT(broken_curve("{ month = 6,", "{ month = 4,"),
              ElementsAre("13:14 config.gap rules[0].months[1]",
                          "14:49 config.order rules[0].curve[1].month"));
}

TEST(RuleSetFileTest, RefusesAMomentThatIsNotTheMeasures) {
  EXPECT_THAT(broken_curve("\"month_end\"", "\"payment\""),
              ElementsAre("11:10 config.value rules[0].moment"));
}

TEST(RuleSetFileTest, RefusesTwoRulesOnTheSameProjectsUnlessItIsSaidWhichCounts) {
  const std::string text(kCurve);
  std::string second = text.substr(text.find("[[rules]]"));
  second.replace(second.find("west.curve"), 10, "west.other");
  EXPECT_THAT(places(rules_report(text + second)), IsEmpty()) << "one topic and a conflict order";
  std::string without = text + second;
  without.erase(without.find("conflict = \"stricter\"\n"), 22);
  EXPECT_THAT(places(rules_report(without)), ElementsAre("23:11 config.overlap rules[1].measure"));
}

TEST(RuleSetFileTest, LetsOverSpendingBeRedOnly) {
  const std::string text = R"(id = "x"
version = 1
title = "规则"
valid_from = 2025

[[rules]]
id = "x.over"
title = "超支"
measure = "over_spending"
thresholds = [{ level = "yellow", above = "0", action = "warn" }]
basis = { document = "", certainty = "local_practice" }
)";
  EXPECT_THAT(places(rules_report(text)),
              ElementsAre("10:25 config.value rules[0].thresholds[0].level"));
}

std::vector<LoadedRuleSet> sets(std::initializer_list<std::string> texts) {
  std::vector<LoadedRuleSet> loaded;
  int number = 0;
  for (const std::string& text : texts)
    loaded.push_back(read_rule_set(text, std::to_string(++number) + ".toml"));
  return loaded;
}

TEST(RuleLayersTest, WantsVersionsToFollowEachOtherWithoutGapOrOverlap) {
  const auto second = [](const std::string& from) {
    return with(with(kSmallRules, "version = 2", "version = 3"),
                "valid_from = 2022\nvalid_to = 2026", "valid_from = " + from);
  };
  auto fine = sets({kSmallRules, second("2027")});
  check_versions(fine);
  EXPECT_THAT(places(fine[1].report), IsEmpty());
  auto gap = sets({kSmallRules, second("2028")});
  check_versions(gap);
  EXPECT_THAT(places(gap[1].report), ElementsAre("4:14 config.gap valid_from"));
  auto overlap = sets({kSmallRules, second("2026")});
  check_versions(overlap);
  EXPECT_THAT(places(overlap[1].report), ElementsAre("4:14 config.overlap valid_from"));
}

TEST(RuleLayersTest, TakesRulesOverWithTheirLayer) {
  const std::string including = with(
      with(kCurve, "conflict = \"stricter\"", "conflict = \"stricter\"\nincludes = [\"east\"]"),
      "layer = \"province\"", "layer = \"county\"");
  std::string east(kCurve);
  for (auto at = east.find("west"); at != std::string::npos; at = east.find("west"))
    east.replace(at, 4, "east");
  auto all = sets({including, east});
  resolve_includes(all);
  EXPECT_THAT(places(all[0].report), IsEmpty());
  ASSERT_EQ(all[0].value.rules.size(), 2U);
  EXPECT_EQ(all[0].value.rules[0].layer, Layer::county);
  EXPECT_EQ(all[0].value.rules[1].layer, Layer::province);
}

TEST(RuleLayersTest, RefusesAnUnknownInclusionAndACircle) {
  const std::string including =
      with(kCurve, "conflict = \"stricter\"", "conflict = \"stricter\"\nincludes = [\"east\"]");
  auto missing = sets({including});
  resolve_includes(missing);
  EXPECT_THAT(places(missing[0].report), ElementsAre("7:13 config.reference includes[0]"));
  std::string east = including;
  for (auto at = east.find("west"); at != std::string::npos; at = east.find("west"))
    east.replace(at, 4, "mid_");
  for (auto at = east.find("\"east\""); at != std::string::npos; at = east.find("\"east\""))
    east.replace(at, 6, "\"west\"");
  for (auto at = east.find("mid_"); at != std::string::npos; at = east.find("mid_"))
    east.replace(at, 4, "east");
  auto circle = sets({including, east});
  resolve_includes(circle);
  EXPECT_THAT(places(circle[0].report), ElementsAre("7:12 config.reference includes"));
  EXPECT_THAT(places(circle[1].report), ElementsAre("7:12 config.reference includes"));
}

}  // namespace
}  // namespace budget
