#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include <budget/date.h>
#include <budget/ids.h>

#include "model/gate.h"
#include "model/stage_work.h"

namespace budget {

/// The two clocks an instance can have running. At most one timer of each is armed at a time;
/// firing arms the next.
enum class TimerTrack { stage, node };

/// An armed timer. (instance, track, name, occurrence) is unique for ever: a timer never fires
/// twice.
struct Timer {
  std::string name;    ///< "draft.ladder", "draft.due", "monitoring.node"
  int occurrence = 0;  ///< rung number, round, or node month
  Instant at;
  friend bool operator==(const Timer&, const Timer&) = default;
};

/// Who acted in a stage of the current round.
struct StageActor {
  StageId stage;
  PersonId person;
  friend bool operator==(const StageActor&, const StageActor&) = default;
};

using MigrationId = Number<struct MigrationTag>;

/// Where an instance stands under its definition: all that a move to another one may change.
struct Standing {
  ContentHash definition;
  StageId stage;
  StageId previous_stage;
  std::vector<StageActor> actors;
  std::optional<Date> due_on;
  bool due_is_provisional = false;
  bool is_overdue = false;
  std::optional<Timer> stage_timer;
  std::optional<Timer> node_timer;
  std::vector<PluginPin> pins;
  StageWork work;
  friend bool operator==(const Standing&, const Standing&) = default;
};

/// That it was brought under another definition, and where it stood before: kept as long as this
/// can be undone, until it enters another stage.
struct MigrationTrace {
  MigrationId migration;
  Standing before;
  friend bool operator==(const MigrationTrace&, const MigrationTrace&) = default;
};

/// One run of a workflow: a department's budget of one fiscal year. The definition, calendar and
/// rule set are pinned.
struct Instance {
  InstanceId id;
  WorkflowId workflow;
  ContentHash definition;
  ContentHash rule_set;
  ContentHash calendar;
  DepartmentId department;
  FiscalYear year;

  StageId stage;
  Instant entered_at;
  int round = 1;
  std::int64_t revision = 0;      ///< number of events that touched it; for optimistic requests
  std::vector<PersonId> authors;  ///< who drafted or handed in, in any round; sorted, never cleared
  std::vector<StageActor> actors;  ///< this round
  PersonId last_actor;             ///< who brought it into this stage
  ActId last_act;
  StageId previous_stage;
  std::optional<Date> due_on;
  bool due_is_provisional = false;
  bool is_overdue = false;
  std::optional<Timer> stage_timer;
  std::optional<Timer> node_timer;
  std::vector<int> nodes_checked;  ///< months, ascending
  bool is_closed = false;
  std::vector<PluginPin> pins;  ///< of the rule plugins its definition names; sorted by name
  StageWork work;
  std::optional<MigrationTrace> migrated{};

  friend bool operator==(const Instance&, const Instance&) = default;
};

[[nodiscard]] Standing standing_of(const Instance& instance);
/// The instance as it is with that standing; its timers are those of the standing.
void put(Instance& instance, const Standing& standing);

[[nodiscard]] const char* name_of(TimerTrack track) noexcept;

}  // namespace budget
