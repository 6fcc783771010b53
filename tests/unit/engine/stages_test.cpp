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

class StagesTest : public testing::Test {
 protected:
  StagesTest() { office_.drafts({project(kFirstCode, "10", {"2", "5", "8", "10"})}); }
  SmallOffice office_;
};

TEST_F(StagesTest, ArmTheDeadlineOnEntry) {
  EXPECT_EQ(office_.data().due_on, day("2025-10-31"));
  EXPECT_EQ(next_due(office_.state()), Instant::at(day("2025-10-26"), 9));
}

TEST_F(StagesTest, RemindThenFallDueThenEscalate) {
  office_.now("2025-10-26", 9);
  EXPECT_EQ(only<NoticeQueued>(office_.fires()).at(0).notice.recipients,
            (std::vector<PersonId>{PersonId("drafter"), PersonId("both")}));
  office_.now("2025-11-01", 0);
  EXPECT_TRUE(only<TimerFired>(office_.fires()).at(0).makes_overdue);
  EXPECT_TRUE(office_.data().is_overdue);
  office_.now("2025-11-02", 9);
  const Notice notice = only<NoticeQueued>(office_.fires()).at(0).notice;
  EXPECT_EQ(notice.topic, NoticeTopic::overdue);
  EXPECT_EQ(notice.recipients.front(), PersonId("head"));
  EXPECT_NE(notice.text.find("已逾期2天"), std::string::npos);
}

TEST_F(StagesTest, SendOneEscalationAfterALongStop) {
  office_.now("2025-12-01");
  const std::vector<Event> events = office_.fires();
  // The reminder that was armed, the due moment, and of the two escalations only the last; nobody
  // is told twice.
  EXPECT_EQ(only<TimerFired>(events).size(), 3U);
  EXPECT_EQ(only<NoticeQueued>(events).back().notice.recipients,
            (std::vector<PersonId>{PersonId("both"), PersonId("officer")}));
  EXPECT_EQ(next_due(office_.state()), std::nullopt);
}

TEST_F(StagesTest, StopTheLadderWhenTheActIsDone) {
  ASSERT_TRUE(office_.acts("drafter", "submit"));
  EXPECT_EQ(next_due(office_.state()), std::nullopt);
  EXPECT_EQ(office_.data().due_on, std::nullopt);
}

TEST_F(StagesTest, RefuseAReturnWithoutAReason) {
  ASSERT_TRUE(office_.acts("drafter", "submit"));
  EXPECT_EQ(office_.acts("head", "return", "  \n").error().code, ErrorCode::invalid_input);
}

TEST_F(StagesTest, ReturnToTheDrafterWithTheReason) {
  ASSERT_TRUE(office_.acts("drafter", "submit"));
  const auto events = office_.acts("head", "return", "缺少绩效目标");
  const Notice notice = only<NoticeQueued>(*events).at(0).notice;
  EXPECT_EQ(notice.topic, NoticeTopic::returned);
  EXPECT_NE(notice.text.find("缺少绩效目标"), std::string::npos);
  EXPECT_EQ(office_.data().round, 2);
}

TEST_F(StagesTest, AskForTheRevisionTheClientSaw) {
  const std::int64_t seen = office_.data().revision;
  ASSERT_TRUE(office_.acts("drafter", "submit"));
  const auto answer = office_.does("head", PerformAct{InstanceId(1), ActId("approve"), {}, seen});
  EXPECT_EQ(answer.error().code, ErrorCode::conflict);
}

TEST_F(StagesTest, RefuseAnActWhoseNeedsAreNotMet) {
  ASSERT_TRUE(office_.does("drafter", DropProject{InstanceId(1), test::code(kFirstCode)}));
  const auto answer = office_.acts("drafter", "submit");
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::conflict);
  EXPECT_NE(answer.error().message.find("project_count is 0"), std::string::npos);
}

TEST_F(StagesTest, ApproveThePlansWithTheReply) {
  SmallOffice office;
  office.monitors({project(kFirstCode, "10", {"2", "5", "8", "10"})});
  const ProjectState& state =
      office.state().projects.at({test::year(2026), test::code(kFirstCode)});
  ASSERT_EQ(state.versions.size(), 1U);
  EXPECT_EQ(state.versions.front().effective_on, day("2026-01-01"));
}

TEST_F(StagesTest, ForgetWhatIsClosed) {
  SmallOffice office;
  office.monitors({project(kFirstCode, "10", {"2", "5", "8", "10"})});
  office.now("2027-01-01", 0);
  office.fires();
  ASSERT_FALSE(office.state().alerts.empty());
  ASSERT_TRUE(office.acts("evaluator", "evaluate"));
  EXPECT_TRUE(office.state().instances.empty());
  EXPECT_TRUE(office.state().projects.empty());
  EXPECT_TRUE(office.state().alerts.empty());
  EXPECT_TRUE(office.state().alert_by_key.empty());
  EXPECT_TRUE(office.state().timers.empty());
}

TEST_F(StagesTest, DoNothingForATimerThatWasReplaced) {
  const Command stale = due(office_.state(), Instant::at(day("2026-01-01")), 1).front();
  ASSERT_TRUE(office_.acts("drafter", "submit"));
  ASSERT_TRUE(office_.acts("drafter", "withdraw"));
  const auto events = decide(office_.state(), stale, {Instant::at(day("2026-01-01")), {}, {}, {}});
  ASSERT_TRUE(events);
  EXPECT_TRUE(events->events.empty());
}

TEST(CycleTest, OpensOnlyWhatWasNeverOpened) {
  SmallOffice office;
  const OpenCycle action{RegionCode("130605"), test::year(2026), WorkflowId("annual_budget"), {}};
  Context context;
  context.opened_before = {DepartmentId("130605-203")};
  EXPECT_EQ(office.does("officer", action, context).error().code, ErrorCode::conflict);
}

TEST(CycleTest, RefusesAYearTheRulesAreNotValidFor) {
  SmallOffice office;
  const OpenCycle action{RegionCode("130605"), test::year(2021), WorkflowId("annual_budget"), {}};
  EXPECT_EQ(office.does("officer", action).error().code, ErrorCode::conflict);
}

TEST(CycleTest, RefusesAnUnknownDepartment) {
  SmallOffice office;
  const OpenCycle action{RegionCode("130605"),
                         test::year(2026),
                         WorkflowId("annual_budget"),
                         {DepartmentId("130605-999")}};
  EXPECT_EQ(office.does("officer", action).error().code, ErrorCode::not_found);
}

TEST(ProjectsTest, AreRefusedWholeWhenOneIsWrong) {
  SmallOffice office;
  office.drafts({project(kFirstCode, "10", {"2", "5", "8", "10"})});
  Project wrong = project(test::kSecondCode, "5", {"4", "3", "5", "5"});
  wrong.unit = UnitCode("999001");
  const auto answer = office.does(
      "drafter",
      EnterProjects{InstanceId(1), {project(kFirstCode, "11", {"2", "5", "8", "11"}), wrong}});
  ASSERT_FALSE(answer);
  EXPECT_NE(answer.error().message.find("2 errors"), std::string::npos);
  EXPECT_EQ(office.state().projects.at({test::year(2026), test::code(kFirstCode)}).funds.budget,
            test::wan("10"));
}

TEST(ProjectsTest, WithPaymentsCannotBeDropped) {
  SmallOffice office;
  office.drafts({project(kFirstCode, "10", {"2", "5", "8", "10"})});
  ASSERT_TRUE(office.pays(kFirstCode, "2026-01-05", "1.00"));
  EXPECT_EQ(office.does("drafter", DropProject{InstanceId(1), test::code(kFirstCode)}).error().code,
            ErrorCode::conflict);
}

}  // namespace
}  // namespace budget
