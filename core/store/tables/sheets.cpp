#include "store/tables/sheets.h"

#include "engine/facts.h"
#include "store/codec/content.h"
#include "store/tables/projects.h"
#include "store/tables/words_column.h"

namespace budget {
namespace {

constexpr char kFillSheet[] = R"(INSERT OR REPLACE INTO unit_sheets
  VALUES (?1, ?2, ?3, ?4, 'filled', ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12,
          '', NULL, NULL, NULL, NULL, NULL, NULL, '', '', NULL, '', '', NULL, '', ?13, ''))";

constexpr char kHandInSheet[] = R"(UPDATE unit_sheets SET phase = 'handed_in', handed_in_by = ?4,
    handed_in_at_ms = ?5, original_fen = ?6, budget_fen = ?7, paid_fen = ?8, execution_e6 = ?9,
    total_e6 = ?10, grade = ?11, handed_in_for = ?12, checked_scores = '', checked_total_e6 = NULL, checked_grade = ''
  WHERE instance = ?1 AND code = ?2 AND month = ?3)";

constexpr char kJudgeSheet[] =
    R"(UPDATE unit_sheets SET phase = ?4, judged_by = ?5, judged_at_ms = ?6,
    judgement = ?7 WHERE instance = ?1 AND code = ?2 AND month = ?3)";

constexpr char kCheckSheet[] = R"(UPDATE unit_sheets SET phase = 'accepted', judged_by = ?3,
    judged_at_ms = ?4, judgement = ?5, checked_scores = ?6, checked_total_e6 = ?7,
    checked_grade = ?8
  WHERE instance = ?1 AND code = ?2 AND month = 0)";

constexpr char kSelectSheets[] = R"(SELECT s.instance, s.code, s.month, s.phase, s.missing,
    s.explains_execution, s.achieved_bp, s.indicators_e6, s.execution_weight_e6,
    coalesce(s.checked_total_e6, s.total_e6, 0), s.filled_by, s.handed_in_by,
    s.filled_for, s.handed_in_for
  FROM instances i INDEXED BY instances_open CROSS JOIN unit_sheets s ON s.instance = i.id
  WHERE i.is_closed = 0 ORDER BY s.instance, s.code, s.month)";

constexpr char kSelectSheetTasks[] = R"(SELECT t.instance, t.month, t.due_on, t.is_overdue
  FROM instances i INDEXED BY instances_open CROSS JOIN sheet_tasks t ON t.instance = i.id
  WHERE i.is_closed = 0 ORDER BY t.instance, t.month)";

std::optional<std::int64_t> units_of(const std::optional<Score>& score) {
  return score ? std::optional(score->units()) : std::nullopt;
}

std::string people_text(const std::vector<PersonId>& people) {
  return people.empty() ? std::string() : to_json(people);
}

std::vector<PersonId> read_people(const Rows& rows, int column) {
  if (rows.text(column).empty()) return {};
  return from_json<std::vector<PersonId>>(rows.text(column));
}

void watch_sheets(State& state, InstanceState& instance, const SheetTask& task) {
  if (!task.due_on || task.is_overdue) return;
  if (!is_sheet_missing(state, instance, task.month)) return;
  state.sheet_deadlines.emplace(Instant::at(*task.due_on, 24), instance.data.id, task.month);
}

}  // namespace

void write_sheets(Database& database, const SheetsOpened& event, Instant at) {
  database.statement("INSERT INTO sheet_tasks VALUES (?1, ?2, ?3, ?4, 0)")
      .run(event.instance, event.month, at, event.due_on);
}

void write_sheets(Database& database, const SheetFilled& event, FiscalYear year,
                  const Envelope& envelope) {
  SheetState sheet;
  take_up(sheet, event.sheet);
  const std::optional<std::int64_t> achieved =
      sheet.achieved ? std::optional(sheet.achieved->value()) : std::nullopt;
  database.statement(kFillSheet)
      .run(event.instance, event.sheet.entry.project.view(), event.month, year, sheet.missing,
           sheet.explains_execution, achieved, sheet.indicators.units(),
           sheet.execution_weight.units(), to_json(event.sheet), envelope.actor, envelope.at,
           people_text(event.principals));
}

void write_sheets(Database& database, const SheetsHandedIn& event, const Envelope& envelope) {
  Statement& statement = database.statement(kHandInSheet);
  for (const HandedSheet& handed : event.sheets) {
    statement.run(event.instance, handed.project.view(), event.month, envelope.actor, envelope.at,
                  handed.money.original, handed.money.budget, handed.money.paid,
                  units_of(handed.execution), units_of(handed.total), handed.grade,
                  people_text(event.principals));
  }
}

void write_sheets(Database& database, const SheetsJudged& event, const Envelope& envelope) {
  const SheetPhase phase =
      event.act == SheetAct::accept ? SheetPhase::accepted : SheetPhase::returned;
  Statement& statement = database.statement(kJudgeSheet);
  for (const ProjectCode& code : event.projects)
    statement.run(event.instance, code.view(), event.month, name_of(phase), envelope.actor,
                  envelope.at, event.reason);
}

void write_sheets(Database& database, const EvaluationChecked& event, const Envelope& envelope) {
  database.statement(kCheckSheet)
      .run(event.instance, event.project.view(), envelope.actor, envelope.at, event.text,
           to_json(event.scores), event.total.units(), event.grade);
}

void write_sheets(Database& database, const SheetsOverdue& event) {
  database.statement("UPDATE sheet_tasks SET is_overdue = 1 WHERE instance = ?1 AND month = ?2")
      .run(event.instance, event.month);
}

void delete_sheets(Database& database, InstanceId instance, const ProjectCode& code) {
  database.statement("DELETE FROM unit_sheets WHERE instance = ?1 AND code = ?2")
      .run(instance, code.view());
}

void load_sheets(Database& database, State& state) {
  Rows rows = database.statement(kSelectSheets).query();
  while (rows.next()) {
    const FiscalYear year = state.instances.at(InstanceId(rows.integer(0))).data.year;
    SheetState sheet;
    sheet.month = rows.number(2);
    sheet.phase = read_word<SheetPhase>(rows, 3);
    sheet.missing = rows.number(4);
    sheet.explains_execution = rows.flag(5);
    if (!rows.is_null(6)) sheet.achieved = BasisPoints(rows.integer(6));
    sheet.indicators = Score::from_units(rows.integer(7));
    sheet.execution_weight = Score::from_units(rows.integer(8));
    sheet.total = Score::from_units(rows.integer(9));
    sheet.filled_by = rows.id<PersonId>(10);
    sheet.handed_in_by = rows.id<PersonId>(11);
    sheet.filled_for = read_people(rows, 12);
    sheet.handed_in_for = read_people(rows, 13);
    state.projects.at({year, read_code(rows, 1)}).sheets.push_back(std::move(sheet));
  }
  Rows tasks = database.statement(kSelectSheetTasks).query();
  while (tasks.next()) {
    InstanceState& instance = state.instances.at(InstanceId(tasks.integer(0)));
    SheetTask task{tasks.number(1), {}, tasks.flag(3)};
    if (!tasks.is_null(2)) task.due_on = tasks.date(2);
    instance.sheet_tasks.push_back(task);
    watch_sheets(state, instance, task);
  }
  load_letters(database, state);
}

}  // namespace budget
