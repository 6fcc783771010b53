#include "config/calendar_file.h"

#include <gmock/gmock.h>

#include "support/words.h"
#include "unit/config/broken.h"

namespace budget {
namespace {

using test::day;
using test::only_message;
using test::places;
using test::with;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const char* const kSmallCalendar = R"(year = 2026
status = "published"
notice = "国办发明电〔2025〕7号"

[[days_off]]
name = "国庆节"
from = 2026-10-01
to = 2026-10-07

[[days_off]]
name = "元旦"
from = 2026-01-01
to = 2026-01-03

[[days_on]]
name = "国庆节"
date = 2026-10-10

[[days_on]]
name = "元旦"
date = 2026-01-04
)";

SourceReport calendar_report(const std::string& text) {
  return read_calendar_year(text, "calendars/2026.toml").report;
}

std::vector<std::string> broken_calendar(std::string_view old, std::string_view replacement) {
  return places(calendar_report(with(kSmallCalendar, old, replacement)));
}

std::vector<std::string> joined(std::vector<Loaded<CalendarYearFile>> years) {
  std::vector<std::string> all;
  for (const SourceReport& report : join_calendar_years(std::move(years)).reports) {
    for (const std::string& place : places(report))
      all.push_back(report.file() + ":" + place);
  }
  return all;
}

TEST(CalendarFileTest, ExpandsAndSortsTheDays) {
  const auto loaded = read_calendar_year(kSmallCalendar, "2026.toml");
  ASSERT_THAT(places(loaded.report), IsEmpty());
  const CalendarYear& year = loaded.value.year;
  EXPECT_EQ(year.days_off.size(), 10U);
  EXPECT_TRUE(std::ranges::is_sorted(year.days_off));
  EXPECT_EQ(year.days_on, (std::vector{day("2026-01-04"), day("2026-10-10")}));
  EXPECT_TRUE(year.published);
}

TEST(CalendarFileTest, RefusesADayNamedTwice) {
  EXPECT_THAT(broken_calendar("from = 2026-01-01", "from = 2025-12-31"), IsEmpty());
  EXPECT_THAT(
      broken_calendar("from = 2026-01-01\nto = 2026-01-03", "from = 2026-10-07\nto = 2026-10-09"),
      ElementsAre("12:8 config.overlap days_off[1].from"));
  EXPECT_THAT(broken_calendar("date = 2026-01-04", "date = 2026-01-03"),
              ElementsAre("21:8 config.overlap days_on[1].date"));
  EXPECT_THAT(broken_calendar("date = 2026-01-04", "date = 2026-10-10"),
              ElementsAre("21:8 config.overlap days_on[1].date"));
  EXPECT_THAT(
      only_message(calendar_report(with(kSmallCalendar, "date = 2026-01-04", "date = 2026-01-03"))),
      HasSubstr("2026-01-03 is named in line 12 already"));
}

TEST(CalendarFileTest, WarnsOfAMakeUpDayInTheWeek) {
  const auto report =
      calendar_report(with(kSmallCalendar, "date = 2026-01-04", "date = 2026-01-05"));
  EXPECT_THAT(places(report), ElementsAre("21:8 config.calendar days_on[1].date"));
  EXPECT_FALSE(report.has_errors());
}

TEST(CalendarFileTest, KeepsHolidaysShortAndNearTheirYear) {
  EXPECT_THAT(broken_calendar("to = 2026-10-07", "to = 2026-09-30"),
              ElementsAre("8:6 config.range days_off[0].to"));
  EXPECT_THAT(broken_calendar("to = 2026-10-07", "to = 2026-11-01"),
              ElementsAre("8:6 config.range days_off[0].to"));
  EXPECT_THAT(broken_calendar("to = 2026-10-07", "to = 2026-10-31"),
              ElementsAre("17:8 config.overlap days_on[0].date"));
  EXPECT_THAT(
      broken_calendar("from = 2026-10-01\nto = 2026-10-07", "from = 2025-10-01\nto = 2025-10-07"),
      ElementsAre("7:8 config.range days_off[0].from"));
}

TEST(CalendarFileTest, WantsTheNoticeOfAPublishedYear) {
  EXPECT_THAT(broken_calendar("\"国办发明电〔2025〕7号\"", "\"\""),
              ElementsAre("3:10 config.value notice"));
  EXPECT_THAT(broken_calendar("\"published\"", "\"provisional\""),
              ElementsAre("3:10 config.value notice"));
  EXPECT_THAT(broken_calendar("\"published\"", "\"final\""),
              ElementsAre("2:10 config.value status"));
}

TEST(CalendarFileTest, NamesTheFileAfterTheYear) {
  EXPECT_THAT(broken_calendar("year = 2026", "year = 2027"),
              ElementsAre("1:8 config.file_name year", "7:8 config.range days_off[0].from",
                          "12:8 config.range days_off[1].from", "17:8 config.range days_on[0].date",
                          "21:8 config.range days_on[1].date"));
}

TEST(CalendarFileTest, RefusesAYearInTwoFiles) {
  EXPECT_THAT(joined({read_calendar_year(kSmallCalendar, "a/2026.toml"),
                      read_calendar_year(kSmallCalendar, "b/2026.toml")}),
              ElementsAre("b/2026.toml:1:8 config.duplicate year"));
}

TEST(CalendarFileTest, RefusesADayOffInOneFileAndOnInAnother) {
  const std::string head = "year = 2027\nstatus = \"published\"\nnotice = \"x\"\n";
  const auto next_year = [&](const char* rest) {
    return read_calendar_year(head + rest, "2027.toml");
  };
  const std::string with_december = with(kSmallCalendar, "date = 2026-01-04", "date = 2026-12-26");
  EXPECT_THAT(
      joined({read_calendar_year(with_december, "2026.toml"),
              next_year("[[days_off]]\nname = \"元旦\"\nfrom = 2026-12-26\nto = 2026-12-26\n")}),
      ElementsAre("2027.toml:6:8 config.overlap days_off[0].from"));
  EXPECT_THAT(joined({read_calendar_year(with_december, "2026.toml"),
                      next_year("[[days_on]]\nname = \"元旦\"\ndate = 2026-12-26\n")}),
              IsEmpty());
}

}  // namespace
}  // namespace budget
