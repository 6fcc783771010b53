#include "engine/replay/year_replay.h"

#include <algorithm>
#include <utility>

#include "engine/apply/apply.h"
#include "engine/decide/decide.h"
#include "engine/schedule.h"

namespace budget {
namespace {

template <typename T>
const T* first_of(const std::vector<Event>& events) {
  for (const Event& event : events) {
    if (const auto* found = std::get_if<T>(&event)) return found;
  }
  return nullptr;
}

std::string title_of_stage(const WorkflowDefinition& definition, const StageId& id) {
  const Stage* stage = find_stage(definition, id);
  return stage == nullptr ? id.text() : stage->title;
}

std::string months_text(const std::vector<int>& months) {
  std::string text;
  for (const int month : months)
    text += (text.empty() ? "" : "、") + std::to_string(month) + "月";
  return text.empty() ? "无" : text;
}

std::string level_text(const std::optional<AlertLevel>& level) {
  return level ? chinese_name_of(*level) : "无预警";
}

std::string day_text(const std::optional<Date>& day) {
  return day ? day->to_text() : "无期限";
}

/// What of the log neither a definition nor a rule set decides.
const char* kind_of(const Event& event) {
  if (std::holds_alternative<ProjectEntered>(event) ||
      std::holds_alternative<ProjectDropped>(event) ||
      std::holds_alternative<DocumentsImported>(event))
    return "填报与导入";
  if (std::holds_alternative<WorkArranged>(event) || std::holds_alternative<WorkResumed>(event) ||
      std::holds_alternative<ActSigned>(event))
    return "办理安排与签署";
  if (std::holds_alternative<AlertHandled>(event) || std::holds_alternative<RuleExempted>(event) ||
      std::holds_alternative<ExemptionLifted>(event))
    return "预警处理与豁免";
  if (std::holds_alternative<BudgetMoved>(event) || std::holds_alternative<MovementAsked>(event) ||
      std::holds_alternative<GoalProgressTold>(event))
    return "预算变动与目标进展";
  return nullptr;
}

}  // namespace

YearReplay::YearReplay(ReplayedChanges changes) : changes_(std::move(changes)) {}

void YearReplay::take(const Entry& entry, EventSeq first) {
  envelope_ = entry.envelope;
  seq_ = first;
  compare(entry);
  for (const Event& event : entry.events) {
    apply_changed(entry, event);
    if (const auto* entered = std::get_if<StageEntered>(&event)) compare_entered(*entered);
    if (const auto* report = std::get_if<CheckReported>(&event)) consider_held(*report);
  }
  forget_closed(state_, entry.events);
}

ReplayReport YearReplay::finish() {
  for (Held& held : held_)
    tell(std::move(held.difference));
  held_.clear();
  std::ranges::stable_sort(report_.differences, {}, &ReplayedDifference::seq);
  return std::move(report_);
}

/// Everything is as it was, but what was deployed then is what the changes say.
void YearReplay::apply_changed(const Entry& entry, Event event) {
  if (auto* workflow = std::get_if<WorkflowDeployed>(&event)) {
    const auto changed = changes_.workflows.find(workflow->definition.id);
    if (changed != changes_.workflows.end()) {
      const ContentHash hash = workflow->definition.hash;
      workflow->definition = changed->second;
      workflow->definition.hash = hash;
    }
  } else if (auto* rules = std::get_if<RuleSetDeployed>(&event)) {
    const auto changed = changes_.rule_sets.find(rules->rule_set.id);
    if (changed != changes_.rule_sets.end()) {
      const ContentHash hash = rules->rule_set.hash;
      rules->rule_set = changed->second;
      rules->rule_set.hash = hash;
    }
  }
  apply(state_, entry.envelope, event);
}

void YearReplay::compare(const Entry& entry) {
  if (const auto* asked = first_of<CheckRequested>(entry.events))
    asked_by_[asked->check] = entry.envelope.actor;
  const auto* act = first_of<ActPerformed>(entry.events);
  const auto* fired = first_of<TimerFired>(entry.events);
  if (act != nullptr && act->kind != ActKind::automatic) {
    compare_act(entry, *act);
  } else if (fired != nullptr && fired->track == TimerTrack::node) {
    compare_node(entry, *fired);
  } else if (const auto* payments = first_of<PaymentsRecorded>(entry.events)) {
    compare_payments(entry, *payments);
  } else if (!entry.events.empty()) {
    const char* kind = kind_of(entry.events.front());
    if (kind != nullptr) ++report_.not_compared[kind];
  }
}

void YearReplay::compare_act(const Entry& entry, const ActPerformed& act) {
  ++report_.compared["办理"];
  if (act.gate)
    std::erase_if(held_, [&](const Held& held) { return held.check == act.gate->check; });
  const Instance& instance = state_.instances.at(act.instance).data;
  const WorkflowDefinition& definition = state_.workflows.at(instance.definition);
  ReplayedDifference difference = about(instance, ReplayedKind::act_refused);
  if (!has_stage(instance)) {
    difference.kind = ReplayedKind::no_such_stage;
    difference.what = act.act.text();
    return tell(std::move(difference));
  }
  const Transition* transition = find_transition(definition, act.from, act.act);
  difference.person = entry.envelope.actor;
  difference.person_name = state_.directory.name_of(entry.envelope.actor);
  difference.what = transition == nullptr ? act.act.text() : transition->title;
  difference.before = "→ " + title_of_stage(definition, act.to);
  PerformAct action{act.instance, act.act, act.reason, 0, {}, {}};
  if (!act.principals.empty()) action.on_behalf_of = act.principals.front();
  if (transition != nullptr && act.to != transition->to) action.to = act.to;
  Command command{entry.envelope.actor, entry.envelope.via, {}, action};
  if (act.gate) command.waited_for = act.gate->check;
  Context context;
  context.now = entry.envelope.at;
  const Result<Decided> decided = decide(state_, command, context);
  if (!decided) {
    difference.after = decided.error().message;
    return tell(std::move(difference));
  }
  if (decided->waits_for) {
    difference.kind = ReplayedKind::act_waits;
    difference.after = "要先检查的规则当时没有检查";
    return tell(std::move(difference));
  }
  const auto* now = first_of<ActPerformed>(decided->events);
  if (now == nullptr) {
    difference.kind = ReplayedKind::act_waits;
    difference.after = "还要等其他人签署";
    return tell(std::move(difference));
  }
  compare_alerts(entry.events, decided->events);
  if (now->to == act.to) return;
  difference.kind = ReplayedKind::act_elsewhere;
  difference.after = "→ " + title_of_stage(definition, now->to);
  tell(std::move(difference));
}

void YearReplay::compare_node(const Entry& entry, const TimerFired& fired) {
  ++report_.compared["节点检查"];
  const Instance& instance = state_.instances.at(fired.instance).data;
  if (!has_stage(instance)) {
    ReplayedDifference difference = about(instance, ReplayedKind::no_such_stage);
    difference.what = std::to_string(fired.fired.occurrence) + "月节点";
    return tell(std::move(difference));
  }
  const Command command{
      system_actor(),
      Via::timer,
      {},
      FireTimer{fired.instance, fired.track, fired.fired.name, fired.fired.occurrence}};
  Context context;
  context.now = entry.envelope.at;
  const Result<Decided> decided = decide(state_, command, context);
  if (decided) compare_alerts(entry.events, decided->events);
}

void YearReplay::compare_payments(const Entry& entry, const PaymentsRecorded& payments) {
  ++report_.compared["支付登记"];
  RecordPayments action;
  action.source = payments.source;
  action.year = payments.year;
  action.rows = payments.rows;
  Context context;
  context.now = entry.envelope.at;
  const Command command{entry.envelope.actor, entry.envelope.via, {}, std::move(action)};
  const Result<Decided> decided = decide(state_, command, context);
  if (decided) compare_alerts(entry.events, decided->events);
}

YearReplay::Alerts YearReplay::alerts_of(const std::vector<Event>& events) const {
  Alerts alerts;
  std::map<AlertId, AlertKey> raised;
  const auto key_of = [&](const Alert& alert) {
    return AlertKey{
        {state_.instances.at(alert.instance).data.year, alert.project}, alert.rule, alert.month};
  };
  const auto set = [&](AlertId id, std::optional<AlertLevel> level) {
    if (const auto one = raised.find(id); one != raised.end()) {
      alerts[one->second] = level;
    } else if (const auto known = state_.alerts.find(id); known != state_.alerts.end()) {
      alerts[key_of(known->second)] = level;
    }
  };
  for (const Event& event : events) {
    if (const auto* one = std::get_if<AlertRaised>(&event)) {
      raised[one->alert.id] = key_of(one->alert);
      alerts[key_of(one->alert)] = one->alert.level;
    } else if (const auto* again = std::get_if<AlertReopened>(&event)) {
      set(again->alert, again->level);
    } else if (const auto* updated = std::get_if<AlertUpdated>(&event)) {
      set(updated->alert, updated->level);
    } else if (const auto* closed = std::get_if<AlertClosed>(&event)) {
      set(closed->alert, std::nullopt);
    }
  }
  return alerts;
}

void YearReplay::compare_alerts(const std::vector<Event>& then, const std::vector<Event>& now) {
  const Alerts before = alerts_of(then);
  const Alerts after = alerts_of(now);
  std::set<AlertKey> keys;
  for (const auto* alerts : {&before, &after}) {
    for (const auto& [key, level] : *alerts)
      keys.insert(key);
  }
  for (const AlertKey& key : keys) {
    // An alert nobody spoke of is as it was before this command.
    const auto level_in = [&](const Alerts& alerts) -> std::optional<AlertLevel> {
      if (const auto told = alerts.find(key); told != alerts.end()) return told->second;
      const auto id = state_.alert_by_key.find(key);
      if (id == state_.alert_by_key.end()) return std::nullopt;
      const Alert& alert = state_.alerts.at(id->second);
      return alert.state == AlertState::open ? std::optional(alert.level) : std::nullopt;
    };
    const std::optional<AlertLevel> was = level_in(before);
    const std::optional<AlertLevel> is = level_in(after);
    if (was == is || !told_alerts_.insert(key).second) continue;
    const auto project = state_.projects.find(key.project);
    if (project == state_.projects.end()) continue;
    const ReplayedKind kind =
        !was ? ReplayedKind::alert_raised
             : (!is ? ReplayedKind::alert_not_raised : ReplayedKind::alert_level);
    const Instance& instance = state_.instances.at(project->second.instance).data;
    ReplayedDifference difference = about(instance, kind);
    difference.what = key.project.code.text() + " " + project->second.name + "，" +
                      title_of_rule(instance, key.rule) +
                      (key.month == 0 ? "" : "，" + std::to_string(key.month) + "月");
    difference.before = level_text(was);
    difference.after = level_text(is);
    tell(std::move(difference));
  }
}

void YearReplay::compare_entered(const StageEntered& entered) {
  const Instance& instance = state_.instances.at(entered.instance).data;
  const WorkflowDefinition& definition = state_.workflows.at(instance.definition);
  const Stage* stage = find_stage(definition, entered.stage);
  if (stage == nullptr || entered.is_final) return;
  ++report_.compared["期限"];
  Instance fresh = instance;
  fresh.work = StageWork();
  const bool is_redo = entered.is_redo && stage->redo_deadline;
  const std::optional<Deadline> deadline =
      deadline_of(fresh, *stage, envelope_.at.date(), is_redo,
                  {state_.calendars.at(instance.calendar), state_.occasions});
  const std::optional<Date> due =
      deadline ? std::optional(deadline->due_on) : std::optional<Date>();
  if (due != entered.due_on) {
    ReplayedDifference difference = about(instance, ReplayedKind::deadline_moved);
    difference.what = stage->title;
    difference.before = day_text(entered.due_on);
    difference.after = day_text(due);
    tell(std::move(difference));
  }
  if (!entered.node_timer) return;
  const std::vector<int> months = node_months(*stage, state_.rule_sets.at(instance.rule_set));
  const std::optional<Timer> first =
      next_node(*stage, months, instance.year, instance.nodes_checked);
  if (first && first->occurrence == entered.node_timer->occurrence) return;
  ReplayedDifference difference = about(instance, ReplayedKind::nodes_changed);
  difference.what = stage->title;
  difference.before = "首个节点 " + std::to_string(entered.node_timer->occurrence) + "月";
  difference.after = months_text(months);
  tell(std::move(difference));
}

/// Whether the act that asked for this report would get through with what it says.
void YearReplay::consider_held(const CheckReported& report) {
  const auto instance = state_.instances.find(report.instance);
  const auto asker = asked_by_.find(report.check);
  if (instance == state_.instances.end() || asker == asked_by_.end()) return;
  const Instance& data = instance->second.data;
  if (!instance->second.report || !has_stage(data)) return;
  const ActId act = instance->second.report->moment;
  const WorkflowDefinition& definition = state_.workflows.at(data.definition);
  const Transition* transition = find_transition(definition, data.stage, act);
  if (transition == nullptr) return;
  Command command{asker->second, Via::api, {}, PerformAct{data.id, act, "重放", 0, {}, {}}};
  command.waited_for = report.check;
  Context context;
  context.now = envelope_.at;
  const Result<Decided> decided = decide(state_, command, context);
  asked_by_.erase(asker);
  if (!decided || decided->waits_for) return;
  ReplayedDifference difference = about(data, ReplayedKind::act_passes);
  difference.person = command.actor;
  difference.person_name = state_.directory.name_of(command.actor);
  difference.what = transition->title;
  difference.before = "关口未放行";
  difference.after = "→ " + title_of_stage(definition, transition->to);
  held_.push_back({std::move(difference), report.check});
}

/// As the changed rules call it, or those of that time.
std::string YearReplay::title_of_rule(const Instance& instance, const RuleId& id) const {
  const std::vector<Rule>& rules = state_.rule_sets.at(instance.rule_set).rules;
  const auto rule = std::ranges::find(rules, id, &Rule::id);
  return rule == rules.end() || rule->title.empty() ? "规则 " + id.text()
                                                    : "“" + rule->title + "”（" + id.text() + "）";
}

bool YearReplay::has_stage(const Instance& instance) const {
  return find_stage(state_.workflows.at(instance.definition), instance.stage) != nullptr;
}

ReplayedDifference YearReplay::about(const Instance& instance, ReplayedKind kind) const {
  ReplayedDifference difference;
  difference.kind = kind;
  difference.seq = seq_;
  difference.at = envelope_.at;
  difference.instance = name_of(instance);
  difference.stage = instance.stage;
  return difference;
}

const char* name_of(ReplayedKind kind) noexcept {
  switch (kind) {
    case ReplayedKind::act_refused:
      return "act_refused";
    case ReplayedKind::act_passes:
      return "act_passes";
    case ReplayedKind::act_waits:
      return "act_waits";
    case ReplayedKind::act_elsewhere:
      return "act_elsewhere";
    case ReplayedKind::alert_raised:
      return "alert_raised";
    case ReplayedKind::alert_not_raised:
      return "alert_not_raised";
    case ReplayedKind::alert_level:
      return "alert_level";
    case ReplayedKind::deadline_moved:
      return "deadline_moved";
    case ReplayedKind::nodes_changed:
      return "nodes_changed";
    case ReplayedKind::no_such_stage:
      return "no_such_stage";
  }
  return "";
}

const char* title_of(ReplayedKind kind) noexcept {
  switch (kind) {
    case ReplayedKind::act_refused:
      return "原已办理，现会被拒";
    case ReplayedKind::act_passes:
      return "原被关口挡住，现会放行";
    case ReplayedKind::act_waits:
      return "原已办理，现要先检查或会签";
    case ReplayedKind::act_elsewhere:
      return "去向不同";
    case ReplayedKind::alert_raised:
      return "原无预警，现会预警";
    case ReplayedKind::alert_not_raised:
      return "原有预警，现不预警";
    case ReplayedKind::alert_level:
      return "预警级别不同";
    case ReplayedKind::deadline_moved:
      return "期限不同";
    case ReplayedKind::nodes_changed:
      return "监控节点不同";
    case ReplayedKind::no_such_stage:
      return "阶段不存在，无法比较";
  }
  return "";
}

}  // namespace budget
