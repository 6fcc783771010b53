#include <gtest/gtest.h>

#include <set>

#include "model/alert.h"
#include "model/budget_move.h"
#include "model/command.h"
#include "model/indicator.h"
#include "model/notice.h"
#include "model/organisation.h"

namespace budget {
namespace {

/// Names are written to files and to the log: each must be there, and be its value's alone.
template <typename T>
void expect_names_apart(std::initializer_list<T> values) {
  std::set<std::string> names;
  for (const T value : values)
    names.insert(name_of(value));
  EXPECT_EQ(names.size(), values.size());
  EXPECT_FALSE(names.contains(""));
}

TEST(NamesTest, TellValuesApart) {
  expect_names_apart({Permission::open_cycle, Permission::record_payments, Permission::read_all});
  expect_names_apart(
      {Administrator::none, Administrator::system, Administrator::security, Administrator::audit});
  expect_names_apart({RoleScope::department, RoleScope::office});
  expect_names_apart({ActKind::hand_in, ActKind::judge, ActKind::take_back, ActKind::automatic});
  expect_names_apart({Roll::none, Roll::forward, Roll::backward});
  expect_names_apart({AlertLevel::info, AlertLevel::yellow, AlertLevel::orange, AlertLevel::red});
  expect_names_apart({Measure::own_plan_lag, Measure::own_plan_lag_relative, Measure::own_plan_gap,
                      Measure::policy_lag, Measure::time_lag, Measure::plan_behind_policy,
                      Measure::december_share, Measure::last_quarter_share, Measure::over_spending,
                      Measure::expected_carry_over, Measure::goal_gap});
  expect_names_apart({Moment::month_end, Moment::draft, Moment::payment});
  expect_names_apart({AlertAction::record, AlertAction::warn, AlertAction::warn_with_attachment,
                      AlertAction::inquire, AlertAction::propose_recovery, AlertAction::rectify,
                      AlertAction::block});
  expect_names_apart(
      {Layer::nation, Layer::province, Layer::city, Layer::county, Layer::department});
  expect_names_apart({ConflictOrder::stricter, ConflictOrder::higher, ConflictOrder::nearer});
  expect_names_apart({AlertPhase::raised, AlertPhase::acknowledged, AlertPhase::inquired,
                      AlertPhase::explained, AlertPhase::rectifying, AlertPhase::rectified,
                      AlertPhase::accepted, AlertPhase::escalated});
  expect_names_apart({AlertAct::acknowledge, AlertAct::inquire, AlertAct::explain,
                      AlertAct::rectify, AlertAct::report, AlertAct::accept, AlertAct::reject,
                      AlertAct::escalate, AlertAct::suppress, AlertAct::lift});
  expect_names_apart({DeviationCause::funds, DeviationCause::rules, DeviationCause::people,
                      DeviationCause::equipment, DeviationCause::other});
  expect_names_apart({MovementKind::transfer, MovementKind::adjustment, MovementKind::plan});
  expect_names_apart({PlanTreatment::percent, PlanTreatment::amounts, PlanTreatment::given});
  expect_names_apart(
      {PaymentShape::payments, PaymentShape::month_totals, PaymentShape::cumulative_totals});
  expect_names_apart({Certainty::primary, Certainty::secondary, Certainty::local_practice});
  expect_names_apart({AlertCause::node_check, AlertCause::late_record, AlertCause::caught_up,
                      AlertCause::reversal, AlertCause::payment, AlertCause::handed_in,
                      AlertCause::plan_changed, AlertCause::progress_told, AlertCause::exempted,
                      AlertCause::overruled, AlertCause::accepted});
  expect_names_apart(
      {Via::console, Via::cli, Via::api, Via::batch, Via::timer, Via::runner, Via::startup});
  expect_names_apart({NoticeTopic::your_turn, NoticeTopic::returned, NoticeTopic::reminder,
                      NoticeTopic::overdue, NoticeTopic::node_result, NoticeTopic::closed});
  expect_names_apart({TimerTrack::stage, TimerTrack::node});
  expect_names_apart({FundKind::fiscal, FundKind::other});
}

TEST(NamesTest, LeadBackToTheComparator) {
  for (const Comparator comparator :
       {Comparator::at_least, Comparator::at_most, Comparator::equal, Comparator::above,
        Comparator::below, Comparator::qualitative}) {
    EXPECT_EQ(comparator_named(name_of(comparator)), comparator);
  }
  EXPECT_EQ(comparator_named("≥"), std::nullopt);
}

TEST(NamesTest, MakeADepartmentsId) {
  EXPECT_EQ(department_id(RegionCode("130605"), "203"), DepartmentId("130605-203"));
}

TEST(NamesTest, KeepOneForTheEngine) {
  EXPECT_EQ(system_actor(), PersonId("system"));
}

}  // namespace
}  // namespace budget
