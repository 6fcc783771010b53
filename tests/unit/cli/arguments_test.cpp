#include "cli/arguments.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace budget::cli {
namespace {

using Words = std::vector<std::string>;

template <typename Options>
Options options_of(const Words& words) {
  return std::get<Options>(std::get<Invocation>(parse_arguments(words)).command);
}

Explanation explanation_of(const Words& words) {
  return std::get<Explanation>(parse_arguments(words));
}

TEST(ArgumentsTest, ReadsAnActWithItsReasonAndRevision) {
  const auto act = options_of<ActOptions>(
      {"act", "return", "2026-130605-203", "--reason", "计划过低", "--expected-revision", "12"});
  EXPECT_EQ(act.act, "return");
  EXPECT_EQ(act.instance, "2026-130605-203");
  EXPECT_EQ(act.reason, "计划过低");
  EXPECT_EQ(act.expected_revision, 12);
}

TEST(ArgumentsTest, TakesDepartmentsOneByOne) {
  const auto open = options_of<CycleOpenOptions>({"cycle", "open", "--year", "2026", "--department",
                                                  "130605-203", "--department", "130605-204"});
  EXPECT_EQ(open.departments, (Words{"130605-203", "130605-204"}));
  EXPECT_EQ(open.workflow, "annual_budget");
}

TEST(ArgumentsTest, TakesGlobalOptionsBehindTheCommandToo) {
  const auto parsed =
      std::get<Invocation>(parse_arguments({"status", "--json", "--url", "http://127.0.0.1:9000"}));
  EXPECT_TRUE(parsed.globals.json);
  EXPECT_EQ(parsed.globals.url, "http://127.0.0.1:9000");
}

TEST(ArgumentsTest, LeavesWhatWasNotAskedEmpty) {
  const auto list = options_of<AlertListOptions>({"alert", "list"});
  EXPECT_FALSE(list.year.has_value());
  EXPECT_FALSE(list.month.has_value());
  EXPECT_EQ(list.level, "");
}

TEST(ArgumentsTest, ReadsColorNever) {
  const auto parsed = std::get<Invocation>(parse_arguments({"--color", "never", "me"}));
  EXPECT_EQ(parsed.globals.color, ColorMode::never);
}

TEST(ArgumentsTest, HelpIsNoMistakeAndTellsTheExitCodes) {
  const Explanation help = explanation_of({"--help"});
  EXPECT_EQ(help.exit, ExitCode::ok);
  EXPECT_NE(help.text.find("3 refused"), std::string::npos);
  EXPECT_NE(help.text.find("BUDGETCTL_TOKEN"), std::string::npos);
}

TEST(ArgumentsTest, HelpOfACommandTellsItsOptions) {
  const Explanation help = explanation_of({"payment", "import", "--help"});
  EXPECT_EQ(help.exit, ExitCode::ok);
  EXPECT_NE(help.text.find("--source"), std::string::npos) << help.text;
}

TEST(ArgumentsTest, NamesTheVersion) {
  EXPECT_EQ(explanation_of({"--version"}).text.rfind("budgetctl ", 0), 0U);
}

class MisusedArguments : public testing::TestWithParam<Words> {};

TEST_P(MisusedArguments, AreUsageErrors) {
  EXPECT_EQ(explanation_of(GetParam()).exit, ExitCode::usage);
}

INSTANTIATE_TEST_SUITE_P(
    ArgumentsTest, MisusedArguments,
    testing::Values(Words{},                                   // nothing to do
                    Words{"cycle"},                            // a noun without a verb
                    Words{"burn"},                             // unknown
                    Words{"cycle", "open"},                    // the year is missing
                    Words{"cycle", "open", "--year", "1999"},  // out of range
                    Words{"alert", "list", "--month", "13"},
                    Words{"alert", "list", "--level", "green"}, Words{"act", "submit"},  // on what?
                    Words{"act", "submit", "1", "--expected-revision", "0"},
                    Words{"payment", "import", "no-such-file.csv", "--year", "2026"},
                    Words{"verify", "--database", "a", "--config", "b"},
                    Words{"status", "--token", "secret"}));  // never on the command line

TEST(ArgumentsTest, ExplainsMistakesInPlainWords) {
  const std::vector<std::pair<Words, std::string>> mistakes{
      {{"staus"}, "unknown command \"staus\", did you mean \"status\"?"},
      {{"cycle", "opn"}, "unknown command \"opn\", did you mean \"open\"?"},
      {{"status", "--yaer", "2026"}, "unknown option \"--yaer\", did you mean \"--year\"?"},
      {{"--url", "http://x", "stats"}, "did you mean \"status\"?"},
      {{"--color", "always", "me"}, "expected auto or never, but it is \"always\""},
      {{"status", "--year", "1999"}, "expected a year from 2000 to 2099, but 1999 is out of range"},
      {{"alert", "show", "99999999999999999999"}, "out of range"},
      {{"alert", "show", "0"}, "expected a whole number from 1, but 0 is out of range"},
      {{"instance", "show", "abc"}, "expected a number or YEAR-REGION-DEPARTMENT"}};
  for (const auto& [words, said] : mistakes) {
    const Explanation end = explanation_of(words);
    EXPECT_EQ(end.exit, ExitCode::usage);
    EXPECT_NE(end.text.find(said), std::string::npos) << end.text;
  }
}

TEST(ArgumentsTest, KnowsItsCommandsByName) {
  const auto commands = command_syntaxes();
  const auto import = std::ranges::find(commands, "payment import", &CommandSyntax::name);
  ASSERT_NE(import, commands.end());
  EXPECT_EQ(import->options,
            (Words{"--year", "--source", "--preview", "--unit", "--encoding", "--columns"}));
}

}  // namespace
}  // namespace budget::cli
