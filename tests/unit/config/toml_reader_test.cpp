#include "config/toml_reader.h"

#include <gmock/gmock.h>

#include "config/key_depth.h"
#include "model/deadline.h"
#include "unit/config/broken.h"

namespace budget {
namespace {

using test::only_message;
using test::places;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

SourceReport read(std::string_view text, const TableReader::Body& body) {
  SourceReport report("f.toml");
  read_toml(text, report, body);
  return report;
}

void nothing(TableReader&) {}

TEST(TomlReaderTest, NamesTheNearestKeyForOneMistyped) {
  const auto report = read("titel = 'x'\n", [](TableReader& t) { t.text_or("title", ""); });
  EXPECT_THAT(places(report), ElementsAre("1:1 config.unknown_key titel"));
  EXPECT_EQ(only_message(report), "expected a known key, but \"titel\" is none; write \"title\"");
}

TEST(TomlReaderTest, NamesTheKnownKeysForOneFarOff) {
  const auto report = read("colour = 1\n", [](TableReader& t) {
    t.text_or("title", "");
    t.text_or("act", "");
  });
  EXPECT_EQ(only_message(report),
            "expected a known key, but \"colour\" is none; known here: act, title");
}

TEST(TomlReaderTest, PlacesAMissingKeyAtItsTable) {
  const auto report = read("a = 1\n\n[part]\nb = 2\n", [](TableReader& t) {
    t.integer("a", {0, 9});
    t.table("part", [](TableReader& part) {
      part.integer("b", {0, 9});
      part.text("c");
    });
  });
  EXPECT_THAT(places(report), ElementsAre("3:1 config.missing_key part.c"));
  EXPECT_EQ(only_message(report), "expected the key \"c\", but it is missing");
}

TEST(TomlReaderTest, CollectsEveryMistakeInTheOrderOfTheFile) {
  const char* const kText =
      "unknown = 1\n"
      "number = 'x'\n"
      "small = -1\n"
      "text = 5\n"
      "flag = 'yes'\n"
      "day = '2026-01-01'\n"
      "word = 'blue'\n"
      "list = 3\n"
      "items = [1, 'x']\n"
      "rows = [{}, 1]\n";
  const auto report = read(kText, [](TableReader& t) {
    t.integer("number", {0, 9});
    t.integer("small", {0, 9});
    t.text("text");
    t.flag_or("flag", false);
    t.date("day");
    t.one_of("word", {"red", "green"});
    t.texts("list");
    t.integers("items", {0, 9});
    t.tables("rows", nothing);
  });
  EXPECT_THAT(places(report),
              ElementsAre("1:1 config.unknown_key unknown", "2:10 config.type number",
                          "3:9 config.range small", "4:8 config.type text", "5:8 config.type flag",
                          "6:7 config.type day", "7:8 config.value word", "8:8 config.type list",
                          "9:13 config.type items[1]", "10:13 config.type rows[1]"));
}

TEST(TomlReaderTest, SaysWhatWasExpectedAndWhatIsThere) {
  const auto message = [](std::string_view text, const TableReader::Body& body) {
    return only_message(read(text, body));
  };
  EXPECT_EQ(message("n = 70000",
                    [](TableReader& t) {
                      t.integer("n", {0, 65'535});
                    }),
            "expected a whole number from 0 to 65535, but there is 70000");
  EXPECT_EQ(message("n = 1.5",
                    [](TableReader& t) {
                      t.integer("n", {0, 9});
                    }),
            "expected a whole number from 0 to 9, but there is a decimal number");
  EXPECT_EQ(
      message("d = 2026-01-01T00:00:00", [](TableReader& t) { t.date("d"); }),
      "expected a date without quotes, such as 2026-03-31, but there is a date with a time of day");
  EXPECT_EQ(message("w = 'gren'",
                    [](TableReader& t) {
                      t.one_of("w", {"red", "green"});
                    }),
            "expected one of \"red\", \"green\", but there is \"gren\"; write \"green\"");
  EXPECT_EQ(message("i = '9a'", [](TableReader& t) { t.id<StageId>("i"); }),
            "expected a name of small letters, digits and underscores, a letter first, at most 64, "
            "but there is \"9a\"");
  EXPECT_EQ(message("c = '１２３'", [](TableReader& t) { t.digits<UnitCode>("c", 3); }),
            "expected a code of 3 digits, but there is \"１２３\"");
  EXPECT_THAT(message("s = '20'", [](TableReader& t) { t.parsed("s", Span::parse); }),
              HasSubstr("expected a span of time, but got \"20\"; write 20d"));
}

TEST(TomlReaderTest, RefusesDaysBeyondTheBudgetsCalendar) {
  EXPECT_THAT(places(read("d = 1899-12-31", [](TableReader& t) { t.date("d"); })),
              ElementsAre("1:5 config.value d"));
  EXPECT_THAT(places(read("d = 2023-02-29", nothing)), ElementsAre("1:15 config.syntax"));
}

TEST(TomlReaderTest, RefusesBlankAndControlCharacters) {
  EXPECT_THAT(places(read("t = ' '", [](TableReader& t) { t.filled_text("t"); })),
              ElementsAre("1:5 config.value t"));
  EXPECT_THAT(places(read(R"(t = "a\u0000b")", [](TableReader& t) { t.text("t"); })),
              ElementsAre("1:5 config.value t"));
  EXPECT_THAT(places(read(R"(t = "a\nb")", [](TableReader& t) { t.text("t"); })), IsEmpty());
}

TEST(TomlReaderTest, BoundsNames) {
  EXPECT_TRUE(is_name("a"));
  EXPECT_TRUE(is_name("a" + std::string(63, '0')));
  for (const std::string& name : {std::string(), std::string(65, 'a'), std::string("_a"),
                                  std::string("A"), std::string("a-b"), std::string("甲")}) {
    EXPECT_FALSE(is_name(name)) << name;
  }
}

TEST(TomlReaderTest, PlacesSyntaxErrorsAndDuplicateKeys) {
  EXPECT_THAT(places(read("a = 1\na = 2\n", nothing)), ElementsAre("2:5 config.syntax"));
  EXPECT_THAT(only_message(read("a = 1\na = 2\n", nothing)),
              HasSubstr("cannot redefine existing integer 'a'"));
  EXPECT_THAT(places(read("[a]\n[b]\n[a]\n", nothing)), ElementsAre("3:1 config.syntax"));
  EXPECT_THAT(places(read("a = \n", nothing)), ElementsAre("1:5 config.syntax"));
  EXPECT_THAT(places(read("a = '", nothing)), ElementsAre("1:6 config.syntax"));
}

TEST(TomlReaderTest, PlacesInvalidUtf8) {
  EXPECT_THAT(places(read("# ok\na = '\xff'\n", nothing)), ElementsAre("2:5 config.syntax"));
  EXPECT_THAT(places(read("a = '\xc0\x80'", nothing)),
              ElementsAre("1:5 config.syntax"));  // overlong
  EXPECT_THAT(places(read("a = '\xed\xa0\x80'", nothing)),
              ElementsAre("1:5 config.syntax"));  // surrogate
}

TEST(TomlReaderTest, CountsColumnsInCharacters) {
  const auto report = read("a = { b = '部门', c = 1 }", [](TableReader& t) {
    t.table("a", [](TableReader& a) { a.text("b"); });
  });
  EXPECT_THAT(places(report), ElementsAre("1:17 config.unknown_key a.c"));
}

TEST(TomlReaderTest, ReadsAByteOrderMarkAndWindowsLineEnds) {
  const auto report = read(
      "\xEF\xBB\xBF"
      "a = 1\r\nb = 2\r\n",
      [](TableReader& t) {
        EXPECT_EQ(t.integer("a", {0, 9}), 1);
        EXPECT_EQ(t.integer("b", {0, 9}), 2);
      });
  EXPECT_THAT(places(report), IsEmpty());
}

TEST(TomlReaderTest, BoundsNestingOfValues) {
  EXPECT_THAT(places(read("a = " + std::string(100'000, '['), nothing)),
              ElementsAre("1:261 config.syntax"));
}

TEST(TomlReaderTest, BoundsDottedKeys) {
  const auto key = [](int parts, const std::string& separator) {
    std::string text = "a";
    for (int i = 1; i < parts; ++i)
      text += separator + "a";
    return text;
  };
  EXPECT_FALSE(find_too_deep_key(key(kDeepestKey, ".") + " = 1"));
  EXPECT_EQ(find_too_deep_key("\n" + key(kDeepestKey + 1, ".") + " = 1")->line, 2);
  EXPECT_TRUE(find_too_deep_key("[" + key(kDeepestKey + 1, " . ") + "]"));
  EXPECT_TRUE(find_too_deep_key("a = { " + key(kDeepestKey + 1, ".") + " = 1 }"));
  EXPECT_TRUE(find_too_deep_key("x = \"\\\"\"\n" + key(kDeepestKey + 1, ".'b'.") + " = 1"));
  EXPECT_TRUE(
      find_too_deep_key("x = { y = \"\"\"z\"\"\"\", " + key(kDeepestKey + 1, ".") + " = 1 }"));
  EXPECT_THAT(places(read(key(2'000'000, ".") + " = 1", nothing)),
              ElementsAre("1:0 config.syntax"));
}

TEST(TomlReaderTest, LetsTextsHoldAnyNumberOfPoints) {
  const std::string points(100, '.');
  for (const std::string& text :
       {"'" + points + "'", "\"" + points + "\"", "'''\n" + points + "\n'''", "1 # " + points}) {
    EXPECT_FALSE(find_too_deep_key("a = " + text)) << text;
  }
}

TEST(TomlReaderTest, ShowsAThousandFindingsAndCountsTheRest) {
  std::string text;
  for (int i = 0; i < 1'005; ++i)
    text += "k" + std::to_string(i) + " = 1\n";
  const auto findings = read(text, nothing).findings();
  ASSERT_EQ(findings.size(), SourceReport::kMostFindings + 1);
  EXPECT_THAT(findings.back().message, HasSubstr("5 more"));
}

TEST(SourceReportTest, FindsTheNearestPartThatIsWritten) {
  SourceReport report("f.toml");
  report.note("", {1, 1});
  report.note("stages", {3, 1});
  report.note("stages[2]", {9, 1});
  report.note("stages[2].role", {11, 8});
  EXPECT_EQ(report.position_of("stages[2].role").line, 11);
  EXPECT_EQ(report.position_of("stages[2].ladder[0].at").line, 9);
  EXPECT_EQ(report.position_of("stages[7].role").line, 3);
  EXPECT_EQ(report.position_of("title").line, 1);
}

TEST(SourceReportTest, KnowsWhatIsPartOfAField) {
  SourceReport report("f.toml");
  report.report("x", "plan[1]", "…");
  EXPECT_TRUE(report.has_finding_in("plan"));
  EXPECT_TRUE(report.has_finding_in("plan[1]"));
  EXPECT_FALSE(report.has_finding_in("pla"));
  EXPECT_FALSE(report.has_finding_in("plan[1].x"));
}

}  // namespace
}  // namespace budget
