#include <algorithm>

#include "engine/decide/decision.h"
#include "engine/facts.h"
#include "engine/rights.h"

namespace budget {
namespace {

constexpr std::size_t kMostSheets = 500;  // of one command
constexpr std::size_t kMostLines = 500;   // of one sheet
constexpr std::size_t kLongestFinding = 4000;
constexpr std::size_t kMostNamedProjects = 5;  // projects named in a refusal

std::string named_few(const std::vector<std::string>& texts) {
  std::string list;
  for (std::size_t i = 0; i < texts.size() && i < kMostNamedProjects; ++i)
    list += (i == 0 ? "" : ", ") + texts[i];
  return texts.size() > kMostNamedProjects ? list + " …" : list;
}

Result<void> check_opened(const InstanceState& instance, int month) {
  if (std::ranges::count(instance.sheet_tasks, month, &SheetTask::month) > 0) return {};
  std::string opened;
  for (const SheetTask& task : instance.sheet_tasks)
    opened += (opened.empty() ? "" : ", ") +
              (task.month == kEvaluation ? "the self-evaluation" : std::to_string(task.month));
  return conflict("expected sheets that are open, but " +
                      (month == kEvaluation ? std::string("the self-evaluation")
                                            : "month " + std::to_string(month)) +
                      " is not",
                  opened.empty() ? "sheets open when a node is checked, and with self-evaluation"
                                 : "open so far: " + opened);
}

Result<const ProjectState*> project_in(const State& state, const InstanceState& instance,
                                       const ProjectCode& code) {
  if (std::ranges::binary_search(instance.projects, code))
    return &state.projects.at({instance.data.year, code});
  return Error{ErrorCode::not_found,
               "expected a project of the instance, but " + code.text() + " is not one"};
}

/// Those who fill in a month's sheets, and who stand in for them.
std::vector<PersonId> filling_side(const Decision& decision, const Instance& instance, int month) {
  const State& state = decision.state();
  std::vector<PersonId> people;
  for (const RoleId& role : filling_roles(state.workflows.at(instance.definition), month)) {
    for (const PersonId& person : holders_and_substitutes(
             state.directory, state.substitutions, role, instance.department, decision.today())) {
      if (std::ranges::count(people, person) == 0) people.push_back(person);
    }
  }
  return people;
}

/// Those who look at them.
std::vector<PersonId> judging_side(const Decision& decision, const Instance& instance) {
  const State& state = decision.state();
  const RoleId* role = monitoring_role(state.workflows.at(instance.definition));
  if (role == nullptr || role->empty()) return finance_side(state, instance);
  return holders_and_substitutes(state.directory, state.substitutions, *role, instance.department,
                                 decision.today());
}

/// A sheet that shall be handed in, as it will be.
struct Candidate {
  const ProjectState* project = nullptr;
  SheetState sheet;
};

SheetMoney sheet_money(const ProjectState& project, FiscalYear year, int month) {
  const int last = month == kEvaluation ? 12 : month;
  const Date day = Date::last_of_month(year.value(), last);
  return {original_funds(project).budget, funds_on(project, day).budget, paid_by(project, last)};
}

/// The scores of a self-evaluation, as of now.
Result<void> score_sheet(HandedSheet& handed, const Candidate& candidate,
                         const EvaluationRules& rules) {
  const SheetMoney& money = handed.money;
  const bool has_budget = money.budget > Money();
  const std::string code = candidate.project->code.text();
  if (has_budget != (candidate.sheet.execution_weight > Score())) {
    return conflict("expected the budget of " + code +
                        " as it was when the sheet was filled in, but it has changed since",
                    "fill in the sheet again: its weights are others now");
  }
  std::int64_t total = candidate.sheet.indicators.units();
  if (has_budget) {
    handed.execution =
        execution_score(money.budget, money.paid, candidate.sheet.execution_weight, rules);
    total += handed.execution->units();
    const bool is_low = compare_share(money.paid, money.budget, rules.must_explain_below) < 0;
    if (is_low && !candidate.sheet.explains_execution) {
      return invalid("expected an execution_explanation in the sheet of " + code + ", because " +
                         share_of(money.paid, money.budget).to_percent() + " % is below " +
                         rules.must_explain_below.to_percent() + " %, but there is none",
                     "say why so little was spent");
    }
  }
  handed.total = Score::from_units(total);
  handed.grade = grade_of(*handed.total, rules.grades);
  return {};
}

/// Tells finance when the last one is in.
void tell_handed_in(Decision& decision, const InstanceState& instance, int month,
                    std::size_t handed) {
  const State& state = decision.state();
  const auto before = static_cast<std::size_t>(sheets_missing(state, instance, month));
  if (before > handed) return;
  decision.notify(instance.data.id, NoticeTopic::node_result, judging_side(decision, instance.data),
                  subject_of(state, instance.data) + "：" + sheet_title(month) + "已全部上报，共 " +
                      std::to_string(instance.projects.size()) + " 个项目，请审核。");
}

Result<void> hand_in_sheets(Decision& decision, const InstanceState& instance, int month,
                            const std::vector<Candidate>& candidates) {
  const State& state = decision.state();
  std::vector<std::string> incomplete;
  for (const Candidate& candidate : candidates) {
    if (candidate.sheet.missing > 0)
      incomplete.push_back(candidate.project->code.text() + " (" +
                           std::to_string(candidate.sheet.missing) + ")");
  }
  if (!incomplete.empty()) {
    return invalid("expected complete sheets, but " + std::to_string(incomplete.size()) +
                       " still want entries: " + named_few(incomplete),
                   "budgetctl monitoring show or evaluation show says which");
  }
  SheetsHandedIn event{instance.data.id, month, {}, decision.right().principals};
  const RuleSet& rule_set = state.rule_sets.at(instance.data.rule_set);
  for (const Candidate& candidate : candidates) {
    HandedSheet handed;
    handed.project = candidate.project->code;
    handed.money = sheet_money(*candidate.project, instance.data.year, month);
    if (month == kEvaluation) TRY(score_sheet(handed, candidate, evaluation_rules(rule_set)));
    event.sheets.push_back(std::move(handed));
  }
  decision.record(std::move(event));
  for (const Candidate& candidate : candidates) {
    if (!candidate.sheet.achieved) continue;
    const BasisPoints achieved = *candidate.sheet.achieved;
    decision.record(GoalProgressTold{instance.data.id, candidate.project->code, month, achieved,
                                     sheet_title(month)});
    ProjectState project = *candidate.project;
    std::erase_if(project.achieved, [&](const GoalProgress& told) { return told.month == month; });
    project.achieved.push_back({month, achieved});
    std::ranges::sort(project.achieved, {}, &GoalProgress::month);
    assess_again(decision, project, instance.data, AlertCause::progress_told);
  }
  tell_handed_in(decision, instance, month, candidates.size());
  return {};
}

bool can_follow(SheetAct act, const SheetState* sheet) {
  if (sheet == nullptr) return false;
  switch (act) {
    case SheetAct::hand_in:
      return sheet->phase == SheetPhase::filled || sheet->phase == SheetPhase::returned;
    case SheetAct::accept:
      return sheet->phase == SheetPhase::handed_in;
    case SheetAct::send_back:
      return is_handed_in(sheet);
  }
  return false;
}

/// The projects an act is about: those named, or all whose sheet is there for it.
Result<std::vector<const ProjectState*>> chosen_projects(const State& state,
                                                         const InstanceState& instance,
                                                         const ActOnSheets& action) {
  std::vector<const ProjectState*> projects;
  std::vector<ProjectCode> seen;
  for (const ProjectCode& code : action.projects.empty() ? instance.projects : action.projects) {
    const ProjectState* project = TRY(project_in(state, instance, code));
    const SheetState* sheet = find_sheet(*project, action.month);
    if (std::ranges::count(seen, code) > 0)
      return invalid("expected every project once, but " + code.text() + " comes twice");
    seen.push_back(code);
    if (can_follow(action.act, sheet)) {
      projects.push_back(project);
    } else if (!action.projects.empty()) {
      return conflict(std::string("expected a sheet to ") + name_of(action.act) + ", but that of " +
                      code.text() + " is " +
                      (sheet == nullptr ? "not filled in" : name_of(sheet->phase)));
    }
  }
  if (projects.empty()) {
    return conflict(
        std::string("expected sheets to ") + name_of(action.act) + ", but there are none",
        action.act == SheetAct::hand_in ? "fill them in first"
                                        : "the department has not handed any in");
  }
  return projects;
}

}  // namespace

std::string open_sheets(Decision& decision, const Instance& instance, const Stage& stage,
                        int month) {
  const bool is_wanted =
      stage.sheets && (stage.sheets->kind == SheetKind::evaluation) == (month == kEvaluation);
  if (!is_wanted) return {};
  const InstanceState& state = decision.state().instances.at(instance.id);
  if (std::ranges::count(state.sheet_tasks, month, &SheetTask::month) > 0 || state.projects.empty())
    return {};
  SheetsOpened opened{instance.id, month, {}, static_cast<int>(state.projects.size())};
  if (month != kEvaluation) {
    opened.due_on = plus_span(decision.state().calendars.at(instance.calendar), decision.today(),
                              stage.sheets->within);
  }
  std::string text = "；请填报" + sheet_title(month);
  if (opened.due_on) text += "，" + opened.due_on->to_chinese() + "前上报";
  decision.record(std::move(opened));
  return text;
}

Result<void> decide_on(Decision& decision, const FillSheets& action) {
  const State& state = decision.state();
  const InstanceState& instance = state.instances.at(action.instance);
  TRY(check_opened(instance, action.month));
  if (action.sheets.empty() || action.sheets.size() > kMostSheets) {
    return invalid("expected 1 to " + std::to_string(kMostSheets) + " sheets at once, but there " +
                       "are " + std::to_string(action.sheets.size()),
                   "send them in parts");
  }
  std::vector<Candidate> candidates;
  for (const WeighedSheet& sheet : action.sheets) {
    const ProjectCode& code = sheet.entry.project;
    const ProjectState* project = TRY(project_in(state, instance, code));
    const SheetState* known = find_sheet(*project, action.month);
    if (is_handed_in(known)) {
      return conflict("expected a sheet the unit can still change, but that of " + code.text() +
                          " is " + name_of(known->phase),
                      "finance can send it back");
    }
    const bool comes_twice = std::ranges::any_of(
        candidates, [&](const Candidate& other) { return other.project == project; });
    if (comes_twice)
      return invalid("expected every project once, but " + code.text() + " comes twice");
    if (sheet.entry.lines.size() > kMostLines)
      return invalid("expected at most 500 lines in the sheet of " + code.text() +
                     ", but there are more");
    candidates.push_back({project, {}});
    take_up(candidates.back().sheet, sheet);
  }
  for (const WeighedSheet& sheet : action.sheets)
    decision.record(SheetFilled{action.instance, action.month, sheet, decision.right().principals});
  return action.hands_in ? hand_in_sheets(decision, instance, action.month, candidates)
                         : Result<void>();
}

Result<void> decide_on(Decision& decision, const ActOnSheets& action) {
  const State& state = decision.state();
  const InstanceState& instance = state.instances.at(action.instance);
  TRY(check_opened(instance, action.month));
  TRY(check_reason(action.reason,
                   action.act == SheetAct::send_back ? ReasonNeeded::yes : ReasonNeeded::no,
                   "sending a sheet back"));
  const std::vector<const ProjectState*> projects = TRY(chosen_projects(state, instance, action));
  if (action.act == SheetAct::hand_in) {
    std::vector<Candidate> candidates;
    for (const ProjectState* project : projects)
      candidates.push_back({project, *find_sheet(*project, action.month)});
    return hand_in_sheets(decision, instance, action.month, candidates);
  }
  SheetsJudged judged{
      action.instance, action.month, action.act, {}, action.reason, decision.right().principals};
  for (const ProjectState* project : projects)
    judged.projects.push_back(project->code);
  decision.record(std::move(judged));
  const bool is_back = action.act == SheetAct::send_back;
  std::string text = subject_of(state, instance.data) + "：" + std::to_string(projects.size()) +
                     " 个项目的" + sheet_title(action.month) + chinese_name_of(action.act);
  if (!action.reason.empty()) text += "：" + action.reason;
  decision.notify(action.instance, is_back ? NoticeTopic::returned : NoticeTopic::node_result,
                  filling_side(decision, instance.data, action.month), text + "。");
  return {};
}

Result<void> decide_on(Decision& decision, const CheckEvaluation& action) {
  const State& state = decision.state();
  const InstanceState& instance = state.instances.at(action.instance);
  TRY(check_opened(instance, kEvaluation));
  const ProjectState* project = TRY(project_in(state, instance, action.project));
  const SheetState* sheet = find_sheet(*project, kEvaluation);
  if (!is_handed_in(sheet))
    return conflict("expected a self-evaluation that was handed in, but that of " +
                    action.project.text() + " is not");
  if (action.seen && *action.seen != sheet->total)
    return conflict("expected the total that was shown, " + action.seen->to_text() +
                        ", but it is " + sheet->total.to_text() + " by now",
                    "somebody was faster: look at the sheet again");
  if (is_blank(action.text) || action.text.size() > kLongestFinding)
    return invalid(
        "expected \"text\" to say what was found, in at most 4000 bytes, but it does not");
  std::int64_t total = sheet->total.units();
  std::vector<int> seen;
  for (const AdjustedScore& one : action.scores) {
    const std::string which =
        one.number == 0 ? "of execution" : "of indicator " + std::to_string(one.number);
    if (std::ranges::count(seen, one.number) > 0)
      return invalid("expected every score once, but that " + which + " comes twice");
    seen.push_back(one.number);
    if (one.after < Score() || one.after > Score::points(100))
      return invalid("expected a score " + which + " from 0 to 100, but it is " +
                     one.after.to_text());
    if (is_blank(one.reason) || one.reason.size() > kLongestFinding)
      return invalid("expected a reason for the score " + which +
                     ", in at most 4000 bytes, but there is none");
    total += one.after.units() - one.before.units();
  }
  if (total < 0 || total > Score::points(100).units())
    return conflict("expected a total from 0 to 100, but it would be " +
                    Score::from_units(total).to_text());
  const EvaluationRules& rules = evaluation_rules(state.rule_sets.at(instance.data.rule_set));
  EvaluationChecked checked{action.instance,
                            action.project,
                            action.scores,
                            Score::from_units(total),
                            {},
                            action.text,
                            decision.right().principals};
  checked.grade = grade_of(checked.total, rules.grades);
  decision.notify(action.instance, NoticeTopic::node_result,
                  filling_side(decision, instance.data, kEvaluation),
                  subject_of(state, instance.data) + "：项目“" + project->name +
                      "”的自评经财政部门抽查，得分由 " + sheet->total.to_text() + " 变为 " +
                      checked.total.to_text() + "（" + checked.grade + "）：" + action.text + "。");
  decision.record(std::move(checked));
  return {};
}

Result<void> decide_on(Decision& decision, const FireSheetDeadline& action) {
  const State& state = decision.state();
  const auto found = state.instances.find(action.instance);
  if (found == state.instances.end()) return {};
  const InstanceState& instance = found->second;
  const auto task = std::ranges::find(instance.sheet_tasks, action.month, &SheetTask::month);
  const bool is_due = task != instance.sheet_tasks.end() && task->due_on && !task->is_overdue &&
                      Instant::at(*task->due_on, 24) <= decision.now();
  const int missing = sheets_missing(state, instance, action.month);
  if (!is_due || missing == 0) return {};
  decision.record(SheetsOverdue{action.instance, action.month, missing});
  std::vector<PersonId> people = filling_side(decision, instance.data, action.month);
  for (const PersonId& person : judging_side(decision, instance.data)) {
    if (std::ranges::count(people, person) == 0) people.push_back(person);
  }
  decision.notify(action.instance, NoticeTopic::overdue, std::move(people),
                  subject_of(state, instance.data) + "：" + sheet_title(action.month) + "应于" +
                      task->due_on->to_chinese() + "前上报，逾期未报 " + std::to_string(missing) +
                      " 个项目。");
  return {};
}

}  // namespace budget
