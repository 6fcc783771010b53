#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "model/deadline.h"
#include "support/words.h"

namespace budget {
namespace {

using test::day;
const std::filesystem::path kNotices = "../shared/calendars";

/// The notices of one year as published elsewhere; this program's own reader is not used.
CalendarYear read_year(int number) {
  std::ifstream file(kNotices / (std::to_string(number) + ".json"));
  std::stringstream text;
  text << file.rdbuf();
  const boost::json::value json = boost::json::parse(text.str());
  CalendarYear year{number, true, "notice", {}, {}};
  for (const auto& one : json.at("days").as_array()) {
    const Date date = day(std::string(one.at("date").as_string()));
    (one.at("isOffDay").as_bool() ? year.days_off : year.days_on).push_back(date);
  }
  return year;
}

class WorkingDaysTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(kNotices)) GTEST_SKIP() << "no ../shared/calendars here";
    for (const int year : {2019, 2020, 2023, 2024, 2025, 2026})
      calendar_.years[year] = read_year(year);
  }
  /// Counted on one's fingers.
  int working_days_between(Date after, Date until) const {
    int count = 0;
    for (Date one = after.plus_days(1); one <= until; one = one.plus_days(1))
      count += is_working_day(calendar_, one) ? 1 : 0;
    return count;
  }
  Calendar calendar_;
  std::mt19937 random_{20261121};
};

TEST_F(WorkingDaysTest, KnowTheMakeUpDaysOf2026) {
  for (const char* made_up :
       {"2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"})
    EXPECT_TRUE(is_working_day(calendar_, day(made_up))) << made_up;
}

TEST_F(WorkingDaysTest, KnowTheSecondNoticeOf2020) {
  // The holiday of the first one ended on 30 January with two make-up days; the second, of 27
  // January, went on to 2 February and took the one on 1 February back.
  for (const char* off : {"2020-01-31", "2020-02-01", "2020-02-02"})
    EXPECT_FALSE(is_working_day(calendar_, day(off))) << off;
  EXPECT_TRUE(is_working_day(calendar_, day("2020-01-19")));
  EXPECT_EQ(plus_working_days(calendar_, day("2020-01-23"), 1), day("2020-02-03"));
}

/// Every day of the years with a notice, every span up to three months: what is counted forward is
/// found again counting on one's fingers, and backward.
TEST_F(WorkingDaysTest, AreFoundAgainByCounting) {
  std::uniform_int_distribution<int> span(1, 65);
  for (const int year : {2019, 2020, 2023, 2024, 2025, 2026}) {
    for (Date start = day(std::to_string(year) + "-01-01"); start.year() == year;
         start = start.plus_days(1)) {
      const int count = span(random_);
      const Date due = plus_working_days(calendar_, start, count);
      ASSERT_TRUE(is_working_day(calendar_, due)) << start.to_text() << " + " << count;
      ASSERT_EQ(working_days_between(start, due), count) << start.to_text() << " + " << count;
      const Date back = plus_working_days(calendar_, due, -count);
      const bool starts_on_one = is_working_day(calendar_, start);
      ASSERT_TRUE(starts_on_one ? back == start : back < start) << due.to_text() << " - " << count;
      ASSERT_EQ(working_days_between(back, due), count);
    }
  }
}

TEST_F(WorkingDaysTest, AddUp) {
  std::uniform_int_distribution<int> some(0, 40);
  for (Date start = day("2025-01-01"); start < day("2026-10-01"); start = start.plus_days(1)) {
    const int a = some(random_);
    const int b = some(random_);
    const Date at_once = plus_working_days(calendar_, start, a + b);
    EXPECT_EQ(plus_working_days(calendar_, plus_working_days(calendar_, start, a), b), at_once);
  }
}

TEST_F(WorkingDaysTest, NeverComeEarlierForAHolidayMore) {
  Calendar more = calendar_;
  auto& off = more.years[2026].days_off;
  off.insert(std::ranges::lower_bound(off, day("2026-03-11")), day("2026-03-11"));
  for (Date start = day("2026-02-01"); start < day("2026-04-01"); start = start.plus_days(1)) {
    for (const int count : {1, 5, 20})
      EXPECT_LE(plus_working_days(calendar_, start, count), plus_working_days(more, start, count));
  }
}

/// The account names every day that made a difference: leaving its days out, the weekdays count.
TEST_F(WorkingDaysTest, AreAccountedFor) {
  DeadlineRule rule;
  rule.span.unit = SpanUnit::working_days;
  const FiscalYear year = FiscalYear::of(2026).value();
  for (Date start = day("2025-09-01"); start < day("2026-10-01"); start = start.plus_days(1)) {
    for (const int count : {1, 7, 20, -5}) {
      rule.span.count = count;
      const DeadlineAccount account = account_of(rule, start, year, calendar_);
      EXPECT_EQ(account.deadline, due_day(rule, start, year, calendar_));
      const int between = std::abs(account.deadline.due_on.days() - start.days());
      const auto off = std::ranges::count_if(
          account.days, [](const DayOnTheWay& one) { return !one.is_working; });
      EXPECT_EQ(between - off, std::abs(count)) << start.to_text() << " " << count;
    }
  }
}

}  // namespace
}  // namespace budget
