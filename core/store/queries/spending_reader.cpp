#include "store/queries/conditions.h"
#include "store/queries/readers.h"
#include "store/tables/plan_text.h"
#include "store/tables/projects.h"

namespace budget {
namespace {

/// A project with all its plans, a row for each of them.
std::string select_with_plans(const std::string& where) {
  return "SELECT p.code, p.name, p.unit, p.budget_fen, p.fiscal_fen, p.other_fen, p.draft, "
         "f.budget_fen, m.paid_01_fen, m.paid_02_fen, m.paid_03_fen, m.paid_04_fen, m.paid_05_fen, "
         "m.paid_06_fen, m.paid_07_fen, m.paid_08_fen, m.paid_09_fen, m.paid_10_fen, "
         "m.paid_11_fen, m.paid_12_fen, v.number, v.effective_on, v.plan "
         "FROM projects p "
         "LEFT JOIN project_payments m ON m.instance = p.instance AND m.code = p.code "
         "LEFT JOIN funds_changes f ON f.instance = p.instance AND f.code = p.code AND f.number = "
         "1 "
         "LEFT JOIN plan_versions v ON v.instance = p.instance AND v.code = p.code " +
         where + " ORDER BY p.code, v.number";
}

ProjectState read_first(const Rows& rows) {
  ProjectState project;
  project.code = read_code(rows, 0);
  project.name = rows.string(1);
  project.unit = rows.id<UnitCode>(2);
  project.funds = {rows.money(3), rows.money(4), rows.money(5)};
  project.draft = parse_plan(rows.text(6));
  if (!rows.is_null(7)) project.funds_changes.push_back({Date(), {rows.money(7), {}, {}}});
  for (std::size_t month = 0; month < project.paid.size(); ++month)
    project.paid[month] = rows.money(8 + static_cast<int>(month));
  return project;
}

/// Calls `use` for each project, whole.
template <typename Use>
void each_project(Rows rows, const Use& use) {
  constexpr int kVersion = 20;
  std::optional<ProjectState> project;
  while (rows.next()) {
    if (!project || project->code.view() != rows.text(0)) {
      if (project) use(*project);
      project = read_first(rows);
    }
    if (!rows.is_null(kVersion))
      project->versions.push_back({rows.number(kVersion),
                                   rows.date(kVersion + 1),
                                   parse_plan(rows.text(kVersion + 2)),
                                   {}});
  }
  if (project) use(*project);
}

struct InstanceKey {
  InstanceId id;
  ContentHash rule_set;
  DepartmentId department;
};

Conditions conditions_of(const SpendingFilter& filter, FiscalYear year) {
  Conditions conditions;
  conditions.add("i.year = ", year.value());
  if (filter.sight) conditions.add(*filter.sight);
  if (filter.department) conditions.add("i.department = ", filter.department->text());
  if (filter.region) {
    conditions.add("i.department >= ", filter.region->text() + "-");
    conditions.add("i.department < ", filter.region->text() + ".");  // "." follows "-"
  }
  if (filter.project) {
    conditions.add("p.code = ", filter.project->text());
    conditions.add("p.year = ", year.value());
  }
  return conditions;
}

std::string instances_of(const SpendingFilter& filter) {
  if (filter.project)
    return "projects p INDEXED BY projects_by_code CROSS JOIN instances i ON i.id = p.instance";
  return filter.department || filter.region || filter.sight
             ? "instances i INDEXED BY instances_by_department"
             : "instances i INDEXED BY instances_by_year";
}

std::vector<InstanceKey> read_instances(Database& database, const SpendingFilter& filter,
                                        FiscalYear year) {
  const Conditions conditions = conditions_of(filter, year);
  Statement statement = database.prepare("SELECT i.id, i.rule_set, i.department FROM " +
                                         instances_of(filter) + conditions.text());
  conditions.bind(statement);
  std::vector<InstanceKey> instances;
  Rows rows = statement.query();
  while (rows.next())
    instances.push_back(
        {InstanceId(rows.integer(0)), rows.id<ContentHash>(1), rows.id<DepartmentId>(2)});
  return instances;
}

Rows projects_of(Database& database, InstanceId instance, const SpendingFilter& filter) {
  static const std::string kAll = select_with_plans("WHERE p.instance = ?1");
  static const std::string kOne = select_with_plans("WHERE p.instance = ?1 AND p.code = ?2");
  return filter.project ? database.statement(kOne.c_str()).query(instance, filter.project->view())
                        : database.statement(kAll.c_str()).query(instance);
}

/// One year, added up; its last project's name goes into `name`.
SpendingYear read_year(Database& database, DefinitionCache& definitions,
                       const SpendingFilter& filter, FiscalYear year,
                       std::vector<PolicyCurve>* curves, std::string* name) {
  SpendingYear sum;
  sum.year = year;
  for (const InstanceKey& instance : read_instances(database, filter, year)) {
    const auto rules = curves == nullptr ? nullptr : definitions.rules(database, instance.rule_set);
    each_project(projects_of(database, instance.id, filter), [&](const ProjectState& project) {
      add(sum, project);
      if (rules != nullptr) add(*curves, *rules, project, instance.department);
      if (name != nullptr) *name = project.name;
    });
  }
  return sum;
}

std::vector<std::string> read_keys(Database& database, SpendingGrouping by,
                                   const SpendingFilter& filter, Page page) {
  if (by == SpendingGrouping::office)
    return page.after > 0 ? std::vector<std::string>() : std::vector<std::string>(1);
  const char* const key = by == SpendingGrouping::region       ? "substr(i.department, 1, 6)"
                          : by == SpendingGrouping::department ? "i.department"
                                                               : "p.code";
  Conditions conditions = conditions_of(filter, filter.year);
  std::string from = instances_of(filter);
  if (by == SpendingGrouping::project && !filter.project)
    from += " CROSS JOIN projects p ON p.instance = i.id";
  const std::string limit = conditions.bound(std::int64_t{page.limit});
  Statement statement =
      database.prepare(std::string("SELECT DISTINCT ") + key + " FROM " + from + conditions.text() +
                       " ORDER BY 1 LIMIT " + limit + " OFFSET " + conditions.bound(page.after));
  conditions.bind(statement);
  std::vector<std::string> keys;
  Rows rows = statement.query();
  while (rows.next())
    keys.push_back(rows.string(0));
  return keys;
}

/// The filter of one row of the list.
SpendingFilter filter_of(SpendingGrouping by, SpendingFilter filter, const std::string& key) {
  if (by == SpendingGrouping::region) filter.region = RegionCode(key);
  if (by == SpendingGrouping::department) filter.department = DepartmentId(key);
  if (by == SpendingGrouping::project) filter.project = ProjectCode::parse(key).value();
  return filter;
}

std::string name_of_place(Database& database, SpendingGrouping by, const std::string& key) {
  if (by == SpendingGrouping::office) return {};
  Rows rows = by == SpendingGrouping::region
                  ? database.statement("SELECT name FROM regions WHERE code = ?1").query(key)
                  : database.statement("SELECT name FROM departments WHERE id = ?1").query(key);
  return rows.next() ? rows.string(0) : key;
}

}  // namespace

std::vector<SpendingRow> read_spending(Database& database, DefinitionCache& definitions,
                                       SpendingGrouping by, const SpendingFilter& filter,
                                       Page page) {
  std::vector<SpendingRow> found;
  for (const std::string& key : read_keys(database, by, filter, page)) {
    const SpendingFilter one = filter_of(by, filter, key);
    SpendingRow row;
    row.key = key;
    row.spending = read_year(database, definitions, one, filter.year, &row.curves,
                             by == SpendingGrouping::project ? &row.name : nullptr);
    if (by != SpendingGrouping::project) row.name = name_of_place(database, by, key);
    for (int back = 1; back <= filter.earlier_years; ++back) {
      const Result<FiscalYear> year = FiscalYear::of(filter.year.value() - back);
      if (!year) break;
      SpendingYear earlier = read_year(database, definitions, one, *year, nullptr, nullptr);
      if (earlier.projects > 0) row.earlier.push_back(std::move(earlier));
    }
    found.push_back(std::move(row));
  }
  return found;
}

}  // namespace budget
