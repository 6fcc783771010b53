#pragma once

#include <functional>
#include <optional>
#include <span>

#include "engine/rehearsal/rehearsal.h"

namespace budget {

/// Turns the events of one outcome into steps a person can read, and counts them. Used by the
/// rehearsal only.
class RehearsalNarrator {
 public:
  RehearsalNarrator(const State& state, const std::function<void(const RehearsalStep&)>& sink)
      : state_(state), sink_(sink) {}

  /// `instances`: what is known of the instances, closed ones included, brought up to date on the
  /// way.
  void tell(const Command& command, Instant at, const std::vector<Event>& events);
  void tell_refused(const Command& command, Instant at, const Instance& instance,
                    const Error& error);

  [[nodiscard]] RehearsalSummary& summary() { return summary_; }
  /// Department, year and stage of an instance seen so far, also after it was closed; null when
  /// never seen.
  [[nodiscard]] const Instance* known(InstanceId id) const;
  /// Of an alert told so far.
  [[nodiscard]] InstanceId instance_of(AlertId alert) const;
  /// Makes an instance known that was open before the rehearsal.
  void remember(const Instance& instance) { instances_[instance.id] = instance; }

 private:
  void emit(RehearsalStepKind kind, InstanceId instance, std::string text);
  void emit(RehearsalStep step);
  [[nodiscard]] RehearsalStep step_for(RehearsalStepKind kind, InstanceId instance,
                                       std::string text) const;
  [[nodiscard]] const Stage* stage_of(InstanceId instance, const StageId& stage) const;
  void tell_notice(const Notice& notice);
  void flush_notice();
  void tell_entered(const StageEntered& event);
  void tell_check(const CheckReported& event);
  /// One of the events about sheets, among the others of its command.
  void tell_sheets(const Command& command, std::span<const Event> events, const Event& event);
  /// One of the events of people and deadlines; nothing for any other.
  void tell_people(const Event& event);
  /// One of the events of definitions and migrations; nothing for any other.
  void tell_migration(const Event& event);
  [[nodiscard]] std::string acting(const std::vector<PersonId>& principals) const;
  void tell_alert(RehearsalStepKind kind, AlertId id, const std::string& sentence);

  const State& state_;
  const std::function<void(const RehearsalStep&)>& sink_;
  RehearsalSummary summary_;
  std::map<InstanceId, Instance> instances_;
  std::map<AlertId, Alert> alerts_;
  std::optional<Notice> notice_;  ///< that precedes the entry of a stage
  std::optional<NodeChecked> node_;
  Instant at_;
  PersonId actor_;
};

}  // namespace budget
