#include "store/codec/content.h"
#include "store/queries/readers.h"
#include "store/tables/projects.h"

namespace budget {
namespace {

std::string select_projects(const char* where) {
  return std::string("SELECT ") + kProjectColumns +
         ", s.content, (SELECT count(*) FROM alerts a WHERE a.instance = p.instance AND a.project "
         "= p.code "
         "AND a.state = 'open') FROM projects p "
         "LEFT JOIN project_sheets s ON s.instance = p.instance AND s.code = p.code " +
         where;
}

ProjectRow read_row(Database& database, const Rows& rows) {
  constexpr int kYear = 2;
  constexpr int kFirst = kProjectColumnCount;
  ProjectState state = read_project(rows);
  ProjectRow row;
  row.instance = state.instance;
  row.year = rows.year(kYear);
  row.versions = read_versions(database, state.instance, state.code);
  row.paid = read_paid(database, state.instance, state.code);
  row.open_alerts = rows.number(kFirst + 1);
  row.funds_changes = read_funds_changes(database, state.instance, state.code);
  row.achieved = read_goal_progress(database, state.instance, state.code);
  row.project.code = state.code;
  row.project.name = std::move(state.name);
  row.project.unit = std::move(state.unit);
  row.project.funds = state.funds;
  row.project.plan = std::move(state.draft);
  if (!rows.is_null(kFirst)) {
    auto sheet = from_json<ProjectSheet>(rows.text(kFirst));
    row.project.purpose = std::move(sheet.purpose);
    row.project.goals = std::move(sheet.goals);
    row.project.indicators = std::move(sheet.indicators);
  }
  return row;
}

}  // namespace

std::vector<ProjectRow> read_projects(Database& database, InstanceId id) {
  static const std::string kSelect = select_projects("WHERE p.instance = ?1 ORDER BY p.code");
  std::vector<ProjectRow> projects;
  Rows rows = database.statement(kSelect.c_str()).query(id);
  while (rows.next())
    projects.push_back(read_row(database, rows));
  return projects;
}

Result<ProjectRow> read_project_row(Database& database, FiscalYear year, const ProjectCode& code) {
  static const std::string kSelect =
      select_projects("WHERE p.code = ?1 AND p.year = ?2 ORDER BY p.instance DESC LIMIT 1");
  Rows rows = database.statement(kSelect.c_str()).query(code.view(), year);
  if (!rows.next()) {
    return Error{ErrorCode::not_found, "expected to find project " + code.text() + " in " +
                                           std::to_string(year.value()) +
                                           ", but no department has entered it"};
  }
  return read_row(database, rows);
}

}  // namespace budget
