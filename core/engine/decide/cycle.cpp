#include <algorithm>
#include <optional>

#include "engine/decide/decision.h"

namespace budget {
namespace {

/// The rule set a year's monitoring asks: the one deployed last if it is valid for the year, else
/// the newest that is.
const RuleSet* rule_set_for(const State& state, const RuleSetId& id, FiscalYear year) {
  const auto valid = [&](const RuleSet& set) {
    return set.id == id && set.valid_from <= year && (!set.valid_to || year <= *set.valid_to);
  };
  const auto current = state.current_rule_set.find(id);
  if (current != state.current_rule_set.end() && valid(state.rule_sets.at(current->second))) {
    return &state.rule_sets.at(current->second);
  }
  const RuleSet* newest = nullptr;
  for (const auto& [hash, set] : state.rule_sets) {
    if (valid(set) && (newest == nullptr || set.version > newest->version)) newest = &set;
  }
  return newest;
}

bool contains(const std::vector<DepartmentId>& departments, const DepartmentId& id) {
  return std::ranges::find(departments, id) != departments.end();
}

/// Every named department must exist in the region; none named means all of them.
Result<std::vector<DepartmentId>> departments_of(const Organisation& organisation,
                                                 const OpenCycle& action) {
  std::vector<DepartmentId> all;
  for (const Department& department : organisation.departments) {
    if (department.region == action.region) all.push_back(department.id);
  }
  for (const DepartmentId& named : action.departments) {
    if (!contains(all, named)) {
      return Error{ErrorCode::not_found, "expected to find department " + named.text() +
                                             " in region " + action.region.text() +
                                             ", but the organisation does not have it"};
    }
  }
  if (all.empty()) {
    return Error{ErrorCode::not_found,
                 "expected departments in region " + action.region.text() +
                     ", but the organisation has none there",
                 "add them to organisation.toml and reload"};
  }
  return action.departments.empty() ? all : action.departments;
}

}  // namespace

Result<void> decide_on(Decision& decision, const OpenCycle& action) {
  const State& state = decision.state();
  const auto workflow = state.current_workflow.find(action.workflow);
  if (workflow == state.current_workflow.end()) {
    return Error{ErrorCode::not_found, "expected to find workflow " + action.workflow.text() +
                                           ", but it is not deployed"};
  }
  const WorkflowDefinition& definition = state.workflows.at(workflow->second);
  const RuleSet* rule_set = rule_set_for(state, definition.rule_set, action.year);
  if (rule_set == nullptr) {
    return conflict("expected rule set " + definition.rule_set.text() + " to be valid for " +
                        std::to_string(action.year.value()) + ", but no deployed version is",
                    "add a version with a fitting valid_from to config/rulesets and reload");
  }
  if (state.current_calendar.empty()) return conflict("expected a calendar, but none is deployed");

  std::vector<DepartmentId> departments = TRY(departments_of(state.organisation, action));
  std::erase_if(departments, [&](const DepartmentId& id) {
    return contains(decision.context().opened_before, id);
  });
  std::ranges::sort(departments);
  departments.erase(std::unique(departments.begin(), departments.end()), departments.end());
  if (departments.empty()) {
    return conflict("expected to open " + std::to_string(action.year.value()) + " for " +
                    action.region.text() +
                    ", but every department's instance is open or closed already");
  }

  if (!state.cycles.contains({action.region, action.year, action.workflow})) {
    decision.record(CycleOpened{action.region, action.year, action.workflow,
                                static_cast<int>(departments.size())});
  }
  const std::vector<PluginPin> pins = pins_for(definition, decision.context().plugins, {});
  for (const DepartmentId& department : departments) {
    Instance instance;
    instance.id = decision.new_instance();
    instance.workflow = action.workflow;
    instance.definition = definition.hash;
    instance.rule_set = rule_set->hash;
    instance.calendar = state.current_calendar;
    instance.department = department;
    instance.year = action.year;
    instance.revision = 1;
    decision.record(InstanceOpened{instance.id, instance.workflow, instance.definition,
                                   instance.rule_set, instance.calendar, instance.department,
                                   instance.year, pins});
    enter_stage(decision, instance, definition.initial, NoticeTopic::your_turn, {});
  }
  return {};
}

}  // namespace budget
