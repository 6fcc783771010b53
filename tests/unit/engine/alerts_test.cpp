#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/small_office.h"

namespace budget {
namespace {

using test::kFirstCode;
using test::only;
using test::project;
using test::SmallOffice;
using test::wan;

/// One project of 10 万元 planned 2 / 5 / 8 / 10.
class AlertsTest : public testing::Test {
 protected:
  AlertsTest() { office_.monitors({project(kFirstCode, "10", {"2", "5", "8", "10"})}); }

  const Alert& alert(int id = 1) const { return office_.state().alerts.at(AlertId(id)); }

  void passes_march() {
    office_.now("2026-04-01", 0);
    office_.fires();
  }

  SmallOffice office_;
};

TEST_F(AlertsTest, IsNotRaisedBeforeTheNodesDayIsOver) {
  office_.now("2026-03-31", 23);
  EXPECT_TRUE(office_.fires().empty());
}

TEST_F(AlertsTest, IsRaisedWhenTheNodesDayIsOver) {
  ASSERT_TRUE(office_.pays(kFirstCode, "2026-03-31", "10000.00"));
  office_.now("2026-04-01", 0);
  const std::vector<Event> events = office_.fires();
  ASSERT_EQ(only<AlertRaised>(events).size(), 1U);
  EXPECT_EQ(alert().level, AlertLevel::yellow);
  EXPECT_EQ(alert().inputs.paid, wan("1"));
  const NodeChecked checked = only<NodeChecked>(events).at(0);
  EXPECT_EQ(checked.lagging, 1);
  EXPECT_EQ(checked.gap, wan("1"));
}

TEST_F(AlertsTest, TheNodesResultGoesToWhoeverKeepsThePaymentsWhereTheStageNamesNoRole) {
  office_.now("2026-04-01", 0);
  const auto notices = only<NoticeQueued>(office_.fires());
  ASSERT_EQ(notices.size(), 1U);
  EXPECT_THAT(notices.front().notice.recipients, ::testing::Contains(PersonId("officer")));
  EXPECT_THAT(notices.front().notice.recipients, ::testing::Contains(PersonId("drafter")));
}

TEST_F(AlertsTest, IsNotRaisedForAProjectOnPlan) {
  ASSERT_TRUE(office_.pays(kFirstCode, "2026-03-31", "20000.00"));
  office_.now("2026-04-01", 0);
  EXPECT_TRUE(only<AlertRaised>(office_.fires()).empty());
}

TEST_F(AlertsTest, IsCuredByAPaymentRecordedLate) {
  passes_march();
  ASSERT_EQ(alert().state, AlertState::open);
  const auto events = office_.pays(kFirstCode, "2026-03-20", "20000.00");
  ASSERT_TRUE(events);
  ASSERT_EQ(only<AlertClosed>(*events).size(), 1U);
  EXPECT_EQ(alert().cause, AlertCause::late_record);
  EXPECT_EQ(alert().state, AlertState::closed);
  EXPECT_TRUE(office_.instance().open_alerts.empty());
}

TEST_F(AlertsTest, IsCuredByCatchingUpAfterTheNode) {
  passes_march();
  office_.now("2026-04-15");
  ASSERT_TRUE(office_.pays(kFirstCode, "2026-04-15", "20000.00"));
  EXPECT_EQ(alert().cause, AlertCause::caught_up);
  EXPECT_EQ(alert().state, AlertState::closed);
}

TEST_F(AlertsTest, StaysOpenOneFenShortOfThePlan) {
  passes_march();
  office_.now("2026-04-15");
  ASSERT_TRUE(office_.pays(kFirstCode, "2026-04-15", "19999.99"));
  EXPECT_EQ(alert().state, AlertState::open);
}

TEST_F(AlertsTest, ChangesItsLevelAndIsNeverDoubled) {
  passes_march();
  ASSERT_EQ(alert().level, AlertLevel::red);
  const auto events = office_.pays(kFirstCode, "2026-03-20", "15000.00");
  ASSERT_EQ(only<AlertUpdated>(*events).size(), 1U);
  EXPECT_EQ(alert().level, AlertLevel::info);
  EXPECT_EQ(office_.state().alerts.size(), 1U);
}

TEST_F(AlertsTest, IsReopenedByAReversal) {
  passes_march();
  ASSERT_TRUE(office_.pays(kFirstCode, "2026-03-20", "20000.00", "PZ-1"));
  const auto events = office_.pays(kFirstCode, "2026-03-25", "-5000.00", "PZ-2");
  ASSERT_EQ(only<AlertReopened>(*events).size(), 1U);
  EXPECT_EQ(alert().state, AlertState::open);
  EXPECT_EQ(alert().cause, AlertCause::reversal);
}

TEST_F(AlertsTest, TellsBothWhenACuredNodeIsCheckedLate) {
  ASSERT_TRUE(office_.pays(kFirstCode, "2026-04-02", "20000.00"));
  office_.now("2026-04-05");
  const std::vector<Event> events = office_.fires();
  EXPECT_EQ(only<AlertRaised>(events).size(), 1U);
  EXPECT_EQ(only<AlertClosed>(events).size(), 1U);
}

TEST_F(AlertsTest, ChecksEveryNodeInTurnAfterALongStop) {
  office_.now("2026-11-20");
  const std::vector<Event> events = office_.fires();
  ASSERT_EQ(only<NodeChecked>(events).size(), 3U);
  EXPECT_EQ(only<TimerFired>(events).front().late_ms,
            office_.moment().ms() - Instant::at(test::day("2026-04-01")).ms());
  EXPECT_EQ(office_.data().nodes_checked, (std::vector<int>{3, 6, 10}));
}

TEST_F(AlertsTest, EndsMonitoringAfterTheLastNode) {
  office_.now("2027-01-01", 0);
  office_.fires();
  EXPECT_EQ(office_.data().stage, StageId("evaluation"));
}

TEST(SilentPlanTest, APlanWhollyInDecemberIsNeverBehindBeforeDecember) {
  SmallOffice office;
  office.monitors({project(kFirstCode, "10", {"0", "0", "0", "10"})});
  office.now("2026-11-01", 0);
  const std::vector<Event> events = office.fires();
  EXPECT_TRUE(only<AlertRaised>(events).empty());
  EXPECT_EQ(only<NodeChecked>(events).at(2).silent_plans, 1);
}

}  // namespace
}  // namespace budget
