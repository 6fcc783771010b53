#include "store/tables/projects.h"

#include "store/codec/content.h"
#include "store/failure.h"
#include "store/tables/plan_text.h"

namespace budget {
namespace {

constexpr char kUpsertProject[] =
    R"(INSERT INTO projects VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
  ON CONFLICT DO UPDATE SET
    year = excluded.year, name = excluded.name, unit = excluded.unit, budget_fen = excluded.budget_fen,
    fiscal_fen = excluded.fiscal_fen, other_fen = excluded.other_fen, has_indicators = excluded.has_indicators,
    draft = excluded.draft)";

constexpr char kUpsertPaid[] = R"(INSERT OR REPLACE INTO project_payments
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14))";

std::array<Money, 12> paid_of(const Rows& rows, int first) {
  std::array<Money, 12> paid;
  for (std::size_t month = 0; month < paid.size(); ++month)
    paid[month] = rows.money(first + static_cast<int>(month));
  return paid;
}

PlanVersion read_version(const Rows& rows, int column) {
  return {rows.number(column), rows.date(column + 1), parse_plan(rows.text(column + 2)),
          rows.string(column + 3)};
}

constexpr char kSelectVersions[] =
    R"(SELECT v.instance, v.code, v.number, v.effective_on, v.plan, v.approval
  FROM instances i INDEXED BY instances_open CROSS JOIN plan_versions v ON v.instance = i.id
  WHERE i.is_closed = 0 ORDER BY i.id, v.code, v.number)";

constexpr char kSelectPaid[] = R"(SELECT p.* FROM instances i INDEXED BY instances_open
  CROSS JOIN project_payments p ON p.instance = i.id WHERE i.is_closed = 0 ORDER BY i.id, p.code)";

constexpr char kSelectChanges[] =
    R"(SELECT f.instance, f.code, f.effective_on, f.budget_fen, f.fiscal_fen, f.other_fen
  FROM instances i INDEXED BY instances_open CROSS JOIN funds_changes f ON f.instance = i.id
  WHERE i.is_closed = 0 ORDER BY i.id, f.code, f.number)";

constexpr char kSelectProgress[] = R"(SELECT g.instance, g.code, g.month, g.achieved_bp
  FROM instances i INDEXED BY instances_open CROSS JOIN goal_progress g ON g.instance = i.id
  WHERE i.is_closed = 0 ORDER BY i.id, g.code, g.month)";

/// Rows that belong to projects and come in their order: read side by side with these, one row of
/// each at a time.
class Companion {
 public:
  explicit Companion(Rows rows) : rows_(std::move(rows)), waiting_(rows_.next()) {}

  /// Calls `use` for each row of this project, whose first two columns are its instance and code.
  template <typename Use>
  void take(const ProjectState& project, const Use& use) {
    for (; waiting_ && rows_.integer(0) == project.instance.value() &&
           rows_.text(1) == project.code.view();
         waiting_ = rows_.next()) {
      use(rows_);
    }
  }

 private:
  Rows rows_;
  bool waiting_;
};

}  // namespace

void write_project(Database& database, const ProjectState& project, FiscalYear year) {
  database.statement(kUpsertProject)
      .run(project.instance, project.code.view(), year, project.name, project.unit,
           project.funds.budget, project.funds.fiscal, project.funds.other, project.has_indicators,
           plan_text(project.draft));
}

void write_sheet(Database& database, InstanceId instance, const Project& project) {
  database
      .statement(
          "INSERT INTO project_sheets VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET content = "
          "excluded.content")
      .run(instance, project.code.view(),
           to_json(ProjectSheet{project.purpose, project.goals, project.indicators}));
}

void write_versions(Database& database, const ProjectState& project) {
  database.statement("DELETE FROM plan_versions WHERE instance = ?1 AND code = ?2")
      .run(project.instance, project.code.view());
  Statement& insert =
      database.statement("INSERT INTO plan_versions VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
  for (const PlanVersion& version : project.versions) {
    insert.run(project.instance, project.code.view(), version.number, version.effective_on,
               plan_text(version.plan), version.approval);
  }
}

void write_paid(Database& database, const ProjectState& project) {
  const auto& paid = project.paid;
  database.statement(kUpsertPaid)
      .run(project.instance, project.code.view(), paid[0], paid[1], paid[2], paid[3], paid[4],
           paid[5], paid[6], paid[7], paid[8], paid[9], paid[10], paid[11]);
}

void write_funds_changes(Database& database, const ProjectState& project) {
  database.statement("DELETE FROM funds_changes WHERE instance = ?1 AND code = ?2")
      .run(project.instance, project.code.view());
  Statement& insert =
      database.statement("INSERT INTO funds_changes VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
  int number = 0;
  for (const FundsChange& change : project.funds_changes) {
    insert.run(project.instance, project.code.view(), ++number, change.effective_on,
               change.before.budget, change.before.fiscal, change.before.other);
  }
}

void write_goal_progress(Database& database, const GoalProgressTold& event) {
  database.statement("INSERT OR REPLACE INTO goal_progress VALUES (?1, ?2, ?3, ?4, ?5)")
      .run(event.instance, event.project.view(), event.month, event.achieved.value(), event.note);
}

std::vector<FundsChange> read_funds_changes(Database& database, InstanceId instance,
                                            const ProjectCode& code) {
  Rows rows = database
                  .statement(
                      "SELECT effective_on, budget_fen, fiscal_fen, other_fen FROM funds_changes "
                      "WHERE instance = ?1 AND code = ?2 ORDER BY number")
                  .query(instance, code.view());
  std::vector<FundsChange> changes;
  while (rows.next())
    changes.push_back({rows.date(0), {rows.money(1), rows.money(2), rows.money(3)}});
  return changes;
}

std::vector<GoalProgress> read_goal_progress(Database& database, InstanceId instance,
                                             const ProjectCode& code) {
  Rows rows = database
                  .statement(
                      "SELECT month, achieved_bp FROM goal_progress WHERE instance = ?1 AND code = "
                      "?2 ORDER BY month")
                  .query(instance, code.view());
  std::vector<GoalProgress> progress;
  while (rows.next())
    progress.push_back({rows.number(0), BasisPoints(rows.integer(1))});
  return progress;
}

void delete_project(Database& database, InstanceId instance, const ProjectCode& code) {
  database.statement("DELETE FROM projects WHERE instance = ?1 AND code = ?2")
      .run(instance, code.view());
  database.statement("DELETE FROM project_sheets WHERE instance = ?1 AND code = ?2")
      .run(instance, code.view());
  database.statement("DELETE FROM plan_versions WHERE instance = ?1 AND code = ?2")
      .run(instance, code.view());
  database.statement("DELETE FROM project_payments WHERE instance = ?1 AND code = ?2")
      .run(instance, code.view());
}

ProjectCode read_code(const Rows& rows, int column) {
  const Result<ProjectCode> code = ProjectCode::parse(rows.text(column));
  if (!code)
    throw StoreFault("expected a project code in the database, but found \"" + rows.string(column) +
                     "\"");
  return *code;
}

ProjectState read_project(const Rows& rows) {
  ProjectState project;
  project.instance = InstanceId(rows.integer(0));
  project.code = read_code(rows, 1);
  project.name = rows.string(3);
  project.unit = rows.id<UnitCode>(4);
  project.funds = {rows.money(5), rows.money(6), rows.money(7)};
  project.has_indicators = rows.flag(8);
  project.draft = parse_plan(rows.text(9));
  return project;
}

std::array<Money, 12> read_paid(Database& database, InstanceId instance, const ProjectCode& code) {
  Rows rows = database.statement("SELECT * FROM project_payments WHERE instance = ?1 AND code = ?2")
                  .query(instance, code.view());
  return rows.next() ? paid_of(rows, 2) : std::array<Money, 12>{};
}

std::vector<PlanVersion> read_versions(Database& database, InstanceId instance,
                                       const ProjectCode& code) {
  Rows rows = database
                  .statement(
                      "SELECT number, effective_on, plan, approval FROM plan_versions "
                      "WHERE instance = ?1 AND code = ?2 ORDER BY number")
                  .query(instance, code.view());
  std::vector<PlanVersion> versions;
  while (rows.next())
    versions.push_back(read_version(rows, 0));
  return versions;
}

void load_projects(Database& database, State& state) {
  static const std::string kSelect =
      std::string("SELECT ") + kProjectColumns +
      " FROM instances i INDEXED BY instances_open CROSS JOIN projects p ON p.instance = i.id "
      "WHERE i.is_closed = 0 ORDER BY i.id, p.code";
  state.projects.reserve(static_cast<std::size_t>(
      database.integer("SELECT sum(t.projects) FROM instances i INDEXED BY instances_open JOIN "
                       "instance_totals t ON t.instance = i.id WHERE i.is_closed = 0")));
  Companion versions(database.statement(kSelectVersions).query());
  Companion payments(database.statement(kSelectPaid).query());
  Companion changes(database.statement(kSelectChanges).query());
  Companion progress(database.statement(kSelectProgress).query());
  InstanceState* instance = nullptr;
  Rows rows = database.statement(kSelect.c_str()).query();
  while (rows.next()) {
    ProjectState project = read_project(rows);
    versions.take(project, [&](const Rows& version) {
      project.versions.push_back(read_version(version, 2));
    });
    payments.take(project, [&](const Rows& paid) {
      project.paid = paid_of(paid, 2);
      project.has_payments = true;
    });
    changes.take(project, [&](const Rows& row) {
      project.funds_changes.push_back({row.date(2), {row.money(3), row.money(4), row.money(5)}});
    });
    progress.take(project, [&](const Rows& row) {
      project.achieved.push_back({row.number(2), BasisPoints(row.integer(3))});
    });
    if (instance == nullptr || instance->data.id != project.instance)
      instance = &state.instances.at(project.instance);
    instance->projects.push_back(project.code);
    instance->budget += project.funds.budget;
    instance->paid += paid_by(project, 12);
    const ProjectKey key{instance->data.year, project.code};
    state.projects.emplace(key, std::move(project));
  }
}

}  // namespace budget
