#include "engine/pace/alert_life.h"

#include <gmock/gmock.h>

#include "support/small_office.h"

namespace budget {
namespace {

using test::only;
using ::testing::HasSubstr;

/// One project that lags at the end of March: alert 1.
test::SmallOffice lagging_office() {
  test::SmallOffice office;
  office.monitors({test::project(test::kFirstCode, "10", {"5", "6", "8", "10"})});
  office.now("2026-04-01");
  office.fires();
  return office;
}

const AlertHandling& handling(const test::SmallOffice& office) {
  return office.state().handlings.at(AlertId(1));
}

HandleAlert act(AlertAct what, const std::string& text = "", const std::string& until = "") {
  HandleAlert action;
  action.alert = AlertId(1);
  action.act = what;
  action.text = text;
  if (!until.empty()) action.day = test::day(until);
  if (what == AlertAct::explain) action.causes = {DeviationCause::funds};
  return action;
}

TEST(AlertLifeTest, GoesFromRaisedToAcceptedThroughEveryPhase) {
  test::SmallOffice office = lagging_office();
  ASSERT_TRUE(office.does("drafter", act(AlertAct::acknowledge)));
  EXPECT_EQ(handling(office).phase, AlertPhase::acknowledged);
  ASSERT_TRUE(office.does("officer", act(AlertAct::inquire, "请说明原因", "2026-04-15")));
  EXPECT_EQ(handling(office).phase, AlertPhase::inquired);
  ASSERT_TRUE(office.does("drafter", act(AlertAct::explain, "上级资金未到位")));
  EXPECT_EQ(handling(office).causes, (std::vector<DeviationCause>{DeviationCause::funds}));
  ASSERT_TRUE(office.does("officer", act(AlertAct::rectify, "限期支付", "2026-04-30")));
  ASSERT_TRUE(office.does("drafter", act(AlertAct::report, "已支付")));
  EXPECT_EQ(handling(office).phase, AlertPhase::rectified);
  const auto events = office.does("officer", act(AlertAct::accept));
  ASSERT_TRUE(events) << events.error().message;
  ASSERT_EQ(only<AlertClosed>(*events).size(), 1U);
  EXPECT_EQ(only<AlertClosed>(*events).front().cause, AlertCause::accepted);
  EXPECT_TRUE(office.instance().open_alerts.empty());
}

TEST(AlertLifeTest, RefusesAnActOutOfTurnAndSaysWhatIsPossible) {
  test::SmallOffice office = lagging_office();
  const auto refused = office.does("officer", act(AlertAct::accept));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::conflict);
  EXPECT_THAT(refused.error().hint, HasSubstr("inquire"));
}

TEST(AlertLifeTest, LetsTheDepartmentAnswerAndFinanceJudge) {
  test::SmallOffice office = lagging_office();
  EXPECT_EQ(office.does("officer", act(AlertAct::explain, "x")).error().code, ErrorCode::forbidden);
  EXPECT_EQ(office.does("drafter", act(AlertAct::inquire, "x", "2026-04-15")).error().code,
            ErrorCode::forbidden);
  EXPECT_EQ(office.does("audit_admin", act(AlertAct::acknowledge)).error().code,
            ErrorCode::forbidden);
}

TEST(AlertLifeTest, TellsWhoeverKeepsThePaymentsWhereTheStageNamesNoRole) {
  test::SmallOffice office = lagging_office();
  const auto events = office.does("drafter", act(AlertAct::explain, "上级资金未到位"));
  const auto notices = only<NoticeQueued>(*events);
  ASSERT_EQ(notices.size(), 1U);
  EXPECT_THAT(notices.front().notice.recipients, ::testing::Contains(PersonId("officer")));
}

TEST(AlertLifeTest, KeepsNoListOfCausesLongerThanThereAre) {
  test::SmallOffice office = lagging_office();
  HandleAlert explain = act(AlertAct::explain, "上级资金未到位");
  explain.causes.assign(1'000, DeviationCause::funds);
  EXPECT_EQ(office.does("drafter", explain).error().code, ErrorCode::invalid_input);
}

TEST(GoalProgressTest, IsToldOfNoMonthThatHasNotBegun) {
  test::SmallOffice office = lagging_office();
  const auto tells = [&](int month) {
    return office.does("drafter", TellGoalProgress{InstanceId(1), test::code(test::kFirstCode),
                                                   month, BasisPoints(10'000), "预计"});
  };
  EXPECT_TRUE(tells(4)) << "it is the first of April";
  EXPECT_EQ(tells(5).error().code, ErrorCode::invalid_input);
}

TEST(AlertLifeTest, WantsCausesATextAndADay) {
  test::SmallOffice office = lagging_office();
  HandleAlert explained = act(AlertAct::explain, "原因");
  explained.causes.clear();
  EXPECT_EQ(office.does("drafter", explained).error().code, ErrorCode::invalid_input);
  EXPECT_EQ(office.does("drafter", act(AlertAct::explain, "  ")).error().code,
            ErrorCode::invalid_input);
  EXPECT_EQ(office.does("officer", act(AlertAct::inquire, "请说明")).error().code,
            ErrorCode::invalid_input);
  EXPECT_EQ(office.does("officer", act(AlertAct::inquire, "请说明", "2026-03-31")).error().code,
            ErrorCode::invalid_input)
      << "a day that has passed";
}

TEST(AlertLifeTest, EscalatesByItselfWhenTheDayOfAnAnswerIsOver) {
  test::SmallOffice office = lagging_office();
  ASSERT_TRUE(office.does("officer", act(AlertAct::inquire, "请说明", "2026-04-15")));
  office.now("2026-04-15", 23);
  EXPECT_TRUE(only<AlertHandled>(office.fires()).empty()) << "the day itself counts";
  office.now("2026-04-16", 0);
  const auto fired = office.fires();
  ASSERT_EQ(only<AlertHandled>(fired).size(), 1U);
  EXPECT_EQ(handling(office).phase, AlertPhase::escalated);
  EXPECT_FALSE(only<NoticeQueued>(fired).empty());
  EXPECT_TRUE(only<AlertHandled>(office.fires()).empty()) << "once";
}

TEST(AlertLifeTest, DoesNotEscalateWhatWasAnsweredOrCured) {
  test::SmallOffice office = lagging_office();
  ASSERT_TRUE(office.does("officer", act(AlertAct::inquire, "请说明", "2026-04-15")));
  ASSERT_TRUE(office.pays(test::kFirstCode, "2026-04-02", "50000.00", "PZ-1"));
  EXPECT_TRUE(office.state().alert_deadlines.empty());
  office.now("2026-04-20");
  EXPECT_TRUE(only<AlertHandled>(office.fires()).empty());
}

TEST(AlertLifeTest, SuppressesUntilADayAndLiftsThat) {
  test::SmallOffice office = lagging_office();
  ASSERT_TRUE(office.does("officer", act(AlertAct::suppress, "等待批复", "2026-05-01")));
  EXPECT_TRUE(is_suppressed(handling(office), test::day("2026-05-01")));
  EXPECT_FALSE(is_suppressed(handling(office), test::day("2026-05-02")));
  ASSERT_TRUE(office.does("officer", act(AlertAct::lift, "批复已到")));
  EXPECT_FALSE(is_suppressed(handling(office), test::day("2026-04-02")));
}

TEST(AlertLifeTest, OpensAnAcceptedAlertAgainOnlyWhenItGetsWorse) {
  test::SmallOffice office = lagging_office();
  ASSERT_TRUE(office.pays(test::kFirstCode, "2026-03-10", "45000.00", "PZ-1"));  // 5 points: info
  ASSERT_TRUE(office.does("drafter", act(AlertAct::explain, "尾款待验收")));
  ASSERT_TRUE(office.does("officer", act(AlertAct::accept)));
  EXPECT_TRUE(
      only<AlertReopened>(*office.pays(test::kFirstCode, "2026-03-11", "-0.01", "PZ-2")).empty());
  const auto worse = office.pays(test::kFirstCode, "2026-03-12", "-40000.00", "PZ-3");
  ASSERT_EQ(only<AlertReopened>(*worse).size(), 1U);
  EXPECT_EQ(handling(office).phase, AlertPhase::raised) << "an answer is owed anew";
}

ExemptFromRule exemption(const std::string& until) {
  return {InstanceId(1), test::code(test::kFirstCode), test::small_rule_set().rules.front().id,
          "工程停建", test::day(until)};
}

TEST(ExemptionTest, ClosesTheAlertAndKeepsTheRuleSilentUntilItsDay) {
  test::SmallOffice office = lagging_office();
  const auto events = office.does("officer", exemption("2026-06-30"));
  ASSERT_TRUE(events) << events.error().message;
  ASSERT_EQ(only<AlertClosed>(*events).size(), 1U);
  EXPECT_EQ(only<AlertClosed>(*events).front().cause, AlertCause::exempted);
  office.now("2026-07-01");
  const auto node = office.fires();
  EXPECT_EQ(only<AlertRaised>(node).size(), 1U) << "over since yesterday";
}

TEST(ExemptionTest, IsTakenBackByAnActAndTheAlertOpensAgain) {
  test::SmallOffice office = lagging_office();
  ASSERT_TRUE(office.does("officer", exemption("2026-12-31")));
  const ExemptFromRule granted = exemption("2026-12-31");
  const auto lifted = office.does(
      "officer", LiftExemption{granted.instance, granted.project, granted.rule, "复工"});
  ASSERT_TRUE(lifted) << lifted.error().message;
  EXPECT_EQ(only<AlertReopened>(*lifted).size(), 1U);
  EXPECT_TRUE(office.state().exemptions.empty());
}

TEST(ExemptionTest, IsNotGrantedByWhoAnsweredTheAlertItEnds) {
  test::SmallOffice office = lagging_office();
  ASSERT_TRUE(office.does("both", act(AlertAct::explain, "上级资金未到位")));
  EXPECT_EQ(office.does("both", exemption("2026-12-31")).error().code, ErrorCode::forbidden);
  EXPECT_TRUE(office.does("officer", exemption("2026-12-31")));
}

TEST(ExemptionTest, IsFinancesToGrantForARuleThatIsThere) {
  test::SmallOffice office = lagging_office();
  EXPECT_EQ(office.does("drafter", exemption("2026-12-31")).error().code, ErrorCode::forbidden);
  ExemptFromRule unknown = exemption("2026-12-31");
  unknown.rule = RuleId("hebei.no_such_rule");
  EXPECT_EQ(office.does("officer", unknown).error().code, ErrorCode::not_found);
}

TEST(OverSpendingTest, IsRedFromTheFenAboveTheBudgetAndEndsWithAReversal) {
  test::SmallOffice office;
  office.monitors({test::project(test::kFirstCode, "10", {"2", "5", "8", "10"})});
  EXPECT_TRUE(
      only<AlertRaised>(*office.pays(test::kFirstCode, "2026-01-20", "100000.00", "PZ-1")).empty());
  const auto over = office.pays(test::kFirstCode, "2026-01-20", "0.01", "PZ-2");
  ASSERT_EQ(only<AlertRaised>(*over).size(), 1U);
  EXPECT_EQ(only<AlertRaised>(*over).front().alert.level, AlertLevel::red);
  EXPECT_EQ(only<AlertRaised>(*over).front().alert.month, 0);
  EXPECT_THAT(only<AlertRaised>(*over).front().alert.sentence, HasSubstr("超出预算 0.000001 万元"));
  const auto back = office.pays(test::kFirstCode, "2026-01-21", "-0.01", "PZ-3");
  ASSERT_EQ(only<AlertClosed>(*back).size(), 1U);
  EXPECT_EQ(only<AlertClosed>(*back).front().cause, AlertCause::reversal);
}

}  // namespace
}  // namespace budget
