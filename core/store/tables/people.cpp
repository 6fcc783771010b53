#include "store/tables/people.h"

#include "store/codec/content.h"

namespace budget {

void write_appointed(Database& database, const Substitution& substitution,
                     const Envelope& envelope) {
  database
      .statement(
          "INSERT INTO substitutions VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, '', NULL, "
          "'')")
      .run(substitution.id, substitution.person, substitution.substitute, substitution.first_day,
           substitution.last_day, to_json(substitution.roles), substitution.reason, envelope.actor,
           envelope.at);
}

void write_ended(Database& database, const SubstitutionEnded& event, const Envelope& envelope) {
  database
      .statement(
          "UPDATE substitutions SET ended_by = ?2, ended_at_ms = ?3, end_reason = ?4 WHERE "
          "id = ?1")
      .run(event.substitution, envelope.actor, envelope.at, event.reason);
}

void write_occasion(Database& database, const OccasionNamed& event, const Envelope& envelope) {
  database.statement("INSERT OR REPLACE INTO occasions VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
      .run(event.region, event.year, event.occasion, event.day, event.reason, envelope.actor,
           envelope.at);
}

Substitution read_substitution(const Rows& rows) {
  return {SubstitutionId(rows.integer(0)),
          rows.id<PersonId>(1),
          rows.id<PersonId>(2),
          rows.date(3),
          rows.date(4),
          from_json<std::vector<RoleId>>(rows.text(5)),
          rows.string(6)};
}

Substitutions read_open_substitutions(Database& database) {
  Rows rows = database
                  .statement(
                      "SELECT id, person, substitute, first_day, last_day, roles, reason "
                      "FROM substitutions WHERE ended_at_ms IS NULL ORDER BY id")
                  .query();
  Substitutions substitutions;
  while (rows.next()) {
    Substitution substitution = read_substitution(rows);
    const SubstitutionId id = substitution.id;
    substitutions.emplace(id, std::move(substitution));
  }
  return substitutions;
}

std::map<OccasionKey, Date> read_occasion_days(Database& database) {
  Rows rows = database.statement("SELECT region, year, occasion, day FROM occasions").query();
  std::map<OccasionKey, Date> days;
  while (rows.next())
    days[{rows.id<RegionCode>(0), rows.year(1), rows.id<OccasionId>(2)}] = rows.date(3);
  return days;
}

void load_people(Database& database, State& state) {
  state.substitutions = read_open_substitutions(database);
  state.last_substitution = SubstitutionId(database.integer("SELECT max(id) FROM substitutions"));
  state.occasions = read_occasion_days(database);
}

}  // namespace budget
