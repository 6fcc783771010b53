#include <gtest/gtest.h>

#include <set>

#include "model/alert.h"
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
  expect_names_apart({Measure::own_plan_lag, Measure::own_plan_lag_relative});
  expect_names_apart({Certainty::primary, Certainty::secondary, Certainty::local_practice});
  expect_names_apart({AlertCause::node_check, AlertCause::late_record, AlertCause::caught_up,
                      AlertCause::reversal});
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
