#include <gtest/gtest.h>

#include "model/deadline.h"
#include "support/words.h"

namespace budget {
namespace {

using test::day;
Calendar calendar() {
  Calendar made;
  made.years[2026] = {2026,
                      true,
                      "国办发明电〔2025〕7号",
                      {day("2026-01-01"), day("2026-01-02"), day("2026-01-03")},
                      {day("2026-01-04")}};
  return made;
}

const FiscalYear kYear = FiscalYear::of(2026).value();

DeadlineRule congress(const char* span, Roll roll = Roll::none) {
  DeadlineRule rule;
  rule.reference = DeadlineReference::occasion;
  rule.occasion = OccasionId("congress_approval");
  rule.month = 2;
  rule.day = 8;
  rule.span = Span::parse(span).value();
  rule.roll = roll;
  return rule;
}

TEST(DeadlineAccountTest, NamesHolidaysSkippedAndMakeUpDaysCounted) {
  DeadlineRule rule;
  rule.span = Span::parse("3wd").value();
  const DeadlineAccount account = account_of(rule, day("2025-12-31"), kYear, calendar());
  // Thursday to Saturday are off, Sunday the 4th is worked.
  EXPECT_EQ(account.deadline.due_on, day("2026-01-06"));
  EXPECT_EQ(account.days, (std::vector<DayOnTheWay>{{day("2026-01-01"), false, true},
                                                    {day("2026-01-02"), false, true},
                                                    {day("2026-01-03"), false, true},
                                                    {day("2026-01-04"), true, true}}));
  EXPECT_EQ(account.provisional_years, std::vector<int>{2025});
}

TEST(DeadlineAccountTest, CountsFromTheNamedDay) {
  const Deadline named =
      due_day(congress("20d"), day("2026-01-15"), kYear, calendar(), day("2026-01-30"));
  EXPECT_EQ(named, (Deadline{day("2026-02-19"), false}));
}

TEST(DeadlineAccountTest, AssumesADayUntilItIsNamed) {
  const DeadlineAccount account = account_of(congress("20d"), day("2026-01-15"), kYear, calendar());
  EXPECT_EQ(account.deadline, (Deadline{day("2026-02-28"), true}));
  EXPECT_TRUE(account.is_assumed);
  EXPECT_EQ(account.counted_from, day("2026-02-08"));
}

TEST(DeadlineAccountTest, CountsBackward) {
  const Deadline before =
      due_day(congress("-30d"), day("2025-11-01"), kYear, calendar(), day("2026-01-30"));
  EXPECT_EQ(before.due_on, day("2025-12-31"));
}

TEST(DeadlineAccountTest, TellsWhatItRolledOver) {
  const DeadlineAccount account = account_of(congress("-29d", Roll::backward), day("2025-11-01"),
                                             kYear, calendar(), day("2026-01-31"));
  EXPECT_EQ(account.before_roll, day("2026-01-02"));
  EXPECT_EQ(account.deadline.due_on, day("2025-12-31"));
  EXPECT_EQ(account.days, (std::vector<DayOnTheWay>{{day("2026-01-01"), false, true},
                                                    {day("2026-01-02"), false, true}}));
}

TEST(DeadlineAccountTest, SkipsNothingWherePlainDaysAreCounted) {
  EXPECT_TRUE(account_of(congress("20d"), day("2025-12-20"), kYear, calendar(), day("2025-12-25"))
                  .days.empty());
}

}  // namespace
}  // namespace budget
