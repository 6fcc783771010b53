#pragma once

#include "engine/state.h"
#include "store/database.h"

namespace budget {

/// What of an instance never changes; update_instance must follow.
void insert_instance(Database& database, const Instance& instance);
/// All the rest, its timers, the number of its open alerts and where its history ends.
void update_instance(Database& database, const InstanceState& instance, EventSeq last_event);
/// The definition it is under since a migration.
void write_definition_of(Database& database, const Instance& instance);
/// The parent it has since one adopted it.
void write_origin(Database& database, const Instance& instance);
/// The sums over its projects.
void write_totals(Database& database, const InstanceState& instance);
/// What was planned up to the last node checked.
void write_planned(Database& database, InstanceId instance, Money planned);

/// What read_instance() expects, in its order, of `instances i`.
inline constexpr char kInstanceColumns[] =
    "i.id, i.workflow, i.definition, i.rule_set, i.calendar, i.department, i.year, i.stage, "
    "i.entered_at_ms, i.round, "
    "i.revision, i.authors, i.actors, i.last_actor, i.last_act, i.previous_stage, i.due_on, "
    "i.due_is_provisional, "
    "i.is_overdue, i.nodes_checked, i.is_closed, i.stage_timer, i.stage_timer_occurrence, "
    "i.stage_timer_at_ms, i.node_timer, i.node_timer_occurrence, i.node_timer_at_ms, i.work, "
    "i.migrated, i.origin, i.children";
inline constexpr int kInstanceColumnCount = 31;
[[nodiscard]] Instance read_instance(const Rows& rows);

void load_instances(Database& database, State& state);

}  // namespace budget
