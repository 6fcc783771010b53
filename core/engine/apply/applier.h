#pragma once

#include <vector>

#include "engine/state.h"

namespace budget {

/// Moves the state on by one event: one overload per event, which `std::visit` dispatches to. The
/// bodies lie in this folder by what they are about.
class Applier {
 public:
  Applier(State& state, const Envelope& envelope) : state_(state), envelope_(envelope) {}

  // What is deployed, who stands in for whom.  -> apply/configuration.cpp
  void operator()(const WorkflowDeployed& event);
  void operator()(const RuleSetDeployed& event);
  void operator()(const CalendarPublished& event);
  void operator()(const OrganisationDeployed& event);
  void operator()(const CycleOpened& event);
  void operator()(const SubstituteAppointed& event);
  void operator()(const SubstitutionEnded& event);
  void operator()(const OccasionNamed& event);
  void operator()(const StaffingChanged& event);

  // Instances, their stages, and what people do with the work in them.  -> apply/work.cpp
  void operator()(const InstanceOpened& event);
  void operator()(const ActPerformed& event);
  void operator()(const ActSigned& event);
  void operator()(const WorkArranged& event);
  void operator()(const WorkResumed& event);
  void operator()(const DeadlineMoved& event);
  void operator()(const StageEntered& event);
  void operator()(const TimerFired& event);
  void operator()(const ChildrenOpened& event);
  void operator()(const ChildrenAdopted& event);
  void operator()(const WaitEnded& event);
  void operator()(const YearCarriedOver& event);

  // Running instances under other definitions.  -> apply/migrations.cpp
  void operator()(const MigrationProposed& event);
  void operator()(const MigrationConfirmed& event);
  void operator()(const MigrationDropped& event);
  void operator()(const InstanceMigrated& event);
  void operator()(const InstanceNotMigrated& event);
  void operator()(const MigrationFinished& event);

  // Projects, their plans and their money.  -> apply/projects.cpp
  void operator()(const ProjectEntered& event);
  void operator()(const ProjectDropped& event);
  void operator()(const DocumentsImported& event);
  void operator()(const PlansApproved& event);
  void operator()(const BudgetMoved& event);
  void operator()(const MovementAsked& event);
  void operator()(const GoalProgressTold& event);
  void operator()(const PaymentsRecorded& event);
  void operator()(const NodeChecked& event);

  // The life of alerts.  -> apply/alerts.cpp
  void operator()(const AlertRaised& event);
  void operator()(const AlertUpdated& event);
  void operator()(const AlertClosed& event);
  void operator()(const AlertReopened& event);
  void operator()(const AlertHandled& event);
  void operator()(const RuleExempted& event);
  void operator()(const ExemptionLifted& event);

  // The sheets units fill in.  -> apply/sheets.cpp
  void operator()(const SheetsOpened& event);
  void operator()(const SheetFilled& event);
  void operator()(const SheetsHandedIn& event);
  void operator()(const SheetsJudged& event);
  void operator()(const EvaluationChecked& event);
  void operator()(const SheetsOverdue& event);

  // Notices, the letters they go in, and the channels.  -> apply/notices.cpp
  void operator()(const NoticeQueued& event);
  void operator()(const NoticesDelivered& event);
  void operator()(const NoticeFailed& event);
  void operator()(const ChannelsDeployed& event);
  void operator()(const LettersFormed& event);
  void operator()(const LettersDelivered& event);
  void operator()(const LetterFailed& event);
  void operator()(const LetterRevived& event);
  void operator()(const LetterDiscarded& event);
  void operator()(const ChannelTested&);
  void operator()(const ChannelTurnedOff& event);
  void operator()(const ChannelTurnedOn& event);

  // Checks by rules, and the stages of plugins.  -> apply/plugins.cpp
  void operator()(const CheckRequested& event);
  void operator()(const CheckReported& event);
  void operator()(const RulesPinned& event);
  void operator()(const PluginStepped& event);

 private:
  /// Whoever did it, and everybody in whose name.
  std::vector<PersonId> acting(const std::vector<PersonId>& principals) const;
  void arrange(Instance& instance, const WorkArranged& event);
  void rearm(Instance& instance, TimerTrack track, const std::optional<Timer>& timer);
  InstanceState& touch(InstanceId id);
  /// Whether it can go on by itself now; and those that may wait for it.
  void look_again(InstanceId id);
  void look_around(InstanceId id);
  /// What rules see of an instance is not what it was: a report on it is out of date, and one that
  /// is being made is, unless it was read behind this event.
  void rules_see_change(InstanceId id);
  /// Nobody can act on a report about a stage that was left.
  void drop_checks(InstanceId id);
  static void add_author(Instance& instance, const PersonId& person);
  /// Only this person's last act in the stage; what others did there in the round still counts.
  static void take_back(Instance& instance, const StageActor& act);
  static std::optional<Timer>& timer_of(Instance& instance, TimerTrack track);
  void disarm(Instance& instance, TimerTrack track);
  void arm(Instance& instance, TimerTrack track, const std::optional<Timer>& timer);
  void unwatch_deadline(const Alert& alert);
  void watch_deadline(const Alert& alert);
  /// Whether the sheets of a month are still owed is asked again.
  void watch_sheets(InstanceState& instance, int month);

  template <typename AlertChange>
  Alert& change_alert(const AlertChange& event) {
    Alert& alert = state_.alerts.at(event.alert);
    alert.inputs = event.inputs;
    alert.cause = event.cause;
    alert.sentence = event.sentence;
    alert.changed_at = envelope_.at;
    return alert;
  }

  State& state_;
  const Envelope& envelope_;
};

}  // namespace budget
