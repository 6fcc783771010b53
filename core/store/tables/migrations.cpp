#include "store/tables/migrations.h"

#include "store/codec/content.h"
#include "store/tables/words_column.h"

namespace budget {
namespace {

void end(Database& database, MigrationId id, MigrationPhase phase, const Envelope& envelope,
         const std::string& reason) {
  database
      .statement(
          "UPDATE workflow_migrations SET phase = ?2, ended_by = ?3, ended_at_ms = ?4, "
          "end_reason = ?5 WHERE id = ?1")
      .run(id, name_of(phase), envelope.actor, envelope.at, reason);
}

}  // namespace

void write_proposed(Database& database, const MigrationProposed& event, const Envelope& envelope) {
  database
      .statement(
          "INSERT INTO workflow_migrations VALUES (?1, ?2, ?3, 'proposed', ?4, ?5, '', NULL, '', "
          "NULL, '')")
      .run(event.migration, event.plan.region, to_json(event.plan), envelope.actor, envelope.at);
}

void write_confirmed(Database& database, const MigrationConfirmed& event,
                     const Envelope& envelope) {
  database
      .statement(
          "UPDATE workflow_migrations SET phase = 'running', confirmed_by = ?2, confirmed_at_ms = "
          "?3 WHERE id = ?1")
      .run(event.migration, envelope.actor, envelope.at);
}

void write_dropped(Database& database, const MigrationDropped& event, const Envelope& envelope) {
  end(database, event.migration, MigrationPhase::dropped, envelope, event.reason);
}

void write_finished(Database& database, const MigrationFinished& event, const Envelope& envelope) {
  end(database, event.migration, MigrationPhase::finished, envelope, {});
}

void write_migrated(Database& database, const InstanceMigrated& event, Instant at) {
  database.statement("INSERT INTO migrated_instances VALUES (?1, ?2, ?3, ?4, ?5, '')")
      .run(event.migration, event.instance, at, to_json(event.before), to_json(event.after));
}

void write_not_migrated(Database& database, const InstanceNotMigrated& event, Instant at) {
  database.statement("INSERT INTO migrated_instances VALUES (?1, ?2, ?3, '', '', ?4)")
      .run(event.migration, event.instance, at, event.why);
}

void load_migrations(Database& database, State& state) {
  Rows rows = database
                  .statement(
                      "SELECT m.id, m.plan, m.phase, m.proposed_by, m.confirmed_by, "
                      "coalesce((SELECT max(instance) FROM migrated_instances i WHERE i.migration "
                      "= m.id), 0), "
                      "(SELECT count(*) FROM migrated_instances i WHERE i.migration = m.id AND "
                      "i.why = ''), "
                      "(SELECT count(*) FROM migrated_instances i WHERE i.migration = m.id AND "
                      "i.why <> '') "
                      "FROM workflow_migrations m INDEXED BY workflow_migrations_open "
                      "WHERE m.ended_at_ms IS NULL ORDER BY m.id")
                  .query();
  while (rows.next()) {
    WorkflowMigration migration;
    migration.id = MigrationId(rows.integer(0));
    migration.plan = from_json<MigrationPlan>(rows.text(1));
    migration.phase = read_word<MigrationPhase>(rows, 2);
    migration.proposed_by = rows.id<PersonId>(3);
    migration.confirmed_by = rows.id<PersonId>(4);
    migration.reached = InstanceId(rows.integer(5));
    migration.migrated = rows.number(6);
    migration.refused = rows.number(7);
    const MigrationId id = migration.id;
    state.migrations.emplace(id, std::move(migration));
  }
  state.last_migration = MigrationId(database.integer("SELECT max(id) FROM workflow_migrations"));
}

}  // namespace budget
