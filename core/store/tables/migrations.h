#pragma once

#include "engine/state.h"
#include "store/database.h"

namespace budget {

// Migrations of running instances, and what became of each.

void write_proposed(Database& database, const MigrationProposed& event, const Envelope& envelope);
void write_confirmed(Database& database, const MigrationConfirmed& event, const Envelope& envelope);
void write_dropped(Database& database, const MigrationDropped& event, const Envelope& envelope);
void write_finished(Database& database, const MigrationFinished& event, const Envelope& envelope);
void write_migrated(Database& database, const InstanceMigrated& event, Instant at);
void write_not_migrated(Database& database, const InstanceNotMigrated& event, Instant at);

/// Those that wait or run.
void load_migrations(Database& database, State& state);

}  // namespace budget
