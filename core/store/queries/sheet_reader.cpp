#include <algorithm>

#include "engine/pace/measure.h"
#include "store/codec/content.h"
#include "store/queries/conditions.h"
#include "store/queries/readers.h"
#include "store/tables/definitions.h"
#include "store/tables/words_column.h"

namespace budget {
namespace {

constexpr char kSelectSheet[] = R"(SELECT phase, content, filled_by, filled_at_ms, handed_in_by,
    handed_in_at_ms, original_fen, budget_fen, paid_fen, execution_e6, total_e6, grade, judged_by,
    judged_at_ms, judgement, checked_scores, checked_total_e6, checked_grade
  FROM unit_sheets WHERE instance = ?1 AND code = ?2 AND month = ?3)";

// Tasks have a handful of rows an instance; their sheets are counted where they lie.
constexpr char kSelectOpened[] = R"(SELECT t.instance, i.year, i.department,
    coalesce(d.name, i.department), t.month, t.opened_at_ms,
    CASE t.month WHEN 0 THEN CASE WHEN i.is_closed THEN NULL ELSE i.due_on END ELSE t.due_on END,
    CASE t.month WHEN 0 THEN i.is_overdue ELSE t.is_overdue END,
    (SELECT projects FROM instance_totals n WHERE n.instance = t.instance),
    sum(s.phase = 'filled'), sum(s.phase = 'returned'), sum(s.phase = 'handed_in'),
    sum(s.phase = 'accepted')
  FROM instances i CROSS JOIN sheet_tasks t ON t.instance = i.id
  LEFT JOIN departments d ON d.id = i.department
  LEFT JOIN unit_sheets s ON s.instance = t.instance AND s.month = t.month)";

std::optional<Score> score_in(const Rows& rows, int column) {
  return rows.is_null(column) ? std::nullopt
                              : std::optional(Score::from_units(rows.integer(column)));
}
std::optional<Instant> instant_in(const Rows& rows, int column) {
  return rows.is_null(column) ? std::nullopt : std::optional(rows.instant(column));
}

/// The money as it is now, for a sheet that was not handed in.
SheetMoney money_now(const ProjectRow& row, int month) {
  const int last = month == kEvaluation ? 12 : month;
  ProjectState project;
  project.funds = row.project.funds;
  project.funds_changes = row.funds_changes;
  project.paid = row.paid;
  const Date day = Date::last_of_month(row.year.value(), last);
  return {original_funds(project).budget, funds_on(project, day).budget, paid_by(project, last)};
}

void read_filled(Database& database, const People& people, SheetRow& row) {
  Rows rows = database.statement(kSelectSheet)
                  .query(row.project.instance, row.project.project.code.view(), row.month);
  if (!rows.next()) return;
  row.phase = read_word<SheetPhase>(rows, 0);
  row.sheet = from_json<WeighedSheet>(rows.text(1));
  row.filled_by = people.named(rows.id<PersonId>(2));
  row.filled_at = rows.instant(3);
  if (!rows.text(4).empty()) row.handed_in_by = people.named(rows.id<PersonId>(4));
  row.handed_in_at = instant_in(rows, 5);
  const bool stands = *row.phase == SheetPhase::handed_in || *row.phase == SheetPhase::accepted;
  if (stands && !rows.is_null(6)) row.money = {rows.money(6), rows.money(7), rows.money(8)};
  row.execution = score_in(rows, 9);
  row.total = score_in(rows, 10);
  row.grade = rows.string(11);
  if (!rows.text(12).empty()) row.judged_by = people.named(rows.id<PersonId>(12));
  row.judged_at = instant_in(rows, 13);
  row.judgement = rows.string(14);
  if (!rows.text(15).empty()) row.checked = from_json<std::vector<AdjustedScore>>(rows.text(15));
  row.checked_total = score_in(rows, 16);
  row.checked_grade = rows.string(17);
}

/// The worst open alert of the month and of the year, apart for rules on goals.
void read_warnings(Database& database, const RuleSet& rules, SheetRow& row) {
  Rows rows = database
                  .statement(
                      "SELECT rule, level, month FROM alerts INDEXED BY alerts_by_instance WHERE "
                      "instance = ?1 AND project = ?2 AND state = 'open'")
                  .query(row.project.instance, row.project.project.code.view());
  while (rows.next()) {
    const int month = rows.number(2);
    if (month != 0 && row.month != kEvaluation && month != row.month) continue;
    const auto id = rows.id<RuleId>(0);
    const auto rule = std::ranges::find(rules.rules, id, &Rule::id);
    const bool is_goal = rule != rules.rules.end() && rule->measure == Measure::goal_gap;
    std::optional<AlertLevel>& worst = is_goal ? row.goal_alert : row.execution_alert;
    worst = std::max(worst, std::optional(read_word<AlertLevel>(rows, 1)));
  }
}

/// Of an instance's projects; `sheet_of` says which sheet of which project, or none.
class SheetReader {
 public:
  SheetReader(Database& database, PeopleCache& people)
      : database_(database), people_(people.current(database)) {}

  SheetRow read(ProjectRow project, int month) {
    const InstanceId id = project.instance;
    SheetRow row;
    row.month = month;
    row.year = project.year;
    row.money = money_now(project, month);
    row.project = std::move(project);
    about(id);
    row.department = department_;
    row.department_name = department_name_;
    row.rule_set = rule_set_;
    row.unit_name = people_->name_of(department_, row.project.project.unit);
    read_filled(database_, *people_, row);
    read_warnings(database_, rules_, row);
    return row;
  }

 private:
  void about(InstanceId id) {
    if (id == instance_) return;
    Rows rows = database_
                    .statement(
                        "SELECT i.department, coalesce(d.name, i.department), i.rule_set FROM "
                        "instances i LEFT JOIN departments d ON d.id = i.department WHERE i.id = "
                        "?1")
                    .query(id);
    static_cast<void>(rows.next());
    instance_ = id;
    department_ = rows.id<DepartmentId>(0);
    department_name_ = rows.string(1);
    const auto rule_set = rows.id<ContentHash>(2);
    if (rule_set != rule_set_) rules_ = read_rule_set(database_, rule_set.text());
    rule_set_ = rule_set;
  }

  Database& database_;
  std::shared_ptr<const People> people_;
  InstanceId instance_;
  DepartmentId department_;
  std::string department_name_;
  ContentHash rule_set_;
  RuleSet rules_;
};

}  // namespace

std::vector<SheetTaskRow> read_sheet_tasks(Database& database, const SheetFilter& filter,
                                           Page page) {
  Conditions conditions;
  if (filter.sight) conditions.add(*filter.sight);
  if (filter.year) conditions.add("i.year = ", filter.year->value());
  if (filter.instance) conditions.add("t.instance = ", filter.instance->value());
  if (filter.month) conditions.add("t.month = ", *filter.month);
  Statement statement =
      database.prepare(kSelectOpened + conditions.text() +
                       " GROUP BY t.instance, t.month ORDER BY 7 IS NULL, 7, "
                       "t.instance, t.month LIMIT " +
                       std::to_string(page.limit) + " OFFSET " + std::to_string(page.after));
  conditions.bind(statement);
  std::vector<SheetTaskRow> tasks;
  Rows rows = statement.query();
  while (rows.next()) {
    SheetTaskRow row{InstanceId(rows.integer(0)),
                     rows.year(1),
                     rows.id<DepartmentId>(2),
                     rows.string(3),
                     rows.number(4),
                     rows.instant(5),
                     {},
                     rows.flag(7),
                     rows.number(8),
                     rows.number(9),
                     rows.number(10),
                     rows.number(11),
                     rows.number(12)};
    if (!rows.is_null(6)) row.due_on = rows.date(6);
    tasks.push_back(std::move(row));
  }
  return tasks;
}

Result<std::vector<SheetRow>> read_sheet_rows(Database& database, PeopleCache& people,
                                              InstanceId id, int month) {
  Rows task = database.statement("SELECT 1 FROM sheet_tasks WHERE instance = ?1 AND month = ?2")
                  .query(id, month);
  if (!task.next()) {
    return Error{
        ErrorCode::not_found,
        "expected to find the " +
            std::string(month == kEvaluation ? "self-evaluation"
                                             : "sheets of month " + std::to_string(month)) +
            " of instance " + std::to_string(id.value()) + ", but none was opened",
        "budgetctl monitoring list shows what was"};
  }
  SheetReader reader(database, people);
  std::vector<SheetRow> sheets;
  for (ProjectRow& project : read_projects(database, id))
    sheets.push_back(reader.read(std::move(project), month));
  return sheets;
}

Result<std::vector<SheetRow>> read_evaluations_before(Database& database, PeopleCache& people,
                                                      InstanceId id) {
  std::vector<std::pair<std::string, FiscalYear>> found;
  {
    Rows rows = database
                    .statement(
                        "SELECT p.code, (SELECT max(s.year) FROM unit_sheets s INDEXED BY "
                        "unit_sheets_evaluations WHERE s.code = p.code AND s.month = 0 AND s.year "
                        "< p.year AND s.phase IN ('handed_in', 'accepted')) FROM projects p WHERE "
                        "p.instance = ?1 ORDER BY p.code")
                    .query(id);
    while (rows.next()) {
      if (!rows.is_null(1)) found.emplace_back(rows.string(0), rows.year(1));
    }
  }
  SheetReader reader(database, people);
  std::vector<SheetRow> sheets;
  for (const auto& [text, year] : found) {
    const ProjectCode code = TRY(ProjectCode::parse(text));
    sheets.push_back(reader.read(TRY(read_project_row(database, year, code)), kEvaluation));
  }
  return sheets;
}

}  // namespace budget
