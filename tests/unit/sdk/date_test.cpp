#include <budget/date.h>

#include <gtest/gtest.h>

#include <stdexcept>

namespace budget {
namespace {

Date day(const char* text) {
  return Date::parse(text).value();
}

TEST(DateTest, KnowsLeapDays) {
  EXPECT_TRUE(Date::of(2024, 2, 29));
  EXPECT_TRUE(Date::of(2000, 2, 29));
  EXPECT_FALSE(Date::of(2023, 2, 29));
  EXPECT_FALSE(Date::of(1900, 2, 29));
  EXPECT_FALSE(Date::of(2100, 2, 29));
  EXPECT_EQ(Date::last_of_month(2024, 2), day("2024-02-29"));
  EXPECT_EQ(Date::last_of_month(2100, 2), day("2100-02-28"));
}

TEST(DateTest, ReachesFrom1900To2199) {
  EXPECT_TRUE(Date::of(1900, 1, 1));
  EXPECT_TRUE(Date::of(2199, 12, 31));
  EXPECT_FALSE(Date::of(1899, 12, 31));
  EXPECT_FALSE(Date::of(2200, 1, 1));
  EXPECT_EQ(day("1900-01-01").weekday(), 1);
  EXPECT_EQ(day("1969-12-31").days(), -1);
}

TEST(DateTest, RefusesDaysThatAreNone) {
  EXPECT_FALSE(Date::of(2026, 0, 1));
  EXPECT_FALSE(Date::of(2026, 13, 1));
  EXPECT_FALSE(Date::of(2026, 4, 31));
  EXPECT_FALSE(Date::of(2026, 1, 0));
  EXPECT_FALSE(Date::of(2026, 1, -1));
  EXPECT_FALSE(Date::of(2026, 257, 1)) << "257 is 1 in a byte";
  EXPECT_FALSE(Date::of(2026, 1, 257));
  EXPECT_FALSE(Date::of(67'562, 1, 1)) << "67562 is 2026 in two bytes";
}

TEST(DateTest, ReadsOneFormOnly) {
  EXPECT_EQ(day("2026-03-31").to_text(), "2026-03-31");
  for (const char* text :
       {"", "2026-3-31", "2026/03/31", "20260331", "2026-03-31 ", " 2026-03-31", "2026-03-31T00",
        "2026-03-3x", "2026-0 -31", "2026-+3-31", "2026--3-31", "-026-03-31", "２０２６-03-31",
        "2026年3月31日", "2026-02-30", "0000-00-00"}) {
    EXPECT_FALSE(Date::parse(text)) << text;
  }
}

TEST(DateTest, QuotesNoHalfCharacters) {
  EXPECT_NE(Date::parse("二〇二六年三月三十一日星期二是截止").error().message.find("星期…"),
            std::string::npos);
}

TEST(DateTest, ReadsBackEveryDayItPrints) {
  for (Date date = day("1900-01-01"); date <= day("2199-12-31"); date = date.plus_days(1)) {
    ASSERT_EQ(Date::parse(date.to_text()).value(), date);
    ASSERT_EQ(Date::of(date.year(), date.month(), date.day()).value(), date);
  }
}

TEST(DateTest, AddsMonthsUpToTheShorterOnesEnd) {
  EXPECT_EQ(day("2026-01-31").plus_months(1), day("2026-02-28"));
  EXPECT_EQ(day("2024-01-31").plus_months(1), day("2024-02-29"));
  EXPECT_EQ(day("2024-02-29").plus_months(12), day("2025-02-28"));
  EXPECT_EQ(day("2026-03-31").plus_months(-1), day("2026-02-28"));
  EXPECT_EQ(day("2026-01-15").plus_months(-1), day("2025-12-15"));
  EXPECT_EQ(day("2026-12-31").plus_months(2), day("2027-02-28"));
  EXPECT_EQ(day("2026-05-31").plus_months(0), day("2026-05-31"));
}

TEST(DateTest, IsAFaultToAskForMonthThirteen) {
  EXPECT_THROW((void)Date::last_of_month(2026, 13), std::invalid_argument);
  EXPECT_THROW((void)Date::last_of_month(2026, 0), std::invalid_argument);
}

TEST(DateTest, SpeaksChinese) {
  EXPECT_EQ(day("2026-03-01").to_chinese(), "2026年3月1日");
}

TEST(InstantTest, BeginsTheDayInBeijing) {
  EXPECT_EQ(Instant::at(day("1970-01-01")).ms(), -8 * 3'600'000);
  EXPECT_EQ(Instant::at(day("2026-03-31"), 9).to_text(), "2026-03-31T09:00:00+08:00");
  EXPECT_EQ(Instant::at(day("2026-03-31"), 24), Instant::at(day("2026-04-01")));
}

TEST(InstantTest, KnowsItsDayToTheMillisecond) {
  const Instant midnight = Instant::at(day("2026-04-01"));
  EXPECT_EQ(midnight.date(), day("2026-04-01"));
  EXPECT_EQ(Instant(midnight.ms() - 1).date(), day("2026-03-31"));
  EXPECT_EQ(Instant(midnight.ms() - 1).to_text(), "2026-03-31T23:59:59+08:00");
  EXPECT_EQ(Instant(Instant::at(day("1950-01-01")).ms() - 1).date(), day("1949-12-31"));
}

TEST(FiscalYearTest, IsTheCalendarYear) {
  const FiscalYear year = FiscalYear::of(2026).value();
  EXPECT_EQ(year.first_day(), day("2026-01-01"));
  EXPECT_EQ(year.last_day(), day("2026-12-31"));
  EXPECT_TRUE(year.contains(day("2026-12-31")));
  EXPECT_FALSE(year.contains(day("2027-01-01")));
  EXPECT_FALSE(year.contains(day("2025-12-31")));
}

TEST(FiscalYearTest, ReachesFrom2000To2099) {
  EXPECT_TRUE(FiscalYear::of(2000));
  EXPECT_TRUE(FiscalYear::of(2099));
  EXPECT_FALSE(FiscalYear::of(1999));
  EXPECT_FALSE(FiscalYear::of(2100));
}

}  // namespace
}  // namespace budget
