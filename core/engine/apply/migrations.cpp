#include <algorithm>

#include "engine/apply/applier.h"

namespace budget {

void Applier::operator()(const MigrationProposed& event) {
  WorkflowMigration migration;
  migration.id = event.migration;
  migration.plan = event.plan;
  migration.proposed_by = envelope_.actor;
  state_.migrations.emplace(event.migration, std::move(migration));
  state_.last_migration = std::max(state_.last_migration, event.migration);
}

void Applier::operator()(const MigrationConfirmed& event) {
  WorkflowMigration& migration = state_.migrations.at(event.migration);
  migration.phase = MigrationPhase::running;
  migration.confirmed_by = envelope_.actor;
}

void Applier::operator()(const MigrationDropped& event) {
  state_.migrations.erase(event.migration);
}

void Applier::operator()(const InstanceMigrated& event) {
  WorkflowMigration& migration = state_.migrations.at(event.migration);
  migration.reached = event.instance;
  ++migration.migrated;
  Instance& instance = touch(event.instance).data;
  disarm(instance, TimerTrack::stage);
  disarm(instance, TimerTrack::node);
  drop_checks(event.instance);
  rules_see_change(event.instance);
  put(instance, event.after);
  arm(instance, TimerTrack::stage, event.after.stage_timer);
  arm(instance, TimerTrack::node, event.after.node_timer);
  instance.migrated.reset();
  if (!is_undo(migration.plan)) instance.migrated = MigrationTrace{event.migration, event.before};
}

void Applier::operator()(const InstanceNotMigrated& event) {
  WorkflowMigration& migration = state_.migrations.at(event.migration);
  migration.reached = event.instance;
  ++migration.refused;
  touch(event.instance);
}

void Applier::operator()(const MigrationFinished& event) {
  state_.migrations.erase(event.migration);
}

}  // namespace budget
