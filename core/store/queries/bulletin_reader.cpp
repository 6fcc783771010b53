#include "engine/pace/pace.h"
#include "store/queries/conditions.h"
#include "store/queries/readers.h"
#include "store/tables/projects.h"

namespace budget {
namespace {

/// Adds one project to its department.
void add_to_department(BulletinRow& row, const ProjectState& project, FiscalYear year, int month) {
  const Date day = Date::last_of_month(year.value(), month);
  ++row.projects;
  row.original += original_funds(project).budget;
  row.budget += funds_on(project, day).budget;
  row.paid += paid_by(project, month);
  if (const std::optional<AlertInputs> inputs = inputs_at(project, year, month, day))
    row.planned += inputs->planned;
}

}  // namespace

Result<std::vector<BulletinRow>> read_bulletin(Database& database, FiscalYear year, int month,
                                               const std::optional<RegionCode>& region,
                                               const std::optional<Sight>& sight) {
  Conditions conditions;
  conditions.add("i.year = ", year.value());
  if (region) conditions.add("substr(i.department, 1, 6) = ", region->text());
  if (sight) conditions.add(*sight);
  Statement statement = database.prepare(
      "SELECT i.id, i.department, coalesce(d.name, i.department), i.rule_set, i.open_alerts FROM "
      "instances i LEFT JOIN departments d ON d.id = i.department" +
      conditions.text() + " ORDER BY i.department, i.id LIMIT " + std::to_string(kLargestPage + 1));
  conditions.bind(statement);
  std::vector<BulletinRow> departments;
  Rows rows = statement.query();
  while (rows.next()) {
    BulletinRow row;
    row.instance = InstanceId(rows.integer(0));
    row.department = rows.id<DepartmentId>(1);
    row.department_name = rows.string(2);
    row.rule_set = rows.id<ContentHash>(3);
    row.open_alerts = rows.number(4);
    departments.push_back(std::move(row));
  }
  if (departments.size() > static_cast<std::size_t>(kLargestPage)) {
    return Error{ErrorCode::too_large, "expected at most 1000 departments, but there are more",
                 "name a region"};
  }
  static const std::string kSelectProjects =
      std::string("SELECT ") + kProjectColumns + " FROM projects p WHERE p.instance = ?1";
  for (BulletinRow& row : departments) {
    Rows projects = database.statement(kSelectProjects.c_str()).query(row.instance);
    while (projects.next()) {
      ProjectState project = read_project(projects);
      project.versions = read_versions(database, row.instance, project.code);
      project.paid = read_paid(database, row.instance, project.code);
      project.funds_changes = read_funds_changes(database, row.instance, project.code);
      add_to_department(row, project, year, month);
    }
  }
  std::erase_if(departments, [](const BulletinRow& row) { return row.projects == 0; });
  return departments;
}

}  // namespace budget
