#include <algorithm>
#include <limits>

#include "engine/migration/migrator.h"
#include "engine/schedule.h"
#include "store/codec/content.h"
#include "store/queries/readers.h"
#include "store/tables/checks.h"
#include "store/tables/definitions.h"
#include "store/tables/instances.h"
#include "store/tables/people.h"
#include "store/tables/words_column.h"

namespace budget {
namespace {

constexpr char kMigrationColumns[] =
    "m.id, m.plan, m.phase, m.proposed_by, m.proposed_at_ms, m.confirmed_by, m.confirmed_at_ms, "
    "m.ended_by, m.ended_at_ms, m.end_reason, "
    "(SELECT count(*) FROM migrated_instances i WHERE i.migration = m.id AND i.why = ''), "
    "(SELECT count(*) FROM migrated_instances i WHERE i.migration = m.id AND i.why <> '') "
    "FROM workflow_migrations m";

MigrationRow migration_row(const Rows& rows, const People& people) {
  MigrationRow row;
  row.data.id = MigrationId(rows.integer(0));
  row.data.plan = from_json<MigrationPlan>(rows.text(1));
  row.data.phase = read_word<MigrationPhase>(rows, 2);
  row.data.proposed_by = rows.id<PersonId>(3);
  row.proposed_by_name = people.name_of(row.data.proposed_by);
  row.proposed_at = rows.instant(4);
  row.data.confirmed_by = rows.id<PersonId>(5);
  if (!row.data.confirmed_by.empty()) row.confirmed_by_name = people.name_of(row.data.confirmed_by);
  if (!rows.is_null(6)) row.confirmed_at = rows.instant(6);
  const auto ended_by = rows.id<PersonId>(7);
  if (!ended_by.empty()) row.ended_by_name = people.name_of(ended_by);
  if (!rows.is_null(8)) row.ended_at = rows.instant(8);
  row.end_reason = rows.string(9);
  row.data.migrated = rows.number(10);
  row.data.refused = rows.number(11);
  return row;
}

std::string stage_title(const WorkflowDefinition& definition, const StageId& id) {
  const Stage* stage = find_stage(definition, id);
  return stage == nullptr ? id.text() : stage->title;
}

/// The nodes of a stage an instance has not been checked at.
std::vector<int> nodes_left(const Instance& instance, const Stage& stage, const RuleSet& rules) {
  std::vector<int> left = node_months(stage, rules);
  std::erase_if(left, [&](int month) { return std::ranges::count(instance.nodes_checked, month); });
  return left;
}

void prove(MigratedRow& row, const Instance& instance, const WorkflowDefinition& definition,
           const Calendar& calendar, const RuleSet& rules, Instant at) {
  const Stage* stage = find_stage(definition, row.after->stage);
  if (stage == nullptr) return;
  row.proof = prove_timers(*row.before, *row.after, *stage, calendar,
                           nodes_left(instance, *stage, rules), at);
}

}  // namespace

std::vector<WorkflowRow> read_workflows(Database& database) {
  Rows rows = database
                  .statement(
                      "SELECT w.content, u.hash IS NOT NULL, (SELECT count(*) FROM instances i "
                      "INDEXED BY instances_open WHERE i.is_closed = 0 AND i.definition = w.hash) "
                      "FROM workflows w LEFT JOIN in_use u ON u.kind = 'workflow' AND u.id = w.id "
                      "AND u.hash = w.hash ORDER BY w.id, 2 DESC, w.version DESC, w.hash")
                  .query();
  std::vector<WorkflowRow> found;
  while (rows.next()) {
    WorkflowRow row;
    row.content = rows.string(0);
    row.definition = from_json<WorkflowDefinition>(row.content);
    row.is_current = rows.flag(1);
    row.open_instances = rows.number(2);
    found.push_back(std::move(row));
  }
  return found;
}

OfficeFacts read_office(Database& database) {
  State state;
  load_definitions(database, state);
  OfficeFacts office;
  office.organisation = std::move(state.organisation);
  for (const auto& [id, hash] : state.current_rule_set)
    office.rule_sets.push_back(state.rule_sets.at(hash));
  if (!state.current_calendar.empty()) office.calendar = state.calendars.at(state.current_calendar);
  return office;
}

std::vector<MigrationRow> read_migrations(Database& database, PeopleCache& cache, Page page) {
  const std::shared_ptr<const People> people = cache.current(database);
  Statement statement = database.prepare(std::string("SELECT ") + kMigrationColumns +
                                         " WHERE ?1 = 0 OR m.id < ?1 ORDER BY m.id DESC LIMIT ?2");
  Rows rows = statement.query(page.after, page.limit);
  std::vector<MigrationRow> found;
  while (rows.next())
    found.push_back(migration_row(rows, *people));
  return found;
}

Result<MigrationRow> read_migration(Database& database, PeopleCache& cache, MigrationId id) {
  const std::shared_ptr<const People> people = cache.current(database);
  Statement statement =
      database.prepare(std::string("SELECT ") + kMigrationColumns + " WHERE m.id = ?1");
  Rows rows = statement.query(id);
  if (rows.next()) return migration_row(rows, *people);
  return Error{ErrorCode::not_found, "expected to find migration " + std::to_string(id.value()) +
                                         ", but there is none of this number"};
}

std::vector<MigratedRow> read_migrated(Database& database, DefinitionCache& definitions,
                                       MigrationId id, Page page) {
  static const std::string kSelect = std::string("SELECT ") + kInstanceColumns +
                                     ", m.at_ms, m.before, m.after, m.why, coalesce(d.name, "
                                     "i.department) FROM migrated_instances m JOIN instances i ON "
                                     "i.id = m.instance LEFT JOIN departments d ON d.id = "
                                     "i.department WHERE m.migration = ?1 AND m.instance > ?2 "
                                     "ORDER BY m.instance LIMIT ?3";
  constexpr int kFirst = kInstanceColumnCount;
  std::map<ContentHash, Calendar> calendars;
  std::map<ContentHash, RuleSet> rule_sets;
  Rows rows = database.statement(kSelect.c_str()).query(id, page.after, page.limit);
  std::vector<MigratedRow> found;
  while (rows.next()) {
    const Instance instance = read_instance(rows);
    MigratedRow row;
    row.instance = instance.id;
    row.year = instance.year;
    row.department = instance.department;
    row.department_name = rows.string(kFirst + 4);
    row.why = rows.string(kFirst + 3);
    if (row.why.empty()) {
      row.before = from_json<Standing>(rows.text(kFirst + 1));
      row.after = from_json<Standing>(rows.text(kFirst + 2));
      const auto before = definitions.find(database, row.before->definition);
      const auto after = definitions.find(database, row.after->definition);
      row.before_title = stage_title(*before, row.before->stage);
      row.after_title = stage_title(*after, row.after->stage);
      if (!calendars.contains(instance.calendar))
        calendars.emplace(instance.calendar, read_calendar(database, instance.calendar));
      if (!rule_sets.contains(instance.rule_set)) {
        rule_sets.emplace(instance.rule_set, read_rule_set(database, instance.rule_set.text()));
      }
      prove(row, instance, *after, calendars.at(instance.calendar), rule_sets.at(instance.rule_set),
            rows.instant(kFirst));
    }
    found.push_back(std::move(row));
  }
  return found;
}

Result<std::vector<MigratedRow>> read_migration_preview(Database& database,
                                                        const MigrationPlan& plan,
                                                        const std::vector<PersonId>& movers,
                                                        Instant now,
                                                        const std::vector<PluginInfo>& plugins) {
  State state;
  load_definitions(database, state);
  load_instances(database, state);
  load_checks(database, state);
  load_people(database, state);
  WorkflowMigrator migrator(state, plan, movers, now, plugins);
  std::vector<MigratedRow> found;
  for (const InstanceId id :
       migration_candidates(state, plan, {}, std::numeric_limits<std::size_t>::max())) {
    const Instance& instance = state.instances.at(id).data;
    MigrationOutcome outcome = migrator.outcome(instance);
    MigratedRow row;
    row.instance = id;
    row.year = instance.year;
    row.department = instance.department;
    row.department_name = state.directory.name_of(instance.department);
    row.before = standing_of(instance);
    row.before_title = stage_title(state.workflows.at(instance.definition), instance.stage);
    row.after = std::move(outcome.after);
    row.why = std::move(outcome.why);
    if (row.after) {
      const WorkflowDefinition& after = state.workflows.at(row.after->definition);
      row.after_title = stage_title(after, row.after->stage);
      prove(row, instance, after, state.calendars.at(instance.calendar),
            state.rule_sets.at(instance.rule_set), now);
    }
    found.push_back(std::move(row));
  }
  return found;
}

}  // namespace budget
