#pragma once

#include "model/event.h"
#include "store/codec/check_fields.h"
#include "store/codec/definition_fields.h"
#include "store/codec/work_fields.h"

namespace budget {

template <>
struct Described<InstanceOpened> {
  static constexpr std::string_view kType = "instance_opened";
  static constexpr int kVersion = 3;
  static int version_of(const InstanceOpened& event) {
    return event.origin ? 3 : (event.pins.empty() ? 1 : 2);
  }
  static constexpr auto kFields = std::tuple(
      field("instance", &InstanceOpened::instance), field("workflow", &InstanceOpened::workflow),
      field("definition", &InstanceOpened::definition),
      field("rule_set", &InstanceOpened::rule_set), field("calendar", &InstanceOpened::calendar),
      field("department", &InstanceOpened::department), field("year", &InstanceOpened::year),
      later_field("pins", &InstanceOpened::pins), later_field("origin", &InstanceOpened::origin));
};

template <>
struct Described<ChildrenOpened> {
  static constexpr std::string_view kType = "children_opened";
  static constexpr int kVersion = 1;
  static constexpr auto kFields =
      std::tuple(field("instance", &ChildrenOpened::instance),
                 field("stage", &ChildrenOpened::stage), field("opened", &ChildrenOpened::opened));
};

template <>
struct Described<ChildrenAdopted> {
  static constexpr std::string_view kType = "children_adopted";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(field("instance", &ChildrenAdopted::instance),
                                             field("children", &ChildrenAdopted::children));
};

template <>
struct Described<WaitEnded> {
  static constexpr std::string_view kType = "wait_ended";
  static constexpr int kVersion = 1;
  static constexpr auto kFields =
      std::tuple(field("instance", &WaitEnded::instance), field("stage", &WaitEnded::stage));
};

template <>
struct Described<YearCarriedOver> {
  static constexpr std::string_view kType = "year_carried_over";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(
      field("instance", &YearCarriedOver::instance),
      field("department", &YearCarriedOver::department), field("into", &YearCarriedOver::into),
      field("alerts", &YearCarriedOver::alerts), field("errors", &YearCarriedOver::errors),
      field("warnings", &YearCarriedOver::warnings));
};

template <>
struct Described<ActPerformed> {
  static constexpr std::string_view kType = "act_performed";
  static constexpr int kVersion = 3;
  static int version_of(const ActPerformed& event) {
    return !event.principals.empty() ? 3 : (event.gate ? 2 : 1);
  }
  static constexpr auto kFields =
      std::tuple(field("instance", &ActPerformed::instance), field("act", &ActPerformed::act),
                 field("kind", &ActPerformed::kind), field("from", &ActPerformed::from),
                 field("to", &ActPerformed::to), field("round", &ActPerformed::round),
                 field("starts_round", &ActPerformed::starts_round),
                 field("reason", &ActPerformed::reason), later_field("gate", &ActPerformed::gate),
                 later_field("principals", &ActPerformed::principals));
};

template <>
struct Described<ActSigned> {
  static constexpr std::string_view kType = "act_signed";
  static constexpr int kVersion = 1;
  static constexpr auto kFields =
      std::tuple(field("instance", &ActSigned::instance), field("act", &ActSigned::act),
                 field("stage", &ActSigned::stage), field("round", &ActSigned::round),
                 field("signer", &ActSigned::signer), field("reason", &ActSigned::reason),
                 field("principals", &ActSigned::principals));
};

template <>
struct Described<WorkArranged> {
  static constexpr std::string_view kType = "work_arranged";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(
      field("instance", &WorkArranged::instance), field("arrangement", &WorkArranged::arrangement),
      field("stage", &WorkArranged::stage), field("people", &WorkArranged::people),
      field("reason", &WorkArranged::reason), field("principals", &WorkArranged::principals));
};

template <>
struct Described<WorkResumed> {
  static constexpr std::string_view kType = "work_resumed";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(
      field("instance", &WorkResumed::instance), field("stage", &WorkResumed::stage),
      field("suspended_since", &WorkResumed::suspended_since),
      field("extension", &WorkResumed::extension), field("due_on", &WorkResumed::due_on),
      field("due_is_provisional", &WorkResumed::due_is_provisional),
      field("stage_timer", &WorkResumed::stage_timer),
      field("node_timer", &WorkResumed::node_timer), field("reason", &WorkResumed::reason));
};

template <>
struct Described<DeadlineMoved> {
  static constexpr std::string_view kType = "deadline_moved";
  static constexpr int kVersion = 1;
  static constexpr auto kFields =
      std::tuple(field("instance", &DeadlineMoved::instance), field("stage", &DeadlineMoved::stage),
                 field("calendar", &DeadlineMoved::calendar),
                 field("before", &DeadlineMoved::before), field("due_on", &DeadlineMoved::due_on),
                 field("was_provisional", &DeadlineMoved::was_provisional),
                 field("due_is_provisional", &DeadlineMoved::due_is_provisional),
                 field("is_overdue", &DeadlineMoved::is_overdue),
                 field("stage_timer", &DeadlineMoved::stage_timer));
};

template <>
struct Described<StageEntered> {
  static constexpr std::string_view kType = "stage_entered";
  static constexpr int kVersion = 2;
  static int version_of(const StageEntered& event) { return event.is_redo ? 2 : 1; }
  static constexpr auto kFields = std::tuple(
      field("instance", &StageEntered::instance), field("stage", &StageEntered::stage),
      field("due_on", &StageEntered::due_on),
      field("due_is_provisional", &StageEntered::due_is_provisional),
      field("stage_timer", &StageEntered::stage_timer),
      field("node_timer", &StageEntered::node_timer), field("is_final", &StageEntered::is_final),
      later_field("is_redo", &StageEntered::is_redo));
};

template <>
struct Described<TimerFired> {
  static constexpr std::string_view kType = "timer_fired";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(
      field("instance", &TimerFired::instance), field("track", &TimerFired::track),
      field("fired", &TimerFired::fired), field("late_ms", &TimerFired::late_ms),
      field("makes_overdue", &TimerFired::makes_overdue), field("next", &TimerFired::next));
};

}  // namespace budget
