#include <algorithm>

#include "engine/apply/applier.h"

namespace budget {

void Applier::operator()(const ProjectEntered& event) {
  InstanceState& instance = touch(event.instance);
  for (const PersonId& person : acting(event.principals))
    add_author(instance.data, person);
  const auto place = std::ranges::lower_bound(instance.projects, event.project.code);
  if (place == instance.projects.end() || *place != event.project.code) {
    instance.projects.insert(place, event.project.code);
  }
  ProjectState& project = state_.projects[{instance.data.year, event.project.code}];
  project.code = event.project.code;
  project.instance = event.instance;
  project.name = event.project.name;
  project.unit = event.project.unit;
  instance.budget += event.project.funds.budget - project.funds.budget;
  project.funds = event.project.funds;
  project.has_indicators = !event.project.indicators.empty();
  project.draft = event.project.plan;
  project.sheets.clear();  // they were about other indicators
  rules_see_change(event.instance);
}

void Applier::operator()(const ProjectDropped& event) {
  InstanceState& instance = touch(event.instance);
  for (const PersonId& person : acting(event.principals))
    add_author(instance.data, person);
  std::erase(instance.projects, event.project);
  const auto dropped = state_.projects.find({instance.data.year, event.project});
  if (dropped != state_.projects.end()) {
    instance.budget = instance.budget - dropped->second.funds.budget;
    instance.paid = instance.paid - paid_by(dropped->second, 12);
    state_.projects.erase(dropped);
  }
  rules_see_change(event.instance);
}

void Applier::operator()(const DocumentsImported& event) {
  add_author(touch(event.instance).data, envelope_.actor);
  state_.last_import = std::max(state_.last_import, event.import);
  rules_see_change(event.instance);
}

void Applier::operator()(const PlansApproved& event) {
  const InstanceState& instance = touch(event.instance);
  for (const ProjectCode& code : instance.projects) {
    ProjectState& project = state_.projects.at({instance.data.year, code});
    const int number = project.versions.empty() ? 1 : project.versions.back().number + 1;
    project.versions.push_back({number, event.effective_on, project.draft, event.approval});
  }
}

void Applier::operator()(const BudgetMoved& event) {
  InstanceState& instance = touch(event.instance);
  for (const BudgetMove& move : event.moves) {
    ProjectState& project = state_.projects.at({instance.data.year, move.project});
    if (move.before != move.after) {
      project.funds_changes.push_back({event.effective_on, move.before});
      instance.budget += move.after.budget - project.funds.budget;
      project.funds = move.after;
    }
    const int number = project.versions.empty() ? 1 : project.versions.back().number + 1;
    project.versions.push_back({number, event.effective_on, move.plan, event.approval});
  }
  rules_see_change(event.instance);
}

void Applier::operator()(const MovementAsked& event) {
  InstanceState& instance = touch(event.instance);
  AskedMovement asked{event.kind, event.treatment, event.effective_on, event.moves, event.moves};
  if (event.is_granted) {
    asked.asked = instance.asked ? instance.asked->asked : std::vector<BudgetMove>();
  } else {
    for (const PersonId& person : acting(event.principals))
      add_author(instance.data, person);
  }
  instance.asked = std::move(asked);
}

void Applier::operator()(const GoalProgressTold& event) {
  const FiscalYear year = touch(event.instance).data.year;
  std::vector<GoalProgress>& achieved = state_.projects.at({year, event.project}).achieved;
  const auto place = std::ranges::lower_bound(achieved, event.month, {}, &GoalProgress::month);
  if (place != achieved.end() && place->month == event.month) {
    place->achieved = event.achieved;
  } else {
    achieved.insert(place, {event.month, event.achieved});
  }
}

void Applier::operator()(const PaymentsRecorded& event) {
  InstanceId changed;
  InstanceState* instance = nullptr;
  for (const Payment& payment : event.rows) {
    ProjectState& project = state_.projects.at({event.year, payment.project});
    project.paid[static_cast<std::size_t>(payment.paid_on.month() - 1)] += payment.amount;
    project.has_payments = true;
    if (project.instance != changed) {
      changed = project.instance;
      instance = &state_.instances.at(changed);
      rules_see_change(changed);
    }
    instance->paid += payment.amount;
  }
  state_.last_batch = std::max(state_.last_batch, event.batch);
}

void Applier::operator()(const NodeChecked& event) {
  Instance& instance = touch(event.instance).data;
  const auto place = std::ranges::lower_bound(instance.nodes_checked, event.month);
  if (place == instance.nodes_checked.end() || *place != event.month) {
    instance.nodes_checked.insert(place, event.month);
  }
}

}  // namespace budget
