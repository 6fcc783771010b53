#include "store/tables/instances.h"

#include "engine/children.h"
#include "store/codec/content.h"

namespace budget {
namespace {

constexpr char kInsert[] = R"(INSERT INTO instances
    (id, workflow, definition, rule_set, calendar, department, year, stage, entered_at_ms, round, revision, authors,
     actors, last_actor, last_act, previous_stage, due_on, due_is_provisional, is_overdue, nodes_checked, is_closed,
     open_alerts, origin, parent)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, '', 0, 1, 0, '', '', '', '', '', NULL, 0, 0, '', 0, 0, ?8, ?9))";

// One statement for all that an act changes. That it names is_overdue costs the index on it nothing
// as long as the instance is not overdue.
constexpr char kUpdate[] = R"(UPDATE instances SET
    stage = ?2, entered_at_ms = ?3, round = ?4, revision = ?5, authors = ?6, actors = ?7, last_actor = ?8,
    last_act = ?9, previous_stage = ?10, due_on = ?11, due_is_provisional = ?12, is_overdue = ?13,
    nodes_checked = ?14, open_alerts = ?15, last_event = ?16,
    stage_timer = ?17, stage_timer_occurrence = ?18, stage_timer_at_ms = ?19,
    node_timer = ?20, node_timer_occurrence = ?21, node_timer_at_ms = ?22, work = ?23, calendar = ?24,
    migrated = ?25, children = ?26
  WHERE id = ?1)";

// Apart, because indexes hold what is open and what is closed: naming it in kUpdate would rewrite
// them every time.
constexpr char kSetClosed[] = "UPDATE instances SET is_closed = 1 WHERE id = ?1";

std::optional<std::string_view> name_of(const std::optional<Timer>& timer) {
  return timer ? std::optional<std::string_view>(timer->name) : std::nullopt;
}
std::optional<int> occurrence_of(const std::optional<Timer>& timer) {
  return timer ? std::optional(timer->occurrence) : std::nullopt;
}
std::optional<Instant> moment_of(const std::optional<Timer>& timer) {
  return timer ? std::optional(timer->at) : std::nullopt;
}

/// Most stages have nothing of it, and an act writes this row.
std::string work_text(const StageWork& work) {
  return work == StageWork() ? std::string() : to_json(work);
}

std::optional<InstanceId> parent_of(const Instance& instance) {
  return instance.origin ? std::optional(instance.origin->parent) : std::nullopt;
}

std::optional<Timer> read_timer(const Rows& rows, int column) {
  if (rows.is_null(column)) return std::nullopt;
  return Timer{rows.string(column), rows.number(column + 1), rows.instant(column + 2)};
}

}  // namespace

void insert_instance(Database& database, const Instance& instance) {
  database.statement(kInsert).run(
      instance.id, instance.workflow, instance.definition, instance.rule_set, instance.calendar,
      instance.department, instance.year,
      instance.origin ? to_json(*instance.origin) : std::string(), parent_of(instance));
}

void update_instance(Database& database, const InstanceState& state, EventSeq last_event) {
  const Instance& instance = state.data;
  const std::optional<Timer>& stage = instance.stage_timer;
  const std::optional<Timer>& node = instance.node_timer;
  database.statement(kUpdate).run(
      instance.id, instance.stage, instance.entered_at, instance.round, instance.revision,
      to_json(instance.authors), to_json(instance.actors), instance.last_actor, instance.last_act,
      instance.previous_stage, instance.due_on, instance.due_is_provisional, instance.is_overdue,
      to_json(instance.nodes_checked), static_cast<std::int64_t>(state.open_alerts.size()),
      last_event, name_of(stage), occurrence_of(stage), moment_of(stage), name_of(node),
      occurrence_of(node), moment_of(node), work_text(instance.work), instance.calendar,
      instance.migrated ? to_json(*instance.migrated) : std::string(), instance.children);
  if (instance.is_closed) database.statement(kSetClosed).run(instance.id);
}

void write_definition_of(Database& database, const Instance& instance) {
  database.statement("UPDATE instances SET definition = ?2 WHERE id = ?1")
      .run(instance.id, instance.definition);
}

void write_origin(Database& database, const Instance& instance) {
  database.statement("UPDATE instances SET origin = ?2, parent = ?3 WHERE id = ?1")
      .run(instance.id, instance.origin ? to_json(*instance.origin) : std::string(),
           parent_of(instance));
}

void write_totals(Database& database, const InstanceState& instance) {
  database.statement("INSERT OR REPLACE INTO instance_totals VALUES (?1, ?2, ?3, ?4)")
      .run(instance.data.id, static_cast<std::int64_t>(instance.projects.size()), instance.budget,
           instance.paid);
}

void write_planned(Database& database, InstanceId instance, Money planned) {
  database.statement("UPDATE instances SET planned_fen = ?2 WHERE id = ?1").run(instance, planned);
}

Instance read_instance(const Rows& rows) {
  Instance instance;
  instance.id = InstanceId(rows.integer(0));
  instance.workflow = rows.id<WorkflowId>(1);
  instance.definition = rows.id<ContentHash>(2);
  instance.rule_set = rows.id<ContentHash>(3);
  instance.calendar = rows.id<ContentHash>(4);
  instance.department = rows.id<DepartmentId>(5);
  instance.year = rows.year(6);
  instance.stage = rows.id<StageId>(7);
  instance.entered_at = rows.instant(8);
  instance.round = rows.number(9);
  instance.revision = rows.integer(10);
  instance.authors = from_json<std::vector<PersonId>>(rows.text(11));
  instance.actors = from_json<std::vector<StageActor>>(rows.text(12));
  instance.last_actor = rows.id<PersonId>(13);
  instance.last_act = rows.id<ActId>(14);
  instance.previous_stage = rows.id<StageId>(15);
  if (!rows.is_null(16)) instance.due_on = rows.date(16);
  instance.due_is_provisional = rows.flag(17);
  instance.is_overdue = rows.flag(18);
  instance.nodes_checked = from_json<std::vector<int>>(rows.text(19));
  instance.is_closed = rows.flag(20);
  instance.stage_timer = read_timer(rows, 21);
  instance.node_timer = read_timer(rows, 24);
  if (!rows.text(27).empty()) instance.work = from_json<StageWork>(rows.text(27));
  if (!rows.text(28).empty()) instance.migrated = from_json<MigrationTrace>(rows.text(28));
  if (!rows.text(29).empty()) instance.origin = from_json<Origin>(rows.text(29));
  instance.children = rows.number(30);
  return instance;
}

void load_instances(Database& database, State& state) {
  static const std::string kSelect = std::string("SELECT ") + kInstanceColumns +
                                     " FROM instances i INDEXED BY instances_open "
                                     "WHERE i.is_closed = 0 ORDER BY i.id";
  Rows rows = database.statement(kSelect.c_str()).query();
  while (rows.next()) {
    Instance instance = read_instance(rows);
    const InstanceId id = instance.id;
    if (instance.stage_timer)
      state.timers.insert({instance.stage_timer->at, id, TimerTrack::stage});
    if (instance.node_timer) state.timers.insert({instance.node_timer->at, id, TimerTrack::node});
    if (instance.origin) state.children[instance.origin->parent].insert(id);
    state.instances.emplace(
        id, InstanceState{.data = std::move(instance), .projects = {}, .open_alerts = {}});
  }
  for (const auto& [id, instance] : state.instances) {
    if (is_ready(state, instance.data)) state.ready.insert(id);
  }
  state.last_instance = InstanceId(database.integer("SELECT max(id) FROM instances"));
}

}  // namespace budget
