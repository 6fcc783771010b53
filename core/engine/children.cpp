#include "engine/children.h"

#include <algorithm>

namespace budget {
namespace {

constexpr std::size_t kMostNamed = 5;

bool is_parents(const Wait& wait) {
  return wait.children.empty();
}

/// Closed instances leave the state some time after they were closed.
bool has_come(const State& state, InstanceId id, const StageId& goal) {
  const auto found = state.instances.find(id);
  if (found == state.instances.end() || found->second.data.is_closed) return true;
  const Instance& instance = found->second.data;
  return !goal.empty() && has_reached(definition_of(state, instance), instance.stage, goal);
}

std::string title_of(const WorkflowDefinition& definition, const StageId& id) {
  const Stage* stage = find_stage(definition, id);
  return stage == nullptr ? id.text() : stage->title;
}

/// Those the wait is for that have not come so far.
std::vector<InstanceId> missing(const State& state, const Instance& instance, const Wait& wait) {
  std::vector<InstanceId> ids;
  if (is_parents(wait)) {
    if (instance.origin && !has_come(state, instance.origin->parent, wait.stage))
      ids.push_back(instance.origin->parent);
    return ids;
  }
  const auto children = state.children.find(instance.id);
  if (children == state.children.end()) return ids;
  for (const InstanceId id : children->second) {
    const auto child = state.instances.find(id);
    const bool is_meant =
        child != state.instances.end() && child->second.data.workflow == wait.children;
    if (is_meant && !has_come(state, id, wait.stage)) ids.push_back(id);
  }
  return ids;
}

}  // namespace

const WorkflowDefinition& definition_of(const State& state, const Instance& instance) {
  return state.workflows.at(instance.definition);
}

bool is_main(const State& state, const Instance& instance) {
  return definition_of(state, instance).subject == Subject::department_budget;
}

std::map<DepartmentId, InstanceId> open_budgets(const State& state, FiscalYear year) {
  std::map<DepartmentId, InstanceId> budgets;
  for (const auto& [id, instance] : state.instances) {
    const Instance& data = instance.data;
    if (data.year == year && !data.is_closed && is_main(state, data)) budgets[data.department] = id;
  }
  return budgets;
}

bool is_waiting(const Instance& instance, const Stage& stage) {
  return std::ranges::any_of(
      stage.waits_for, [&](const Wait& wait) { return !is_parents(wait) || instance.origin; });
}

bool is_waited_for(const State& state, const Instance& child) {
  if (!child.origin) return false;
  const auto found = state.instances.find(child.origin->parent);
  if (found == state.instances.end()) return false;
  const Instance& parent = found->second.data;
  const Stage* stage = find_stage(definition_of(state, parent), parent.stage);
  if (parent.is_closed || parent.work.wait_is_over || stage == nullptr) return false;
  return std::ranges::any_of(stage->waits_for, [&](const Wait& wait) {
    return wait.children == child.workflow && !has_come(state, child.id, wait.stage);
  });
}

bool is_wait_over(const State& state, const Instance& instance, const Stage& stage) {
  if (instance.work.wait_is_over) return true;
  if (!stage.opens.empty() && !instance.work.has_opened) return false;
  return std::ranges::all_of(
      stage.waits_for, [&](const Wait& wait) { return missing(state, instance, wait).empty(); });
}

std::string missing_for(const State& state, const Instance& instance, const Stage& stage) {
  std::string text;
  if (instance.work.wait_is_over) return text;
  for (const Wait& wait : stage.waits_for) {
    const std::vector<InstanceId> ids = missing(state, instance, wait);
    if (ids.empty()) continue;
    const Instance& first = state.instances.at(ids.front()).data;
    const WorkflowDefinition& definition = definition_of(state, first);
    const std::string goal = wait.stage.empty() ? std::string("未办结")
                                                : "未到“" + title_of(definition, wait.stage) + "”";
    text += text.empty() ? "" : "；";
    if (is_parents(wait)) {
      text += definition.title + goal;
      continue;
    }
    text += std::to_string(ids.size()) + " 项“" + definition.title + "”" + goal + "：";
    for (std::size_t i = 0; i < std::min(ids.size(), kMostNamed); ++i) {
      text +=
          (i > 0 ? "、" : "") + state.directory.name_of(state.instances.at(ids[i]).data.department);
    }
    if (ids.size() > kMostNamed) text += "等";
  }
  return text;
}

bool is_ready(const State& state, const Instance& instance) {
  if (instance.is_closed || instance.work.suspended_since || instance.stage.empty()) return false;
  const WorkflowDefinition& definition = definition_of(state, instance);
  const Stage* stage = find_stage(definition, instance.stage);
  if (stage == nullptr || stage->is_final) return false;
  if (!stage->opens.empty() && !instance.work.has_opened) return true;
  if (instance.work.wait_is_over || stage->waits_for.empty()) return false;
  // Where no person acts, the engine goes on also when there is nobody to wait for.
  const bool is_alone = automatic_transition(definition, stage->id) != nullptr;
  return (is_alone || is_waiting(instance, *stage)) && is_wait_over(state, instance, *stage);
}

std::vector<std::pair<WorkflowId, DepartmentId>> opened_by(const State& state,
                                                           const Instance& instance) {
  std::vector<std::pair<WorkflowId, DepartmentId>> opened;
  const WorkflowDefinition& definition = definition_of(state, instance);
  const Stage* stage = find_stage(definition, instance.stage);
  if (stage == nullptr) return opened;
  for (const WorkflowId& workflow : stage->opens) {
    const auto current = state.current_workflow.find(workflow);
    if (current == state.current_workflow.end()) continue;
    const bool is_for_departments =
        is_of_office(definition) &&
        state.workflows.at(current->second).subject == Subject::department_budget;
    if (!is_for_departments) {
      opened.emplace_back(workflow, instance.department);
      continue;
    }
    for (const Department& department : state.organisation.departments) {
      if (department.region == region_of(instance.department))
        opened.emplace_back(workflow, department.id);
    }
  }
  std::ranges::sort(opened);
  return opened;
}

}  // namespace budget
