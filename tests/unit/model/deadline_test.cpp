#include "model/deadline.h"

#include <gtest/gtest.h>

#include "support/words.h"

namespace budget {
namespace {

using test::day;
Span span(const char* text) {
  return Span::parse(text).value();
}

/// 2026 is published, 1–3 May are off (Friday to Sunday), Saturday the 9th is on; 2027 is not
/// known.
Calendar year_calendar() {
  Calendar calendar;
  calendar.years[2026] = {.year = 2026,
                          .published = true,
                          .notice = "x",
                          .days_off = {day("2026-05-01"), day("2026-05-02"), day("2026-05-03")},
                          .days_on = {day("2026-05-09")}};
  return calendar;
}

Deadline after_entry(const char* after, const char* entered, Roll roll = Roll::none) {
  DeadlineRule rule;
  rule.span = span(after);
  rule.roll = roll;
  return due_day(rule, day(entered), FiscalYear::of(2026).value(), year_calendar());
}

DeadlineRule fixed(int year_offset, int month, int on) {
  DeadlineRule rule;
  rule.reference = DeadlineReference::fiscal_year;
  rule.year_offset = year_offset;
  rule.month = month;
  rule.day = on;
  return rule;
}

Date fixed_day(int year_offset, int month, int on, int year = 2026) {
  return due_day(fixed(year_offset, month, on), day("2026-01-01"), FiscalYear::of(year).value(),
                 year_calendar())
      .due_on;
}

TEST(SpanTest, ReadsDaysWorkingDaysAndMonths) {
  EXPECT_EQ(span("20d"), (Span{20, SpanUnit::days}));
  EXPECT_EQ(span("-3wd"), (Span{-3, SpanUnit::working_days}));
  EXPECT_EQ(span("+3M"), (Span{3, SpanUnit::months}));
  EXPECT_EQ(span("-0d"), Span());
}

TEST(SpanTest, RefusesEverythingElse) {
  for (const char* text : {"", "d", "20", "20 d", " 20d", "20d ", "20D", "3m", "3y", "--3d", "+-3d",
                           "1.5d", "99999999999999999999d", "３d", "3wdx"}) {
    EXPECT_FALSE(Span::parse(text)) << text;
  }
}

TEST(SpanTest, StaysWithinTenYears) {
  EXPECT_TRUE(Span::parse("3660d"));
  EXPECT_TRUE(Span::parse("-2610wd"));
  EXPECT_TRUE(Span::parse("120M"));
  for (const char* text : {"3661d", "2611wd", "121M", "-121M", "9999M"})
    EXPECT_FALSE(Span::parse(text)) << text;
}

TEST(SpanTest, ReadsBackWhateverItPrints) {
  for (const SpanUnit unit : {SpanUnit::days, SpanUnit::working_days, SpanUnit::months}) {
    for (int count = -120; count <= 120; ++count)
      EXPECT_EQ(span(Span{count, unit}.to_text().c_str()), (Span{count, unit}));
  }
}

TEST(SpanTest, QuotesNoHalfCharacters) {
  EXPECT_NE(Span::parse("二十个工作日之内并且不得晚于当年年底")
                .error()
                .message.find("二十个工作日之内并且不得晚…"),
            std::string::npos);
}

TEST(DeadlineTest, DoesNotCountTheDayOfEntry) {
  EXPECT_EQ(after_entry("20d", "2026-02-10").due_on, day("2026-03-02"));
  EXPECT_EQ(after_entry("1wd", "2026-04-30").due_on, day("2026-05-04"));
  EXPECT_EQ(after_entry("0d", "2026-05-02").due_on, day("2026-05-02"));
}

TEST(DeadlineTest, CountsMonthsToTheShorterOnesEnd) {
  EXPECT_EQ(after_entry("1M", "2026-01-31").due_on, day("2026-02-28"));
}

TEST(DeadlineTest, RollsOffDaysThatAreOff) {
  EXPECT_EQ(after_entry("1d", "2026-04-30", Roll::none).due_on, day("2026-05-01"));
  EXPECT_EQ(after_entry("1d", "2026-04-30", Roll::forward).due_on, day("2026-05-04"));
  EXPECT_EQ(after_entry("3d", "2026-04-30", Roll::backward).due_on, day("2026-04-30"));
  EXPECT_EQ(after_entry("9d", "2026-04-30", Roll::forward).due_on, day("2026-05-09"))
      << "a make-up day is worked";
}

TEST(DeadlineTest, FixesADayRelativeToTheYear) {
  EXPECT_EQ(fixed_day(-1, 10, 31), day("2025-10-31"));
  EXPECT_EQ(fixed_day(0, 2, 28), day("2026-02-28"));
  EXPECT_EQ(fixed_day(1, 4, 30), day("2027-04-30"));
}

TEST(DeadlineTest, MeansTheMonthsLastDayByADayBeyondIt) {
  EXPECT_EQ(fixed_day(0, 2, 31), day("2026-02-28"));
  EXPECT_EQ(fixed_day(0, 2, 31, 2028), day("2028-02-29"));
  EXPECT_EQ(fixed_day(0, 4, 31), day("2026-04-30"));
  EXPECT_EQ(fixed_day(0, 12, 31), day("2026-12-31"));
}

TEST(DeadlineTest, CountsBackFromAFixedDay) {
  DeadlineRule rule = fixed(0, 1, 20);
  rule.span = span("-30d");
  EXPECT_EQ(due_day(rule, day("2025-10-01"), FiscalYear::of(2026).value(), year_calendar()).due_on,
            day("2025-12-21"));
}

TEST(DeadlineTest, IsProvisionalOnlyWhereAnUnknownYearMatters) {
  EXPECT_FALSE(after_entry("5wd", "2026-06-01").provisional);
  EXPECT_FALSE(after_entry("60d", "2026-12-01").provisional) << "plain days need no calendar";
  EXPECT_TRUE(after_entry("30wd", "2026-12-01").provisional);
  EXPECT_TRUE(after_entry("60d", "2026-12-01", Roll::forward).provisional);
  EXPECT_TRUE(after_entry("-10wd", "2027-01-05").provisional) << "the way back leads through it";
}

}  // namespace
}  // namespace budget
