#include "model/calendar.h"

#include <gtest/gtest.h>

#include "support/words.h"

namespace budget {
namespace {

using test::day;
/// 2026 with 1–2 January off and Saturday the 10th on.
Calendar small_calendar() {
  Calendar calendar;
  calendar.years[2026] = {.year = 2026,
                          .published = true,
                          .notice = "x",
                          .days_off = {day("2025-12-31"), day("2026-01-01"), day("2026-01-02")},
                          .days_on = {day("2026-01-10")}};
  return calendar;
}

TEST(CalendarTest, WorksFromMondayToFridayWithoutAnyYear) {
  EXPECT_TRUE(is_working_day({}, day("2026-01-02")));
  EXPECT_FALSE(is_working_day({}, day("2026-01-03")));
  EXPECT_FALSE(is_working_day({}, day("2026-01-04")));
}

TEST(CalendarTest, FollowsTheNotice) {
  EXPECT_FALSE(is_working_day(small_calendar(), day("2026-01-02")));
  EXPECT_TRUE(is_working_day(small_calendar(), day("2026-01-10")));
  EXPECT_FALSE(is_working_day(small_calendar(), day("2026-01-11")));
}

TEST(CalendarTest, FollowsTheNextYearsNoticeInDecember) {
  EXPECT_FALSE(is_working_day(small_calendar(), day("2025-12-31")));
}

TEST(CalendarTest, IsProvisionalWithoutANotice) {
  Calendar calendar = small_calendar();
  EXPECT_FALSE(is_provisional(calendar, day("2026-12-31")));
  EXPECT_TRUE(is_provisional(calendar, day("2027-01-01")));
  calendar.years[2026].published = false;
  EXPECT_TRUE(is_provisional(calendar, day("2026-12-31")));
}

TEST(CalendarTest, CountsWorkingDaysBothWays) {
  const Calendar calendar = small_calendar();
  EXPECT_EQ(plus_working_days(calendar, day("2025-12-30"), 1), day("2026-01-05"));
  EXPECT_EQ(plus_working_days(calendar, day("2026-01-05"), -1), day("2025-12-30"));
  EXPECT_EQ(plus_working_days(calendar, day("2026-01-08"), 2), day("2026-01-10"));
  EXPECT_EQ(plus_working_days(calendar, day("2026-01-03"), 0), day("2026-01-03"));
  EXPECT_EQ(plus_working_days(calendar, day("2026-01-03"), 1), day("2026-01-05"));
}

TEST(CalendarTest, ComesBackToAWorkingDayFromBothSides) {
  const Calendar calendar = small_calendar();
  for (int count = 1; count < 300; ++count) {
    const Date there = plus_working_days(calendar, day("2025-11-03"), count);
    ASSERT_TRUE(is_working_day(calendar, there));
    ASSERT_EQ(plus_working_days(calendar, there, -count), day("2025-11-03"));
  }
}

}  // namespace
}  // namespace budget
