#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/ports.h"

namespace budget {

/// Definitions that shall stand in the place of those that were in force, whatever their version.
struct ReplayedChanges {
  std::map<WorkflowId, WorkflowDefinition> workflows;
  std::map<RuleSetId, RuleSet> rule_sets;
};

/// In which way a decision would have been another one.
enum class ReplayedKind {
  act_refused,       ///< it passed, and would be refused
  act_passes,        ///< its gate held it back, and would let it through
  act_waits,         ///< it passed, and would have to ask rules that were not asked then
  act_elsewhere,     ///< it would lead to another stage
  alert_raised,      ///< there was none
  alert_not_raised,  ///< there was one
  alert_level,       ///< of another level
  deadline_moved,
  nodes_changed,  ///< other months would be checked
  no_such_stage,  ///< nothing can be said: the stage is not in the changed definition
};

/// One decision that would have been another one.
struct ReplayedDifference {
  ReplayedKind kind = ReplayedKind::act_refused;
  EventSeq seq;  ///< of the command's first event
  Instant at;
  std::string instance;  ///< as people name it; empty where it is about none
  StageId stage;
  PersonId person;  ///< who acted; empty for the engine
  std::string person_name;
  std::string what;    ///< the act's title, the project and rule, the stage
  std::string before;  ///< as it was
  std::string after;   ///< as it would be
};

struct ReplayReport {
  std::vector<ReplayedDifference> differences;
  std::map<std::string, int> compared;      ///< by what they are, in Chinese
  std::map<std::string, int> not_compared;  ///< commands that definitions and rules do not decide
};

/// Holds every decision of a year as it was written down against changed definitions and rules.
///
/// Each decision is judged by itself, on the state it was made on then: what follows from a
/// difference is not played on. Refusals of that time are known only where a gate's report was
/// written down.
class YearReplay {
 public:
  explicit YearReplay(ReplayedChanges changes);

  /// One command as it was written down, in the order of the log. `first`: place of its first
  /// event.
  void take(const Entry& entry, EventSeq first);
  [[nodiscard]] ReplayReport finish();

 private:
  struct Held {
    ReplayedDifference difference;
    CheckId check;
  };
  /// What became of alerts: their level, or nothing for one that closed.
  using Alerts = std::map<AlertKey, std::optional<AlertLevel>>;

  void compare(const Entry& entry);
  void compare_act(const Entry& entry, const ActPerformed& act);
  [[nodiscard]] std::string title_of_rule(const Instance& instance, const RuleId& id) const;
  void compare_node(const Entry& entry, const TimerFired& fired);
  void compare_payments(const Entry& entry, const PaymentsRecorded& payments);
  void compare_alerts(const std::vector<Event>& then, const std::vector<Event>& now);
  void compare_entered(const StageEntered& entered);
  void consider_held(const CheckReported& report);
  void apply_changed(const Entry& entry, Event event);
  [[nodiscard]] Alerts alerts_of(const std::vector<Event>& events) const;
  [[nodiscard]] bool has_stage(const Instance& instance) const;
  [[nodiscard]] ReplayedDifference about(const Instance& instance, ReplayedKind kind) const;
  void tell(ReplayedDifference difference) { report_.differences.push_back(std::move(difference)); }

  ReplayedChanges changes_;
  State state_;  ///< as it was, but for the definitions
  ReplayReport report_;
  std::map<CheckId, PersonId> asked_by_;
  std::vector<Held> held_;          ///< acts that would pass, unless they did in the end
  std::set<AlertKey> told_alerts_;  ///< each difference once
  Envelope envelope_;
  EventSeq seq_;
};

[[nodiscard]] const char* name_of(ReplayedKind kind) noexcept;
/// "原已通过，现会被拒"
[[nodiscard]] const char* title_of(ReplayedKind kind) noexcept;

}  // namespace budget
