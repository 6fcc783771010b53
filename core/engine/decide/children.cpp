#include <algorithm>
#include <iterator>
#include <map>

#include "engine/children.h"
#include "engine/decide/decision.h"

namespace budget {
namespace {

/// What others opened before is a child from now on, if it is nobody's yet.
void adopt(Decision& decision, const Instance& parent,
           const std::vector<std::pair<WorkflowId, DepartmentId>>& opened) {
  ChildrenAdopted adopted{parent.id, {}};
  for (const auto& [id, other] : decision.state().instances) {
    const Instance& data = other.data;
    if (data.year == parent.year && !data.is_closed && !data.origin && data.id != parent.id &&
        std::ranges::binary_search(opened, std::pair(data.workflow, data.department)))
      adopted.children.push_back(id);
  }
  if (adopted.children.empty()) return;
  std::ranges::sort(adopted.children);
  decision.record(std::move(adopted));
}

/// A stage that opens children opens those that were never there; its budgets need no number.
void open_children(Decision& decision, const Instance& instance) {
  const State& state = decision.state();
  const auto& before = decision.context().children_before;
  adopt(decision, instance, opened_by(state, instance));
  const std::map<DepartmentId, InstanceId> budgets = open_budgets(state, instance.year);
  int opened = 0;
  int number = instance.children;
  for (const auto& one : opened_by(state, instance)) {
    if (std::ranges::binary_search(before, one)) continue;
    const auto& [workflow, department] = one;
    const Result<Openable> found = openable(state, workflow, instance.year);
    if (!found) {
      decision.notify(instance.id, NoticeTopic::arranged,
                      state.directory.granted(Permission::steer, region_of(instance.department)),
                      subject_of(state, instance) + "未能启动“" + workflow.text() + "”：" +
                          found.error().message);
      continue;
    }
    ++number;
    const bool is_budget = found->definition->subject == Subject::department_budget;
    const auto other = budgets.find(department);
    if (is_budget && other != budgets.end()) {
      const Instance& budget = state.instances.at(other->second).data;
      decision.notify(instance.id, NoticeTopic::arranged,
                      state.directory.granted(Permission::steer, region_of(instance.department)),
                      subject_of(state, budget) + "已按“" + definition_of(state, budget).title +
                          "”办理，没有再按“" + found->definition->title + "”启动；" +
                          subject_of(state, instance) + "不等待它。");
      continue;
    }
    open_instance(decision, *found->definition, *found->rule_set, department, instance.year,
                  Origin{instance.id, is_budget ? 0 : number, {}, {}});
    ++opened;
  }
  decision.record(ChildrenOpened{instance.id, instance.stage, opened});
}

/// The alerts of an instance that are open when this command is done.
std::map<AlertId, Alert> open_alerts(const Decision& decision, InstanceId id) {
  const State& state = decision.state();
  std::map<AlertId, Alert> open;
  for (const AlertId alert : state.instances.at(id).open_alerts)
    open[alert] = state.alerts.at(alert);
  for (const Event& event : decision.events()) {
    if (const auto* raised = std::get_if<AlertRaised>(&event)) {
      if (raised->alert.instance == id) open[raised->alert.id] = raised->alert;
    } else if (const auto* closed = std::get_if<AlertClosed>(&event)) {
      open.erase(closed->alert);
    } else if (const auto* updated = std::get_if<AlertUpdated>(&event)) {
      const auto found = open.find(updated->alert);
      if (found == open.end()) continue;
      found->second.level = updated->level;
      found->second.sentence = updated->sentence;
    } else if (const auto* again = std::get_if<AlertReopened>(&event)) {
      const auto found = state.alerts.find(again->alert);
      if (found == state.alerts.end() || found->second.instance != id) continue;
      Alert alert = found->second;
      alert.level = again->level;
      alert.sentence = again->sentence;
      open[again->alert] = std::move(alert);
    }
  }
  return open;
}

bool is_open_child_of_alert(const State& state, InstanceId parent, AlertId alert) {
  const auto children = state.children.find(parent);
  return children != state.children.end() &&
         std::ranges::any_of(children->second, [&](InstanceId id) {
           const auto child = state.instances.find(id);
           return child != state.instances.end() && !child->second.data.is_closed &&
                  child->second.data.origin->alert == alert;
         });
}

Result<void> check_alert(const State& state, const OpenChild& action, Subject subject) {
  const bool follows_alert = subject == Subject::rectification;
  if (follows_alert != (action.alert != AlertId())) {
    return invalid(follows_alert ? "expected the alert that is rectified, but none is named"
                                 : "expected an alert for a rectification only, but \"" +
                                       action.workflow.text() + "\" is about something else");
  }
  if (!follows_alert) return {};
  const auto alert = state.alerts.find(action.alert);
  const bool is_open = alert != state.alerts.end() && alert->second.instance == action.parent &&
                       alert->second.state == AlertState::open;
  if (!is_open) {
    return Error{ErrorCode::not_found, "expected to find the open alert " +
                                           std::to_string(action.alert.value()) +
                                           " of this instance, but it has none of this number"};
  }
  if (is_open_child_of_alert(state, action.parent, action.alert)) {
    return conflict("expected an alert without a rectification, but one of alert " +
                    std::to_string(action.alert.value()) + " is open already");
  }
  return {};
}

}  // namespace

void carry_over(Decision& decision, const Instance& instance) {
  const State& state = decision.state();
  if (!is_main(state, instance) || !state.instances.contains(instance.id)) return;
  const Result<FiscalYear> next = FiscalYear::of(instance.year.value() + 1);
  if (!next) return;
  YearCarriedOver left{instance.id, instance.department, *next, {}, 0, 0};
  for (const auto& [id, alert] : open_alerts(decision, instance.id)) {
    const auto project = state.projects.find({instance.year, alert.project});
    left.alerts.push_back({id, alert.project,
                           project == state.projects.end() ? std::string() : project->second.name,
                           alert.rule, alert.month, alert.level, alert.sentence});
  }
  if (const std::optional<Report>& report = state.instances.at(instance.id).report) {
    for (const PluginVerdict& verdict : report->verdicts) {
      if (verdict.is_shadow) continue;
      left.errors += verdict.errors;
      left.warnings += verdict.warnings;
    }
  }
  if (left.alerts.empty() && left.errors == 0 && left.warnings == 0) return;
  decision.record(left);
  for (const auto& [id, other] : state.instances) {
    const Instance& data = other.data;
    if (data.department == instance.department && data.year == *next && !data.is_closed &&
        is_main(state, data))
      tell_carried(decision, data,
                   {left.instance, std::ssize(left.alerts), left.errors, left.warnings});
  }
}

void tell_carried(Decision& decision, const Instance& instance, const CarriedOver& left) {
  const State& state = decision.state();
  const WorkflowDefinition& definition = definition_of(state, instance);
  std::string text = subject_of(state, instance) + "：上一年度结转 " + std::to_string(left.alerts) +
                     " 条未解除的预警";
  if (left.errors + left.warnings > 0) {
    text += "，检查报告中 " + std::to_string(left.errors) + " 个错误、" +
            std::to_string(left.warnings) + " 个警告";
  }
  decision.notify(instance.id, NoticeTopic::arranged,
                  state.directory.holders(find_stage(definition, definition.initial)->role,
                                          instance.department),
                  text + "，编制时请一并考虑。");
}

Result<void> decide_on(Decision& decision, const OpenChild& action) {
  const State& state = decision.state();
  const Instance& parent = state.instances.at(action.parent).data;
  const Stage& stage = *find_stage(definition_of(state, parent), parent.stage);
  if (std::ranges::count(stage.may_open, action.workflow) == 0) {
    std::string possible;
    for (const WorkflowId& one : stage.may_open)
      possible += (possible.empty() ? "" : ", ") + one.text();
    return conflict(
        "expected to open \"" + action.workflow.text() + "\" from instance " +
            std::to_string(action.parent.value()) + ", but its stage \"" + stage.id.text() +
            "\" does not say so",
        possible.empty() ? "nothing is opened from this stage" : "possible here: " + possible);
  }
  if (parent.work.suspended_since) {
    return conflict("expected to open something beside instance " +
                    std::to_string(action.parent.value()) + ", but it is suspended");
  }
  TRY(check_reason(action.about, ReasonNeeded::yes, "what it is about"));
  const Openable opened = TRY(openable(state, action.workflow, parent.year));
  TRY(check_alert(state, action, opened.definition->subject));
  open_instance(decision, *opened.definition, *opened.rule_set, parent.department, parent.year,
                Origin{parent.id, parent.children + 1, action.about, action.alert});
  return {};
}

Result<void> decide_on(Decision& decision, const GoOn& action) {
  const State& state = decision.state();
  if (!state.ready.contains(action.instance)) return {};
  const Instance& instance = state.instances.at(action.instance).data;
  const WorkflowDefinition& definition = definition_of(state, instance);
  const Stage& stage = *find_stage(definition, instance.stage);
  if (!stage.opens.empty() && !instance.work.has_opened) {
    open_children(decision, instance);
    return {};
  }
  decision.record(WaitEnded{instance.id, instance.stage});
  if (automatic_transition(definition, stage.id) == nullptr) {
    announce_turn(decision, instance, stage, "所等待的已经具备");
  } else if (!instance.node_timer) {
    conclude_monitoring(decision, instance);
  }
  return {};
}

}  // namespace budget
