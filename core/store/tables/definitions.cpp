#include "store/tables/definitions.h"

#include "store/codec/content.h"
#include "store/failure.h"

namespace budget {
namespace {

void use(Database& database, const char* kind, const std::string& id, const ContentHash& hash) {
  database
      .statement(
          "INSERT INTO in_use VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET hash = excluded.hash")
      .run(kind, id, hash);
}

void load_in_use(Database& database, State& state) {
  Rows rows = database.statement("SELECT kind, id, hash FROM in_use ORDER BY kind, id").query();
  while (rows.next()) {
    const std::string_view kind = rows.text(0);
    ContentHash hash = rows.id<ContentHash>(2);
    if (kind == "workflow") state.current_workflow[rows.id<WorkflowId>(1)] = std::move(hash);
    if (kind == "rule_set") state.current_rule_set[rows.id<RuleSetId>(1)] = std::move(hash);
    if (kind == "calendar") state.current_calendar = std::move(hash);
  }
}

}  // namespace

void write_definition(Database& database, const WorkflowDefinition& definition) {
  database.statement("INSERT INTO workflows VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING")
      .run(definition.hash, definition.id, definition.version, to_json(definition));
  use(database, "workflow", definition.id.text(), definition.hash);
}

void write_definition(Database& database, const RuleSet& rule_set) {
  database.statement("INSERT INTO rule_sets VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING")
      .run(rule_set.hash, rule_set.id, rule_set.version, to_json(rule_set));
  use(database, "rule_set", rule_set.id.text(), rule_set.hash);
}

void write_definition(Database& database, const Calendar& calendar) {
  database.statement("INSERT INTO calendars VALUES (?1, ?2) ON CONFLICT DO NOTHING")
      .run(calendar.edition, to_json(calendar));
  use(database, "calendar", "", calendar.edition);
}

void write_definition(Database& database, const Organisation& organisation,
                      const ContentHash& hash) {
  database.statement("INSERT INTO organisations VALUES (?1, ?2) ON CONFLICT DO NOTHING")
      .run(hash, to_json(organisation));
  use(database, "organisation", "", hash);
  Statement& region = database.statement(
      "INSERT INTO regions VALUES (?1, ?2) ON CONFLICT DO UPDATE SET name = excluded.name");
  for (const Region& one : organisation.regions)
    region.run(one.code, one.name);
  Statement& department = database.statement(
      "INSERT INTO departments VALUES (?1, ?2) ON CONFLICT DO UPDATE SET name = excluded.name");
  for (const Department& one : organisation.departments)
    department.run(one.id, one.name);
}

void load_definitions(Database& database, State& state) {
  Rows workflows = database.statement("SELECT content FROM workflows").query();
  while (workflows.next()) {
    auto definition = from_json<WorkflowDefinition>(workflows.text(0));
    ContentHash hash = definition.hash;
    state.workflows.emplace(std::move(hash), std::move(definition));
  }
  Rows rule_sets = database.statement("SELECT content FROM rule_sets").query();
  while (rule_sets.next()) {
    auto rule_set = from_json<RuleSet>(rule_sets.text(0));
    ContentHash hash = rule_set.hash;
    state.rule_sets.emplace(std::move(hash), std::move(rule_set));
  }
  Rows calendars = database.statement("SELECT content FROM calendars").query();
  while (calendars.next()) {
    auto calendar = from_json<Calendar>(calendars.text(0));
    ContentHash edition = calendar.edition;
    state.calendars.emplace(std::move(edition), std::move(calendar));
  }
  Rows organisations =
      database
          .statement(
              "SELECT o.hash, o.content FROM in_use u JOIN organisations o ON o.hash = u.hash "
              "WHERE u.kind = 'organisation'")
          .query();
  if (organisations.next()) {
    set_organisation(state, from_json<Organisation>(organisations.text(1)),
                     organisations.id<ContentHash>(0));
  }
  load_in_use(database, state);
}

WorkflowDefinition read_workflow(Database& database, const std::string& hash) {
  Rows rows = database.statement("SELECT content FROM workflows WHERE hash = ?1").query(hash);
  if (!rows.next())
    throw StoreFault("expected to find the workflow definition " + hash +
                     ", but it is not in the database");
  return from_json<WorkflowDefinition>(rows.text(0));
}

RuleSet read_rule_set(Database& database, const std::string& hash) {
  Rows rows = database.statement("SELECT content FROM rule_sets WHERE hash = ?1").query(hash);
  if (!rows.next())
    throw StoreFault("expected to find the rule set " + hash + ", but it is not in the database");
  return from_json<RuleSet>(rows.text(0));
}

Calendar read_calendar(Database& database, const ContentHash& edition) {
  Rows rows = database.statement("SELECT content FROM calendars WHERE edition = ?1").query(edition);
  if (!rows.next())
    throw StoreFault("expected to find the calendar " + edition.text() +
                     ", but it is not in the database");
  return from_json<Calendar>(rows.text(0));
}

Organisation read_organisation(Database& database, const std::string& hash) {
  Rows rows = database.statement("SELECT content FROM organisations WHERE hash = ?1").query(hash);
  if (!rows.next())
    throw StoreFault("expected to find the organisation " + hash +
                     ", but it is not in the database");
  return from_json<Organisation>(rows.text(0));
}

ContentHash organisation_in_use(Database& database) {
  Rows rows =
      database.statement("SELECT hash FROM in_use WHERE kind = 'organisation' AND id = ''").query();
  return rows.next() ? rows.id<ContentHash>(0) : ContentHash();
}

}  // namespace budget
