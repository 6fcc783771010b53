#include <algorithm>

#include "engine/decide/decision.h"
#include "engine/pace/alert_life.h"

namespace budget {
namespace {

constexpr int kLongestWaitDays = 366;  // a demand or an exemption does not outlive the year

bool needs_day(AlertAct act) {
  return act == AlertAct::inquire || act == AlertAct::rectify || act == AlertAct::reject ||
         act == AlertAct::suppress;
}

bool needs_text(AlertAct act) {
  return act != AlertAct::acknowledge && act != AlertAct::accept;
}

Result<void> check_day(const Decision& decision, Date day) {
  if (day < decision.today()) {
    return invalid("expected a day from today on, but there is " + day.to_text(),
                   "the day itself still counts");
  }
  if (day.days() - decision.today().days() > kLongestWaitDays)
    return invalid("expected a day within a year, but there is " + day.to_text());
  return {};
}

Result<void> check_text(const std::string& text, const char* what) {
  if (is_blank(text))
    return invalid(std::string("expected ") + what + ", but none was given",
                   "say it in a sentence");
  if (text.size() > kLongestWords)
    return invalid(std::string("expected ") + what + " of at most 4000 bytes, but it is longer");
  return {};
}

/// What the alert's threshold asks of an answer.
const Threshold* threshold_of(const State& state, const Alert& alert) {
  for (const Rule& rule : state.rule_sets.at(alert.rule_set).rules) {
    if (rule.id == alert.rule) return budget::threshold_of(rule, alert.level);
  }
  return nullptr;
}

void tell(Decision& decision, const Alert& alert, AlertAct act, const std::string& text,
          std::optional<Date> day) {
  const State& state = decision.state();
  const Instance& instance = state.instances.at(alert.instance).data;
  const auto project = state.projects.find({instance.year, alert.project});
  const std::string name = project == state.projects.end() ? "" : project->second.name;
  std::string message = subject_of(state, instance) + "：预警 " + std::to_string(alert.id.value()) +
                        "（" + name + "，" + alert.project.text() + "）" + chinese_name_of(act);
  if (!text.empty()) message += "：" + text;
  if (day) message += "，请于" + day->to_chinese() + "前办理";
  decision.notify(instance.id,
                  act == AlertAct::escalate ? NoticeTopic::overdue : NoticeTopic::node_result,
                  is_answer(act) ? finance_side(state, instance) : department_side(state, instance),
                  message + "。");
}

bool is_silent(AlertAct act) {
  return act == AlertAct::acknowledge || act == AlertAct::suppress || act == AlertAct::lift;
}

Result<void> check_possible(const Alert& alert, AlertAct act, AlertPhase phase) {
  if (alert.state == AlertState::closed) {
    return conflict(
        "expected an open alert, but " + std::to_string(alert.id.value()) + " is closed",
        "it closed because of: " + std::string(name_of(alert.cause)));
  }
  if (may_follow(act, phase)) return {};
  std::string possible;
  for (const AlertAct one : acts_in(phase))
    possible += (possible.empty() ? "" : ", ") + std::string(name_of(one));
  return conflict(
      std::string("expected to ") + name_of(act) + " the alert, but it is " + name_of(phase),
      "possible now: " + possible);
}

constexpr std::size_t kMostCauses = 5;  // as many as there are

Result<void> check_answer(const State& state, const Alert& alert, const HandleAlert& action) {
  if (action.causes.size() > kMostCauses)
    return invalid("expected each deviation cause once, but there are " +
                   std::to_string(action.causes.size()));
  if (action.act != AlertAct::explain && action.act != AlertAct::report) return {};
  if (action.act == AlertAct::explain && action.causes.empty()) {
    return invalid("expected at least one deviation cause, but there is none",
                   "one or more of funds, rules, people, equipment, other");
  }
  const Threshold* threshold = threshold_of(state, alert);
  const bool needs_attachment =
      threshold != nullptr && threshold->action == AlertAction::warn_with_attachment;
  if (needs_attachment && is_blank(action.attachment)) {
    return invalid("expected a document with the answer, but none was named",
                   "the rule " + alert.rule.text() + " asks for one: name it with the answer");
  }
  return {};
}

/// Asking for an answer and for a rectification go out as letters (问询函), numbered in the
/// office's year.
std::optional<AlertLetter> letter_of(const State& state, const Alert& alert, AlertAct act) {
  if (act != AlertAct::inquire && act != AlertAct::rectify) return std::nullopt;
  const Instance& instance = state.instances.at(alert.instance).data;
  const auto last = state.last_inquiry.find({region_of(instance.department), instance.year});
  return AlertLetter{last == state.last_inquiry.end() ? 1 : last->second + 1, alert.sentence};
}

}  // namespace

std::vector<PersonId> department_side(const State& state, const Instance& instance) {
  const WorkflowDefinition& definition = state.workflows.at(instance.definition);
  return state.directory.holders(find_stage(definition, definition.initial)->role,
                                 instance.department);
}

/// Those whom authorize lets monitor: without a role of the stage, whoever keeps the payments.
std::vector<PersonId> finance_side(const State& state, const Instance& instance) {
  for (const Stage& stage : state.workflows.at(instance.definition).stages) {
    if (stage.node_months.empty()) continue;
    if (!stage.role.empty()) return state.directory.holders(stage.role, instance.department);
    return state.directory.granted(Permission::record_payments, region_of(instance.department));
  }
  return {};
}

Result<void> decide_on(Decision& decision, const HandleAlert& action) {
  const State& state = decision.state();
  const Alert& alert = state.alerts.at(action.alert);
  const auto handling = state.handlings.find(alert.id);
  const AlertPhase phase =
      handling == state.handlings.end() ? AlertPhase::raised : handling->second.phase;
  TRY(check_possible(alert, action.act, phase));
  if (needs_text(action.act)) TRY(check_text(action.text, "a reason or a text"));
  if (action.text.size() > kLongestWords || action.attachment.size() > kLongestWords)
    return invalid("expected texts of at most 4000 bytes, but one is longer");
  if (needs_day(action.act) != action.day.has_value()) {
    return invalid(needs_day(action.act)
                       ? "expected the day until which it holds, but there is none"
                       : "expected no day with this act, but there is one");
  }
  if (action.day) TRY(check_day(decision, *action.day));
  TRY(check_answer(state, alert, action));

  decision.record(AlertHandled{alert.id, action.act, action.causes, action.text, action.attachment,
                               action.day, letter_of(state, alert, action.act)});
  if (!is_silent(action.act)) tell(decision, alert, action.act, action.text, action.day);
  if (action.act == AlertAct::accept) {
    decision.record(
        AlertClosed{alert.id, alert.inputs, AlertCause::accepted, "财政部门认可说明，预警解除。"});
  }
  return {};
}

Result<void> decide_on(Decision& decision, const FireAlertDeadline& action) {
  const State& state = decision.state();
  const auto alert = state.alerts.find(action.alert);
  if (alert == state.alerts.end()) return {};
  const std::optional<Instant> at = deadline_of(state, alert->second);
  // Answered or given more time meanwhile, or not due yet.
  if (!at || *at > decision.now() || state.handlings.at(action.alert).due_on != action.day)
    return {};
  const std::string text = "应于" + action.day.to_chinese() + "前办理，逾期未办";
  decision.record(
      AlertHandled{action.alert, AlertAct::escalate, {}, text, {}, std::nullopt, std::nullopt});
  tell(decision, alert->second, AlertAct::escalate, text, std::nullopt);
  return {};
}

namespace {

bool knows_rule(const State& state, const Instance& instance, const RuleId& rule) {
  const std::vector<Rule>& rules = state.rule_sets.at(instance.rule_set).rules;
  return rule == over_spending_rule().id || std::ranges::count(rules, rule, &Rule::id) > 0;
}

Result<const InstanceState*> project_of(const State& state, InstanceId id,
                                        const ProjectCode& project) {
  const InstanceState& instance = state.instances.at(id);
  if (std::ranges::binary_search(instance.projects, project)) return &instance;
  return Error{ErrorCode::not_found, "expected to find project " + project.text() +
                                         " in instance " + std::to_string(id.value()) +
                                         ", but it is not there"};
}

}  // namespace

Result<void> decide_on(Decision& decision, const ExemptFromRule& action) {
  const State& state = decision.state();
  const Instance& instance = (*TRY(project_of(state, action.instance, action.project))).data;
  if (!knows_rule(state, instance, action.rule)) {
    return Error{
        ErrorCode::not_found,
        "expected a rule of the instance's rule set, but " + action.rule.text() + " is not one",
        "budgetctl rules list names them"};
  }
  TRY(check_text(action.reason, "a reason"));
  TRY(check_day(decision, action.until));
  decision.record(
      RuleExempted{action.instance, action.project, action.rule, action.reason, action.until});
  for (const AlertId id : state.instances.at(action.instance).open_alerts) {
    const Alert& alert = state.alerts.at(id);
    if (alert.project != action.project || alert.rule != action.rule) continue;
    decision.record(AlertClosed{
        id, alert.inputs, AlertCause::exempted,
        "获准豁免至" + action.until.to_chinese() + "：" + action.reason + "，预警解除。"});
  }
  return {};
}

Result<void> decide_on(Decision& decision, const LiftExemption& action) {
  const State& state = decision.state();
  const InstanceState& instance = *TRY(project_of(state, action.instance, action.project));
  const ExemptionKey key{{instance.data.year, action.project}, action.rule};
  if (!state.exemptions.contains(key)) {
    return Error{ErrorCode::not_found, "expected an exemption of " + action.project.text() +
                                           " from " + action.rule.text() + ", but there is none"};
  }
  TRY(check_text(action.reason, "a reason"));
  decision.record(ExemptionLifted{action.instance, action.project, action.rule, action.reason});
  decision.lift(key);
  const ProjectState& project = state.projects.at(key.project);
  assess_again(decision, project, instance.data, AlertCause::exempted);
  // What is asked of a drafted plan is asked when it is handed in: one that lies open is asked
  // then.
  const Stage& stage =
      *find_stage(state.workflows.at(instance.data.definition), instance.data.stage);
  if (!stage.editable) assess_draft(decision, project, instance.data, AlertCause::exempted);
  return {};
}

Result<void> decide_on(Decision& decision, const TellGoalProgress& action) {
  const State& state = decision.state();
  const InstanceState& instance = *TRY(project_of(state, action.instance, action.project));
  constexpr auto kMost = BasisPoints(100'000);  // ten times the goal
  if (action.month < 1 || action.month > 12)
    return invalid("expected a month from 1 to 12, but there is " + std::to_string(action.month));
  const int year = instance.data.year.value();
  const Date before = action.month == 1 ? Date::last_of_month(year - 1, 12)
                                        : Date::last_of_month(year, action.month - 1);
  if (decision.today() <= before) {
    return invalid("expected a month that has begun, but it is " + std::to_string(action.month) +
                       " of " + std::to_string(year),
                   "what is expected of later months belongs in the note");
  }
  if (action.achieved < BasisPoints() || action.achieved > kMost)
    return invalid("expected a share of the goals from 0 to 1000 %, but it is another");
  if (action.note.size() > kLongestWords)
    return invalid("expected a note of at most 4000 bytes, but it is longer");
  ProjectState project = state.projects.at({instance.data.year, action.project});
  decision.record(GoalProgressTold{action.instance, action.project, action.month, action.achieved,
                                   action.note});
  std::erase_if(project.achieved,
                [&](const GoalProgress& told) { return told.month == action.month; });
  project.achieved.push_back({action.month, action.achieved});
  assess_again(decision, project, instance.data, AlertCause::progress_told);
  return {};
}

}  // namespace budget
