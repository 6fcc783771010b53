#include <set>

#include "engine/children.h"
#include "engine/schedule.h"
#include "store/queries/conditions.h"
#include "store/queries/readers.h"
#include "store/tables/checks.h"
#include "store/tables/instances.h"

namespace budget {
namespace {

std::string select_instances(const std::string& index, const std::string& where) {
  return std::string("SELECT ") + kInstanceColumns +
         ", coalesce(d.name, r.name, i.department), t.projects, t.budget_fen, i.planned_fen, "
         "t.paid_fen, "
         "i.open_alerts "
         "FROM instances i" +
         index +
         " LEFT JOIN departments d ON d.id = i.department LEFT JOIN regions r ON r.code = "
         "i.department LEFT JOIN instance_totals t ON "
         "t.instance = i.id" +
         where;
}

void add_acts(InstanceRow& row, const WorkflowDefinition& definition) {
  for (const Transition& transition : definition.transitions) {
    if (transition.from != row.data.stage) continue;
    row.acts.push_back({transition.act, transition.title, transition.kind, transition.role,
                        transition.reason_required, transition.gate});
  }
}

InstanceRow read_row(Database& database, DefinitionCache& definitions, const People& people,
                     const Rows& rows) {
  constexpr int kFirst = kInstanceColumnCount;
  InstanceRow row;
  row.data = read_instance(rows);
  row.data.pins = read_pins(database, row.data.id);
  row.department_name = rows.string(kFirst);
  row.projects = rows.number(kFirst + 1);
  row.budget = rows.money(kFirst + 2);
  row.planned_to_date = rows.money(kFirst + 3);
  row.paid = rows.money(kFirst + 4);
  row.open_alerts = rows.number(kFirst + 5);
  const auto definition = definitions.find(database, row.data.definition);
  const auto rules = definitions.rules(database, row.data.rule_set);
  row.workflow_title = definition->title;
  row.is_main = definition->subject == Subject::department_budget;
  for (const Stage& stage : definition->stages)
    if (row.node_months.empty()) row.node_months = node_months(stage, *rules);
  if (const Stage* stage = find_stage(*definition, row.data.stage)) {
    row.stage_title = stage->title;
    row.is_editable = stage->editable && !row.data.is_closed;
    row.stage_role = stage->role.text();
    row.stage_role_title = people.title_of(stage->role);
    row.holders = people.holders(stage->role, row.data.department);
    add_acts(row, *definition);
    row.may_open = stage->may_open;
  }
  for (const Transition& transition : definition->transitions) {
    if (transition.act == row.data.last_act && transition.from == row.data.previous_stage)
      row.last_act_title = transition.title;
  }
  for (const PersonId& author : row.data.authors)
    row.authors.push_back(people.named(author));
  return row;
}

Conditions conditions_of(const InstanceFilter& filter, Page page) {
  Conditions conditions;
  conditions.add("i.id > ", page.after);
  if (filter.year) conditions.add("i.year = ", filter.year->value());
  if (filter.sight) conditions.add(*filter.sight);
  if (filter.department) conditions.add("i.department = ", filter.department->text());
  if (filter.stage) conditions.add("i.stage = ", filter.stage->text());
  if (filter.parent) conditions.add("i.parent = ", filter.parent->value());
  if (filter.workflow) conditions.add("i.workflow = ", filter.workflow->text());
  if (filter.only_overdue) conditions.add("i.is_overdue = 1");
  if (filter.only_open) conditions.add("i.is_closed = 0");
  return conditions;
}

/// Chosen here rather than by SQLite, which cannot know that history is long and what is open is
/// short.
std::string query_of(const InstanceFilter& filter, const Conditions& conditions) {
  const std::string& where = conditions.text();
  if (filter.parent) return select_instances(" INDEXED BY instances_by_parent", where);
  if (filter.department || filter.sight)
    return select_instances(" INDEXED BY instances_by_department", where);
  if (filter.only_overdue) return select_instances(" INDEXED BY instances_overdue", where);
  if (filter.year) return select_instances(" INDEXED BY instances_by_year", where);
  if (filter.only_open) return select_instances(" INDEXED BY instances_open", where);
  if (filter.stage) {
    return select_instances(" INDEXED BY instances_open", where + " AND i.is_closed = 0") +
           " UNION ALL " +
           select_instances(" INDEXED BY instances_closed", where + " AND i.is_closed = 1");
  }
  return select_instances("", where);
}

/// Asked only when nothing was found: a stage of no workflow is a slip of the pen, not an empty
/// list.
Result<void> check_stage(Database& database, DefinitionCache& definitions, const StageId& stage) {
  std::string known;
  std::set<StageId> met;
  Rows rows = database.statement("SELECT hash FROM workflows ORDER BY id, version DESC").query();
  while (rows.next()) {
    const auto definition = definitions.find(database, rows.id<ContentHash>(0));
    for (const Stage& one : definition->stages) {
      if (one.id == stage) return {};
      if (met.insert(one.id).second)
        known += (known.empty() ? "" : ", ") + one.id.text() + " (" + one.title + ")";
    }
  }
  return Error{ErrorCode::invalid_input,
               "expected \"stage\" to be a stage of a deployed workflow, but \"" + stage.text() +
                   "\" is none",
               known.empty() ? "no workflow is deployed yet" : "the stages are " + known};
}

/// As much of the state as it takes to say what an instance waits for: itself, its parent and its
/// open children.
std::string missing_for(Database& database, DefinitionCache& definitions, const People& people,
                        const Instance& instance) {
  const auto definition = definitions.find(database, instance.definition);
  const Stage* stage = find_stage(*definition, instance.stage);
  if (stage == nullptr || stage->waits_for.empty() || instance.is_closed) return {};
  State state;
  state.directory = people.directory();
  static const std::string kSelect =
      std::string("SELECT ") + kInstanceColumns +
      " FROM instances i WHERE (i.id = ?1 OR i.parent = ?2) AND i.is_closed = 0";
  const InstanceId parent = instance.origin ? instance.origin->parent : InstanceId();
  Rows rows = database.statement(kSelect.c_str()).query(parent, instance.id);
  while (rows.next()) {
    Instance other = read_instance(rows);
    state.workflows.emplace(other.definition, *definitions.find(database, other.definition));
    if (other.origin && other.origin->parent == instance.id)
      state.children[instance.id].insert(other.id);
    state.instances.emplace(
        other.id, InstanceState{.data = std::move(other), .projects = {}, .open_alerts = {}});
  }
  return missing_for(state, instance, *stage);
}

}  // namespace

Result<std::vector<InstanceRow>> read_instances(Database& database, Names names,
                                                const InstanceFilter& filter, Page page) {
  const Conditions conditions = conditions_of(filter, page);
  Statement statement = database.prepare(query_of(filter, conditions) + " ORDER BY 1 LIMIT " +
                                         std::to_string(page.limit));
  conditions.bind(statement);
  const std::shared_ptr<const People> people = names.people.current(database);
  std::vector<InstanceRow> instances;
  Rows rows = statement.query();
  while (rows.next())
    instances.push_back(read_row(database, names.definitions, *people, rows));
  if (instances.empty() && filter.stage)
    TRY(check_stage(database, names.definitions, *filter.stage));
  return instances;
}

Result<InstanceRow> read_instance_row(Database& database, Names names, InstanceId id) {
  static const std::string kSelect = select_instances("", " WHERE i.id = ?1");
  Rows rows = database.statement(kSelect.c_str()).query(id);
  if (!rows.next()) {
    return Error{ErrorCode::not_found, "expected to find instance " + std::to_string(id.value()) +
                                           ", but there is none of this number"};
  }
  const std::shared_ptr<const People> people = names.people.current(database);
  InstanceRow row = read_row(database, names.definitions, *people, rows);
  row.missing = missing_for(database, names.definitions, *people, row.data);
  return row;
}

bool has_instance(Database& database, InstanceId id) {
  Rows rows = database.statement("SELECT 1 FROM instances WHERE id = ?1").query(id);
  return rows.next();
}

}  // namespace budget
