#include "engine/decide/decision.h"
#include "model/office_lint.h"

namespace budget {
namespace {

/// Content that is deployed already changes nothing.
template <typename Map, typename Key>
bool is_current(const Map& current, const Key& key, const ContentHash& hash) {
  const auto found = current.find(key);
  return found != current.end() && found->second == hash;
}

Result<void> expect_identity(const ContentHash& hash) {
  if (!hash.empty()) return {};
  return invalid("expected the content's SHA-256 as its identity, but it is empty");
}

Result<void> expect_no_errors(const WorkflowDefinition& definition,
                              const std::vector<Finding>& findings) {
  for (const Finding& finding : findings) {
    if (finding.level != FindingLevel::error) continue;
    return invalid("expected to deploy workflow " + definition.id.text() + ", but " +
                       finding.place.to_text() + ": " + finding.message,
                   "budgetctl config check lists every finding with its line");
  }
  return {};
}

OfficeFacts office_of(const Decision& decision) {
  const State& state = decision.state();
  OfficeFacts office;
  office.organisation = state.organisation;
  for (const auto& [id, hash] : state.current_rule_set)
    office.rule_sets.push_back(state.rule_sets.at(hash));
  if (!state.current_calendar.empty()) office.calendar = state.calendars.at(state.current_calendar);
  for (const PluginInfo& plugin : decision.context().plugins)
    office.plugins.push_back(plugin.name);
  return office;
}

}  // namespace

Result<void> decide_on(Decision& decision, const DeployWorkflow& action) {
  const State& state = decision.state();
  const WorkflowDefinition& definition = action.definition;
  TRY(expect_identity(definition.hash));
  if (is_current(state.current_workflow, definition.id, definition.hash)) return {};
  const bool is_person = decision.command().actor != system_actor();
  const auto current = state.current_workflow.find(definition.id);
  if (current != state.current_workflow.end()) {
    const int version = state.workflows.at(current->second).version;
    // A file that was deployed before and that a person has replaced by a newer version since.
    if (!is_person && state.workflows.contains(definition.hash) && version > definition.version)
      return {};
    if (is_person && version >= definition.version) {
      return conflict("expected a version above " + std::to_string(version) + " of " +
                          definition.id.text() + ", but it is " +
                          std::to_string(definition.version),
                      "raise \"version\" in the file");
    }
  }
  TRY(expect_no_errors(definition, lint(definition)));
  if (is_person) {
    TRY(check_reason(action.reason, ReasonNeeded::yes, "another definition"));
    TRY(expect_no_errors(definition, lint_in_office(definition, office_of(decision))));
  }
  decision.record(WorkflowDeployed{definition, is_person ? action.reason : std::string()});
  return {};
}

Result<void> decide_on(Decision& decision, const DeployRuleSet& action) {
  TRY(expect_identity(action.rule_set.hash));
  if (is_current(decision.state().current_rule_set, action.rule_set.id, action.rule_set.hash))
    return {};
  // Of several versions of a set each is deployed once; the newest is the one in use.
  const State& state = decision.state();
  const auto current = state.current_rule_set.find(action.rule_set.id);
  if (state.rule_sets.contains(action.rule_set.hash) && current != state.current_rule_set.end() &&
      state.rule_sets.at(current->second).version > action.rule_set.version)
    return {};
  decision.record(RuleSetDeployed{action.rule_set});
  return {};
}

Result<void> decide_on(Decision& decision, const DeployOrganisation& action) {
  TRY(expect_identity(action.hash));
  if (decision.state().organisation_hash == action.hash) return {};
  decision.record(OrganisationDeployed{action.organisation, action.hash});
  return {};
}

}  // namespace budget
