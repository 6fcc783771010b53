#include <algorithm>

#include "engine/apply/applier.h"
#include "engine/facts.h"

namespace budget {
namespace {

SheetTask& task_of(InstanceState& instance, int month) {
  const auto place = std::ranges::lower_bound(instance.sheet_tasks, month, {}, &SheetTask::month);
  if (place != instance.sheet_tasks.end() && place->month == month) return *place;
  return *instance.sheet_tasks.insert(place, {month, {}, false});
}

SheetState& sheet_of(ProjectState& project, int month) {
  const auto place = std::ranges::lower_bound(project.sheets, month, {}, &SheetState::month);
  if (place != project.sheets.end() && place->month == month) return *place;
  SheetState fresh;
  fresh.month = month;
  return *project.sheets.insert(place, fresh);
}

}  // namespace

void Applier::operator()(const SheetsOpened& event) {
  InstanceState& instance = touch(event.instance);
  task_of(instance, event.month).due_on = event.due_on;
  watch_sheets(instance, event.month);
}

void Applier::operator()(const SheetFilled& event) {
  const FiscalYear year = touch(event.instance).data.year;
  const WeighedSheet& filled = event.sheet;
  SheetState& sheet = sheet_of(state_.projects.at({year, filled.entry.project}), event.month);
  sheet.phase = SheetPhase::filled;
  take_up(sheet, filled);
  sheet.filled_by = envelope_.actor;
  sheet.filled_for = event.principals;
  sheet.handed_in_by = PersonId();
  sheet.handed_in_for.clear();
}

void Applier::operator()(const SheetsHandedIn& event) {
  InstanceState& instance = touch(event.instance);
  for (const HandedSheet& handed : event.sheets) {
    SheetState& sheet =
        sheet_of(state_.projects.at({instance.data.year, handed.project}), event.month);
    sheet.phase = SheetPhase::handed_in;
    sheet.total = handed.total.value_or(Score());
    sheet.handed_in_by = envelope_.actor;
    sheet.handed_in_for = event.principals;
  }
  watch_sheets(instance, event.month);
}

void Applier::operator()(const SheetsJudged& event) {
  InstanceState& instance = touch(event.instance);
  for (const ProjectCode& code : event.projects) {
    SheetState& sheet = sheet_of(state_.projects.at({instance.data.year, code}), event.month);
    sheet.phase = event.act == SheetAct::accept ? SheetPhase::accepted : SheetPhase::returned;
  }
  watch_sheets(instance, event.month);
}

void Applier::operator()(const EvaluationChecked& event) {
  const FiscalYear year = touch(event.instance).data.year;
  SheetState& sheet = sheet_of(state_.projects.at({year, event.project}), kEvaluation);
  sheet.phase = SheetPhase::accepted;
  sheet.total = event.total;
}

void Applier::operator()(const SheetsOverdue& event) {
  InstanceState& instance = touch(event.instance);
  task_of(instance, event.month).is_overdue = true;
  watch_sheets(instance, event.month);
}

void Applier::watch_sheets(InstanceState& instance, int month) {
  const SheetTask& task = task_of(instance, month);
  if (!task.due_on) return;
  const std::tuple deadline(Instant::at(*task.due_on, 24), instance.data.id, month);
  if (!task.is_overdue && is_sheet_missing(state_, instance, month)) {
    state_.sheet_deadlines.insert(deadline);
  } else {
    state_.sheet_deadlines.erase(deadline);
  }
}

}  // namespace budget
