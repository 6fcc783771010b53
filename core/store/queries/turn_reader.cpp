#include <algorithm>

#include "engine/rights.h"
#include "store/queries/conditions.h"
#include "store/queries/readers.h"
#include "store/tables/instances.h"
#include "store/tables/people.h"

namespace budget {
namespace {

std::vector<PersonName> named(const People& people, const std::vector<PersonId>& ids) {
  std::vector<PersonName> names;
  for (const PersonId& id : ids)
    names.push_back(people.named(id));
  return names;
}

Result<Instance> find_instance(Database& database, InstanceId id) {
  static const std::string kSelect =
      std::string("SELECT ") + kInstanceColumns + " FROM instances i WHERE i.id = ?1";
  Rows rows = database.statement(kSelect.c_str()).query(id);
  if (rows.next()) return read_instance(rows);
  return Error{ErrorCode::not_found, "expected to find instance " + std::to_string(id.value()) +
                                         ", but there is none of this number"};
}

/// One row per person and way; their acts together.
std::vector<CapableRow> capable(const Turn& turn, const People& people) {
  std::vector<CapableRow> rows;
  for (const PossibleAct& possible : who_can_act(turn)) {
    const std::vector<PersonName> principals = named(people, possible.right.principals);
    const auto same = std::ranges::find_if(rows, [&](const CapableRow& row) {
      return row.person.id == possible.person &&
             std::ranges::equal(row.principals, principals, {}, &PersonName::id, &PersonName::id);
    });
    if (same != rows.end()) {
      same->acts.push_back(possible.act);
    } else {
      rows.push_back({people.named(possible.person), {possible.act}, principals});
    }
  }
  return rows;
}

/// Those of whom one would expect it: why not.
std::vector<IncapableRow> incapable(const Turn& turn, const People& people) {
  std::vector<IncapableRow> rows;
  if (turn.instance.is_closed) return rows;
  for (const Transition& transition : turn.definition.transitions) {
    if (transition.from != turn.instance.stage || transition.kind == ActKind::automatic) continue;
    for (const PersonName& holder : people.holders(transition.role, turn.instance.department)) {
      const Result<Right> right = may_act(turn, transition, holder.id);
      if (!right) rows.push_back({holder, transition.act, right.error().message});
    }
  }
  return rows;
}

ActRow act_row(const Transition& transition) {
  return {transition.act,  transition.title,           transition.kind,
          transition.role, transition.reason_required, transition.gate};
}

// Tasks have a handful of rows an instance, and an instance some dozens of projects.
constexpr char kSelectSheetWork[] = R"(SELECT t.month, t.due_on, t.is_overdue,
    (SELECT projects FROM instance_totals n WHERE n.instance = t.instance),
    coalesce(sum(s.phase = 'handed_in'), 0), coalesce(sum(s.phase = 'accepted'), 0)
  FROM sheet_tasks t LEFT JOIN unit_sheets s ON s.instance = t.instance AND s.month = t.month
  WHERE t.instance = ?1 GROUP BY t.month ORDER BY t.month = 0, t.month)";

/// What the sheets of an instance want, of either side.
std::vector<SheetWork> sheet_work(Database& database, const Instance& instance) {
  std::vector<SheetWork> all;
  Rows rows = database.statement(kSelectSheetWork).query(instance.id);
  while (rows.next()) {
    SheetWork work;
    work.month = rows.number(0);
    const bool is_evaluation = work.month == kEvaluation;
    work.due_on = is_evaluation || rows.is_null(1) ? std::optional<Date>() : rows.date(1);
    if (is_evaluation) work.due_on = instance.due_on;
    work.is_overdue = is_evaluation ? instance.is_overdue : rows.flag(2);
    work.projects = rows.number(3) - rows.number(4) - rows.number(5);
    if (work.projects > 0) all.push_back(work);
    work.phase = SheetPhase::handed_in;
    work.projects = rows.number(4);
    work.is_overdue = false;
    if (work.projects > 0) all.push_back(work);
  }
  return all;
}

/// Whether work on sheets is somebody's, and for whom they would do it.
std::optional<Right> right_to(const SheetWork& work, const Turn& turn, const PersonId& person) {
  Result<std::vector<Right>> ways = work.phase == SheetPhase::handed_in
                                        ? ways_to_judge_sheets(turn, person)
                                        : ways_to_fill_sheets(turn, work.month, person);
  return ways ? std::optional(ways->front()) : std::nullopt;
}

/// Those whose work on sheets it is: without a role of the monitoring, whoever keeps the payments.
std::vector<PersonName> sheet_people(const SheetWork& work, const Turn& turn,
                                     const People& people) {
  const DepartmentId& department = turn.instance.department;
  std::vector<RoleId> roles;
  if (work.phase == SheetPhase::filled) {
    roles = filling_roles(turn.definition, work.month);
  } else if (const RoleId* role = monitoring_role(turn.definition)) {
    if (role->empty())
      return named(people,
                   turn.directory.granted(Permission::record_payments, region_of(department)));
    roles.push_back(*role);
  }
  std::vector<PersonId> found;
  for (const RoleId& role : roles) {
    for (const PersonId& person : holders_and_substitutes(turn.directory, turn.substitutions, role,
                                                          department, turn.today)) {
      if (std::ranges::count(found, person) == 0) found.push_back(person);
    }
  }
  return named(people, found);
}

/// What an instance has for one person; nothing when it is not their turn.
QueueRow waiting_for(const PersonId& person, const Turn& turn, const People& people) {
  const Instance& instance = turn.instance;
  QueueRow row;
  row.instance = instance.id;
  row.key = name_of(instance);
  row.year = instance.year;
  row.department = instance.department;
  row.stage_title = find_stage(turn.definition, instance.stage)->title;
  row.due_on = instance.due_on;
  row.is_provisional = instance.due_is_provisional;
  row.is_overdue = instance.is_overdue;
  row.was_delegated = instance.work.delegation && instance.work.delegation->to == person;
  if (row.was_delegated) return row;
  for (const Transition& transition : turn.definition.transitions) {
    if (transition.from != instance.stage || transition.kind == ActKind::take_back) continue;
    const Result<Right> right = may_act(turn, transition, person);
    if (!right) continue;
    if (row.acts.empty()) row.principals = named(people, right->principals);
    row.acts.push_back(act_row(transition));
  }
  return row;
}

/// The work on sheets an instance has for one person.
std::vector<SheetWork> sheets_for(Database& database, const PersonId& person, const Turn& turn,
                                  const People& people) {
  SheetWork filling;
  SheetWork judging;
  judging.phase = SheetPhase::handed_in;
  filling.month = kEvaluation;  // whoever fills in the others fills in these
  if (!right_to(filling, turn, person) && !right_to(judging, turn, person)) return {};
  std::vector<SheetWork> theirs;
  for (SheetWork& work : sheet_work(database, turn.instance)) {
    const std::optional<Right> right = right_to(work, turn, person);
    if (!right) continue;
    work.people = named(people, right->principals);
    theirs.push_back(std::move(work));
  }
  return theirs;
}

/// The day by which the first of it is to be done.
std::optional<Date> first_due(const QueueRow& row) {
  std::optional<Date> first = row.due_on;
  for (const SheetWork& work : row.sheets) {
    if (work.due_on && work.phase == SheetPhase::filled)
      first = first ? std::min(*first, *work.due_on) : *work.due_on;
  }
  return first;
}

}  // namespace

Result<TurnRow> read_turn(Database& database, Names names, InstanceId id, Date today) {
  const Instance instance = TRY(find_instance(database, id));
  const auto definition = names.definitions.find(database, instance.definition);
  const std::shared_ptr<const People> people = names.people.current(database);
  const Substitutions substitutions = read_open_substitutions(database);
  const Turn turn{people->directory(), substitutions, *definition, instance, today};
  TurnRow row{
      id, today, named(*people, whose_turn(turn)), capable(turn, *people), incapable(turn, *people),
      {}};
  if (!instance.is_closed) row.sheets = sheet_work(database, instance);
  for (SheetWork& work : row.sheets)
    work.people = sheet_people(work, turn, *people);
  return row;
}

Result<std::vector<QueueRow>> read_queue(Database& database, Names names, const PersonId& person,
                                         const std::optional<Sight>& sight, Date today) {
  Conditions conditions;
  conditions.add("i.is_closed = 0");
  if (sight) conditions.add(*sight);
  Statement statement = database.prepare(
      std::string("SELECT ") + kInstanceColumns +
      ", coalesce(d.name, r.name, i.department) FROM instances i LEFT JOIN departments d ON d.id = "
      "i.department LEFT JOIN regions r ON r.code = i.department" +
      conditions.text() + " ORDER BY i.due_on IS NULL, i.due_on, i.id");
  conditions.bind(statement);
  const std::shared_ptr<const People> people = names.people.current(database);
  const Substitutions substitutions = read_open_substitutions(database);
  std::vector<QueueRow> queue;
  Rows rows = statement.query();
  while (rows.next()) {
    const Instance instance = read_instance(rows);
    const auto definition = names.definitions.find(database, instance.definition);
    const Turn turn{people->directory(), substitutions, *definition, instance, today};
    QueueRow row = waiting_for(person, turn, *people);
    row.sheets = sheets_for(database, person, turn, *people);
    if (row.acts.empty() && !row.was_delegated && row.sheets.empty()) continue;
    row.department_name = rows.string(kInstanceColumnCount);
    queue.push_back(std::move(row));
    if (queue.size() == static_cast<std::size_t>(kLargestPage)) break;
  }
  std::ranges::stable_sort(queue, [](const QueueRow& a, const QueueRow& b) {
    const std::optional<Date> left = first_due(a);
    const std::optional<Date> right = first_due(b);
    return left && (!right || *left < *right);
  });
  return queue;
}

std::vector<SubstitutionRow> read_substitutions(Database& database, PeopleCache& cache, bool ended,
                                                Page page) {
  const std::shared_ptr<const People> people = cache.current(database);
  Statement statement = database.prepare(
      std::string("SELECT id, person, substitute, first_day, last_day, roles, reason, "
                  "appointed_by, appointed_at_ms, ended_at_ms, end_reason FROM substitutions "
                  "WHERE id > ?1") +
      (ended ? "" : " AND ended_at_ms IS NULL") + " ORDER BY id LIMIT " +
      std::to_string(page.limit));
  std::vector<SubstitutionRow> found;
  Rows rows = statement.query(page.after);
  while (rows.next()) {
    SubstitutionRow row;
    row.data = read_substitution(rows);
    row.person = people->named(row.data.person);
    row.substitute = people->named(row.data.substitute);
    row.appointed_by = people->named(rows.id<PersonId>(7));
    row.appointed_at = rows.instant(8);
    if (!rows.is_null(9)) row.ended_at = rows.instant(9);
    row.end_reason = rows.string(10);
    found.push_back(std::move(row));
  }
  return found;
}

std::vector<OccasionRow> read_occasions(Database& database, PeopleCache& cache,
                                        std::optional<FiscalYear> year) {
  const std::shared_ptr<const People> people = cache.current(database);
  Rows rows = database
                  .statement(
                      "SELECT region, year, occasion, day, reason, named_by, named_at_ms "
                      "FROM occasions ORDER BY year DESC, region, occasion")
                  .query();
  std::vector<OccasionRow> found;
  while (rows.next()) {
    OccasionRow row{rows.id<RegionCode>(0), rows.year(1),   rows.id<OccasionId>(2),
                    rows.date(3),           rows.string(4), people->named(rows.id<PersonId>(5)),
                    rows.instant(6)};
    if (!year || row.year == *year) found.push_back(std::move(row));
  }
  return found;
}

}  // namespace budget
