#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "engine/children.h"
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

/// An office's year is about the office itself.
Result<std::vector<DepartmentId>> office_of(const Organisation& organisation,
                                            const WorkflowDefinition& definition,
                                            const OpenCycle& action) {
  const auto region = std::ranges::find(organisation.regions, action.region, &Region::code);
  if (region == organisation.regions.end()) {
    return Error{ErrorCode::not_found, "expected to find region " + action.region.text() +
                                           ", but the organisation does not have it"};
  }
  if (!action.departments.empty()) {
    return invalid("expected no departments for \"" + definition.id.text() +
                       "\", which is about the office's whole year",
                   "its stages open the departments' budgets");
  }
  return std::vector{DepartmentId(action.region.text())};
}

/// What will be opened later can be opened in that year: it could not be said to anybody then.
Result<void> check_children(const State& state, const WorkflowDefinition& definition,
                            FiscalYear year) {
  std::set<WorkflowId> seen = {definition.id};
  std::vector<const WorkflowDefinition*> open = {&definition};
  while (!open.empty()) {
    const WorkflowDefinition& parent = *open.back();
    open.pop_back();
    for (const Stage& stage : parent.stages) {
      for (const WorkflowId& child : stage.opens) {
        const Openable opened = TRY(openable(state, child, year));
        if (seen.insert(child).second) open.push_back(opened.definition);
      }
    }
  }
  return {};
}

/// What the year before left open is for those who draft.
void tell_all_carried(Decision& decision, const Instance& instance) {
  const State& state = decision.state();
  if (!is_main(state, instance)) return;
  const auto carried = state.carried.find({instance.department, instance.year});
  if (carried == state.carried.end()) return;
  for (const CarriedOver& left : carried->second)
    tell_carried(decision, instance, left);
}

/// Every named department must exist in the region; none named means all of them.
Result<std::vector<DepartmentId>> departments_of(const State& state,
                                                 const WorkflowDefinition& definition,
                                                 const OpenCycle& action) {
  const Organisation& organisation = state.organisation;
  if (is_of_office(definition)) return office_of(organisation, definition, action);
  if (definition.subject != Subject::department_budget) {
    return invalid("expected the workflow of a budget or of an office's year, but \"" +
                       definition.id.text() + "\" is about something opened beside one",
                   "open it where a stage may_open it: budgetctl instance open-child");
  }
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

/// Two budgets of one year would share projects and payments.
Result<void> check_no_other(const State& state, const std::vector<DepartmentId>& departments,
                            FiscalYear year) {
  const std::map<DepartmentId, InstanceId> budgets = open_budgets(state, year);
  for (const DepartmentId& department : departments) {
    const auto budget = budgets.find(department);
    if (budget == budgets.end()) continue;
    const Instance& other = state.instances.at(budget->second).data;
    return conflict("expected " + department.text() + " to have no budget of " +
                        std::to_string(year.value()) + " yet, but instance " +
                        std::to_string(other.id.value()) + " is open under \"" +
                        other.workflow.text() + "\"",
                    "migrate or terminate that one, or name the other departments");
  }
  return {};
}

}  // namespace

Result<Openable> openable(const State& state, const WorkflowId& workflow, FiscalYear year) {
  const auto found = state.current_workflow.find(workflow);
  if (found == state.current_workflow.end()) {
    return Error{ErrorCode::not_found,
                 "expected to find workflow " + workflow.text() + ", but it is not deployed"};
  }
  const WorkflowDefinition& definition = state.workflows.at(found->second);
  const RuleSet* rule_set = rule_set_for(state, definition.rule_set, year);
  if (rule_set == nullptr) {
    return conflict("expected rule set " + definition.rule_set.text() + " to be valid for " +
                        std::to_string(year.value()) + ", but no deployed version is",
                    "add a version with a fitting valid_from to config/rulesets and reload");
  }
  if (state.current_calendar.empty()) return conflict("expected a calendar, but none is deployed");
  return Openable{&definition, rule_set};
}

void open_instance(Decision& decision, const WorkflowDefinition& definition,
                   const RuleSet& rule_set, const DepartmentId& department, FiscalYear year,
                   std::optional<Origin> origin) {
  const State& state = decision.state();
  Instance instance;
  instance.id = decision.new_instance();
  instance.workflow = definition.id;
  instance.definition = definition.hash;
  instance.rule_set = rule_set.hash;
  instance.calendar = state.current_calendar;
  instance.department = department;
  instance.year = year;
  instance.origin = std::move(origin);
  instance.revision = 1;
  decision.record(
      InstanceOpened{instance.id, instance.workflow, instance.definition, instance.rule_set,
                     instance.calendar, instance.department, instance.year,
                     pins_for(definition, decision.context().plugins, {}), instance.origin});
  enter_stage(decision, instance, definition.initial, NoticeTopic::your_turn, {});
  tell_all_carried(decision, instance);
}

Result<void> decide_on(Decision& decision, const OpenCycle& action) {
  const State& state = decision.state();
  const Openable opened = TRY(openable(state, action.workflow, action.year));
  TRY(check_children(state, *opened.definition, action.year));
  std::vector<DepartmentId> departments = TRY(departments_of(state, *opened.definition, action));
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

  if (!is_of_office(*opened.definition)) TRY(check_no_other(state, departments, action.year));
  if (!state.cycles.contains({action.region, action.year, action.workflow})) {
    decision.record(CycleOpened{action.region, action.year, action.workflow,
                                static_cast<int>(departments.size())});
  }
  for (const DepartmentId& department : departments) {
    open_instance(decision, *opened.definition, *opened.rule_set, department, action.year,
                  std::nullopt);
  }
  return {};
}

}  // namespace budget
