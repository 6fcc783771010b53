#pragma once

#include "engine/state.h"
#include "store/database.h"

namespace budget {

/// What of an instance never changes; update_instance must follow.
void insert_instance(Database& database, const Instance& instance);
/// All the rest, its timers and the number of its open alerts.
void update_instance(Database& database, const InstanceState& instance);
/// The sums over its projects.
void write_totals(Database& database, const State& after, const InstanceState& instance);
/// What was planned up to the last node checked.
void write_planned(Database& database, InstanceId instance, Money planned);

/// What read_instance() expects, in its order, and where it comes from.
inline constexpr char kInstanceColumns[] =
    "i.id, i.workflow, i.definition, i.rule_set, i.calendar, i.department, i.year, i.stage, "
    "i.entered_at_ms, i.round, "
    "i.revision, i.authors, i.actors, i.last_actor, i.last_act, i.previous_stage, i.due_on, "
    "i.due_is_provisional, "
    "i.is_overdue, i.nodes_checked, i.is_closed, s.name, s.occurrence, s.at_ms, n.name, "
    "n.occurrence, n.at_ms";
inline constexpr int kInstanceColumnCount = 27;
/// To be put behind "FROM instances i".
inline constexpr char kInstanceTimers[] =
    " LEFT JOIN timers s ON s.instance = i.id AND s.track = 'stage' "
    "LEFT JOIN timers n ON n.instance = i.id AND n.track = 'node'";
[[nodiscard]] Instance read_instance(const Rows& rows);

void load_instances(Database& database, State& state);

}  // namespace budget
