#include <gtest/gtest.h>

#include "engine/due.h"
#include "support/small_office.h"

namespace budget {
namespace {

using test::day;
using test::kFirstCode;
using test::only;
using test::project;
using test::SmallOffice;

const OccasionId kCongress("congress_approval");

/// Review is due three working days after it came, reply 20 days after the congress, and the
/// drafter is reminded with a policy for what a stop has missed.
WorkflowDefinition timed_workflow() {
  WorkflowDefinition made = test::small_workflow();
  made.hash = ContentHash("workflow-2");
  for (Stage& stage : made.stages) {
    if (stage.id == StageId("review")) {
      stage.deadline = DeadlineRule{};
      stage.deadline->span = {3, SpanUnit::working_days};
      stage.deadline->cutoff_hour = 17;
      stage.ladder = {{{-1, SpanUnit::working_days}, {}}};
    }
    if (stage.id == StageId("reply")) {
      stage.deadline = DeadlineRule{
          DeadlineReference::occasion, 0,        2, 8, {20, SpanUnit::days}, Roll::none, 24,
          "预算法第五十二条",          kCongress};
      stage.ladder = {{{-5, SpanUnit::days}, {}}};
    }
  }
  return made;
}

Calendar with_holiday(const char* first, const char* edition) {
  Calendar made;
  made.edition = ContentHash(edition);
  CalendarYear year{2025, true, "通知", {}, {}};
  for (int i = 0; i < 5; ++i)
    year.days_off.push_back(day(first).plus_days(i));
  made.years[2025] = year;
  return made;
}

class MovedDeadlinesTest : public testing::Test {
 protected:
  MovedDeadlinesTest() {
    static_cast<void>(office_.by_system(DeployWorkflow{timed_workflow()}, Via::startup));
    office_.drafts({project(kFirstCode, "10", {"1", "5", "8", "10"})});
  }
  void submit() { ASSERT_TRUE(office_.acts("drafter", "submit")); }
  void go_to_reply() {
    submit();
    ASSERT_TRUE(office_.acts("head", "approve"));
    ASSERT_TRUE(office_.acts("reviewer", "approve"));
  }
  std::vector<Event> publish(const char* first, const char* edition) {
    return office_.by_system(PublishCalendar{with_holiday(first, edition)}, Via::startup).value();
  }
  std::vector<Event> name_congress(const char* date) {
    return office_
        .does("officer", NameOccasion{RegionCode("130605"), test::year(2026), kCongress, day(date),
                                      "常委会决定"})
        .value();
  }

  SmallOffice office_;
};

TEST_F(MovedDeadlinesTest, APublishedCalendarMovesWhatWasProvisional) {
  submit();  // on Thursday, 9 October
  EXPECT_EQ(office_.data().due_on, day("2025-10-14"));
  EXPECT_TRUE(office_.data().due_is_provisional);
  const std::vector<Event> events = publish("2025-10-13", "calendar-2");
  const DeadlineMoved moved = only<DeadlineMoved>(events).at(0);
  EXPECT_EQ(moved.before, day("2025-10-14"));
  EXPECT_EQ(moved.due_on, day("2025-10-21"));
  EXPECT_FALSE(office_.data().due_is_provisional);
  EXPECT_EQ(office_.data().calendar, ContentHash("calendar-2"));
}

TEST_F(MovedDeadlinesTest, OnlyWhomItMovesIsTold) {
  submit();
  EXPECT_EQ(only<NoticeQueued>(publish("2025-10-13", "calendar-2")).size(), 1U);
  EXPECT_EQ(only<NoticeQueued>(publish("2025-12-01", "calendar-3")).size(), 1U);
  EXPECT_TRUE(only<NoticeQueued>(publish("2025-12-02", "calendar-4")).empty());
}

TEST_F(MovedDeadlinesTest, TheTimersMoveAlong) {
  submit();
  publish("2025-10-13", "calendar-2");
  EXPECT_EQ(next_due(office_.state()), Instant::at(day("2025-10-20"), 9));
}

TEST_F(MovedDeadlinesTest, WhatWasOverdueIsNotWhenItMovesOn) {
  submit();
  office_.now("2025-10-15");
  office_.fires();
  ASSERT_TRUE(office_.data().is_overdue);
  publish("2025-10-13", "calendar-2");
  EXPECT_FALSE(office_.data().is_overdue);
  office_.now("2025-10-21", 17);
  office_.fires();
  EXPECT_TRUE(office_.data().is_overdue);
}

TEST_F(MovedDeadlinesTest, TheSameEditionChangesNothing) {
  submit();
  publish("2025-10-13", "calendar-2");
  EXPECT_TRUE(publish("2025-10-13", "calendar-2").empty());
}

TEST_F(MovedDeadlinesTest, ANamedDayMovesWhatCountsFromIt) {
  go_to_reply();
  EXPECT_EQ(office_.data().due_on, day("2026-02-28"));
  EXPECT_TRUE(office_.data().due_is_provisional);
  const DeadlineMoved moved = only<DeadlineMoved>(name_congress("2026-01-30")).at(0);
  EXPECT_EQ(moved.due_on, day("2026-02-19"));
  EXPECT_FALSE(moved.due_is_provisional);
  EXPECT_EQ(next_due(office_.state()), Instant::at(day("2026-02-14"), 9));
}

TEST_F(MovedDeadlinesTest, ADayNamedBeforehandCounts) {
  name_congress("2026-01-30");
  go_to_reply();
  EXPECT_EQ(office_.data().due_on, day("2026-02-19"));
  EXPECT_FALSE(office_.data().due_is_provisional);
}

TEST_F(MovedDeadlinesTest, ADayNoWorkflowCountsFromIsRefused) {
  const auto answer =
      office_.does("officer", NameOccasion{RegionCode("130605"), test::year(2026),
                                           OccasionId("fair"), day("2026-01-30"), ""});
  EXPECT_EQ(answer.error().code, ErrorCode::invalid_input);
}

TEST_F(MovedDeadlinesTest, ASuspensionPutsOffWhatCountsFromTheStage) {
  Organisation organisation = test::small_organisation();
  for (Role& role : organisation.roles) {
    if (role.id == RoleId("officer")) role.grants.push_back(Permission::steer);
  }
  ASSERT_TRUE(
      office_.by_system(DeployOrganisation{organisation, ContentHash("o-2")}, Via::startup));
  submit();
  const ArrangeWork suspend{InstanceId(1), Arrangement::suspend, {}, {}, "等待上级文件", 0};
  ASSERT_TRUE(office_.does("officer", suspend));
  EXPECT_EQ(next_due(office_.state()), std::nullopt);
  office_.now("2025-10-20");
  const ArrangeWork resume{InstanceId(1), Arrangement::resume, {}, {}, "", 0};
  ASSERT_TRUE(office_.does("officer", resume));
  // Thursday and Friday, the week behind them: seven working days.
  EXPECT_EQ(office_.data().due_on, day("2025-10-23"));
  EXPECT_EQ(next_due(office_.state()), Instant::at(day("2025-10-22"), 9));
}

/// S8, seen by the engine: what is due in a week the machine stood still.
class DowntimeTest : public testing::Test {
 protected:
  /// A ladder of three reminders on the three days before the due day, 31 October.
  std::vector<Event> after_a_week(CatchUp policy, Span skip_after = {}) {
    WorkflowDefinition workflow = test::small_workflow();
    workflow.hash = ContentHash("workflow-2");
    workflow.stages.front().ladder = {{{-3, SpanUnit::days}, {}, policy, skip_after},
                                      {{-2, SpanUnit::days}, {}, policy, skip_after},
                                      {{-1, SpanUnit::days}, {}, policy, skip_after}};
    static_cast<void>(office_.by_system(DeployWorkflow{workflow}, Via::startup));
    office_.drafts({project(kFirstCode, "10", {"1", "5", "8", "10"})});
    office_.now("2025-10-30", 12);
    return office_.fires();
  }
  SmallOffice office_;
};

TEST_F(DowntimeTest, OnceFiresTheLastOne) {
  // The one that was armed fires, and tells nobody; of those behind it only the last.
  const std::vector<Event> events = after_a_week(CatchUp::once);
  EXPECT_EQ(only<TimerFired>(events).size(), 2U);
  EXPECT_EQ(only<NoticeQueued>(events).size(), 1U);
}

TEST_F(DowntimeTest, EachFiresEveryOne) {
  const std::vector<Event> events = after_a_week(CatchUp::each);
  EXPECT_EQ(only<TimerFired>(events).size(), 3U);
  EXPECT_EQ(only<NoticeQueued>(events).size(), 3U);
}

TEST_F(DowntimeTest, SkipLeavesOutWhatIsTooLate) {
  const std::vector<Event> events = after_a_week(CatchUp::skip, {1, SpanUnit::days});
  // Of the 28th, 29th and 30th, at noon on the 30th: the first is two days late.
  EXPECT_EQ(only<NoticeQueued>(events).size(), 1U);
}

TEST_F(DowntimeTest, WhatFiresLateSaysByHowMuch) {
  const std::vector<Event> events = after_a_week(CatchUp::each);
  EXPECT_EQ(only<TimerFired>(events).at(0).late_ms, (2 * 24 + 3) * 3600 * 1000);
  EXPECT_NE(only<NoticeQueued>(events).at(0).notice.text.find("迟发2天"), std::string::npos);
}

TEST_F(DowntimeTest, AJumpOfAYearFiresEverythingOnceAndNothingTwice) {
  after_a_week(CatchUp::once);
  office_.now("2026-10-30", 12);
  EXPECT_EQ(only<TimerFired>(office_.fires()).size(), 1U);
  EXPECT_TRUE(office_.data().is_overdue);
  EXPECT_EQ(next_due(office_.state()), std::nullopt);
}

}  // namespace
}  // namespace budget
