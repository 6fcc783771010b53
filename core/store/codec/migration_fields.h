#pragma once

#include "model/migration.h"
#include "store/codec/budget_fields.h"
#include "store/codec/check_fields.h"
#include "store/codec/definition_fields.h"
#include "store/codec/field.h"
#include "store/codec/work_fields.h"

namespace budget {

template <>
struct Described<Standing> {
  static constexpr auto kFields = std::tuple(
      field("definition", &Standing::definition), field("stage", &Standing::stage),
      field("previous_stage", &Standing::previous_stage), field("actors", &Standing::actors),
      field("due_on", &Standing::due_on),
      field("due_is_provisional", &Standing::due_is_provisional),
      field("is_overdue", &Standing::is_overdue), field("stage_timer", &Standing::stage_timer),
      field("node_timer", &Standing::node_timer), field("pins", &Standing::pins),
      field("work", &Standing::work));
};

template <>
struct Described<MigrationTrace> {
  static constexpr auto kFields = std::tuple(field("migration", &MigrationTrace::migration),
                                             field("before", &MigrationTrace::before));
};

template <>
struct Described<StageMapping> {
  static constexpr auto kFields =
      std::tuple(field("from", &StageMapping::from), field("to", &StageMapping::to));
};

template <>
struct Described<StageTimers> {
  static constexpr auto kFields =
      std::tuple(field("stage", &StageTimers::stage), field("policy", &StageTimers::policy));
};

template <>
struct Described<MigrationPlan> {
  static constexpr auto kFields = std::tuple(
      field("region", &MigrationPlan::region), field("workflow", &MigrationPlan::workflow),
      field("year", &MigrationPlan::year), field("departments", &MigrationPlan::departments),
      field("from", &MigrationPlan::from), field("to", &MigrationPlan::to),
      field("stages", &MigrationPlan::stages), field("timers", &MigrationPlan::timers),
      field("stage_timers", &MigrationPlan::stage_timers), field("reason", &MigrationPlan::reason),
      field("undoes", &MigrationPlan::undoes));
};

}  // namespace budget
