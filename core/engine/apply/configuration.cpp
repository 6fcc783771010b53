#include <algorithm>

#include "engine/apply/applier.h"

namespace budget {

void Applier::operator()(const WorkflowDeployed& event) {
  state_.workflows[event.definition.hash] = event.definition;
  state_.current_workflow[event.definition.id] = event.definition.hash;
}

void Applier::operator()(const RuleSetDeployed& event) {
  state_.rule_sets[event.rule_set.hash] = event.rule_set;
  state_.current_rule_set[event.rule_set.id] = event.rule_set.hash;
}

void Applier::operator()(const CalendarPublished& event) {
  state_.calendars[event.calendar.edition] = event.calendar;
  state_.current_calendar = event.calendar.edition;
}

void Applier::operator()(const OrganisationDeployed& event) {
  set_organisation(state_, event.organisation, event.hash);
  // Rules are shown the names of regions, departments and units.
  for (const auto& [id, instance] : state_.instances)
    rules_see_change(id);
}

void Applier::operator()(const CycleOpened& event) {
  state_.cycles.insert({event.region, event.year, event.workflow});
}

void Applier::operator()(const SubstituteAppointed& event) {
  state_.substitutions[event.substitution.id] = event.substitution;
  state_.last_substitution = std::max(state_.last_substitution, event.substitution.id);
}

void Applier::operator()(const SubstitutionEnded& event) {
  state_.substitutions.erase(event.substitution);
}

void Applier::operator()(const OccasionNamed& event) {
  state_.occasions[{event.region, event.year, event.occasion}] = event.day;
}

void Applier::operator()(const StaffingChanged& event) {
  touch(event.instance).data.work.is_unstaffed = event.is_unstaffed;
}

}  // namespace budget
