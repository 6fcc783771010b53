#include "engine/decide/decision.h"

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

}  // namespace

Result<void> decide_on(Decision& decision, const DeployWorkflow& action) {
  const WorkflowDefinition& definition = action.definition;
  TRY(expect_identity(definition.hash));
  if (is_current(decision.state().current_workflow, definition.id, definition.hash)) return {};
  const std::vector<Finding> findings = lint(definition);
  if (!findings.empty()) {
    return invalid("expected to deploy workflow " + definition.id.text() + ", but " +
                       findings.front().place.to_text() + ": " + findings.front().message,
                   "budgetctl config check lists every finding with its line");
  }
  decision.record(WorkflowDeployed{definition});
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
