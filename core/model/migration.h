#pragma once

#include <optional>
#include <string>
#include <vector>

#include <budget/ids.h>

#include "model/instance.h"

namespace budget {

/// What becomes of the time that runs in a stage when its instance comes under another definition.
enum class TimerPolicy {
  keep_due,        ///< 保留到期日: due on the day it was due before
  keep_remaining,  ///< 已用时间照算: by the new rule, counted from the day the stage was entered
  restart,         ///< 重新起算: by the new rule, counted from the day of the migration
};

/// A stage of the old definition that goes on as another one of the new.
struct StageMapping {
  StageId from;
  StageId to;
  friend bool operator==(const StageMapping&, const StageMapping&) = default;
};

/// The policy of one stage, named as the new definition does.
struct StageTimers {
  StageId stage;
  TimerPolicy policy = TimerPolicy::keep_due;
  friend bool operator==(const StageTimers&, const StageTimers&) = default;
};

/// Which running instances come under which definition, and how.
struct MigrationPlan {
  RegionCode region;
  WorkflowId workflow;
  std::optional<FiscalYear> year;         ///< none: every year
  std::vector<DepartmentId> departments;  ///< empty: all
  ContentHash from;                       ///< empty: every other definition of the workflow
  ContentHash to;
  std::vector<StageMapping> stages;  ///< a stage not named keeps its name
  TimerPolicy timers = TimerPolicy::keep_due;
  std::vector<StageTimers> stage_timers;
  std::string reason;
  MigrationId undoes;  ///< puts back what that one moved; then only region and reason count
  friend bool operator==(const MigrationPlan&, const MigrationPlan&) = default;
};

[[nodiscard]] inline bool is_undo(const MigrationPlan& plan) {
  return plan.undoes != MigrationId();
}

/// How far a migration came. Finished and dropped ones are in the store only.
enum class MigrationPhase { proposed, running, finished, dropped };

/// Proposed by one person, confirmed by another, then carried out in batches by the engine.
struct WorkflowMigration {
  MigrationId id;
  MigrationPlan plan;
  MigrationPhase phase = MigrationPhase::proposed;
  PersonId proposed_by;
  PersonId confirmed_by;
  InstanceId reached;  ///< the last instance that was looked at; those behind it are still to come
  int migrated = 0;
  int refused = 0;
  friend bool operator==(const WorkflowMigration&, const WorkflowMigration&) = default;
};

/// The stage an old one goes on as.
[[nodiscard]] const StageId& mapped(const MigrationPlan& plan, const StageId& stage);
[[nodiscard]] TimerPolicy policy_of(const MigrationPlan& plan, const StageId& stage);

[[nodiscard]] const char* name_of(TimerPolicy value) noexcept;
/// "保留到期日"
[[nodiscard]] const char* title_of(TimerPolicy value) noexcept;
[[nodiscard]] const char* name_of(MigrationPhase value) noexcept;
/// "待确认"
[[nodiscard]] const char* title_of(MigrationPhase value) noexcept;

}  // namespace budget
