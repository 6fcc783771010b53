#include "daemon/deployment.h"

#include "store/content_hash.h"

namespace budget {
namespace {

Command deploy(Action action) {
  return {.actor = system_actor(), .via = Via::startup, .key = {}, .action = std::move(action)};
}

}  // namespace

std::vector<Command> deployment_of(const LoadedConfiguration& loaded) {
  std::vector<Command> commands;
  const Organisation& organisation = loaded.organisation.organisation;
  commands.push_back(deploy(DeployOrganisation{organisation, content_hash(organisation)}));
  Calendar calendar = loaded.calendar;
  calendar.edition = content_hash(calendar);
  commands.push_back(deploy(PublishCalendar{std::move(calendar)}));
  for (RuleSet rule_set : loaded.rule_sets) {
    rule_set.hash = content_hash(rule_set);
    commands.push_back(deploy(DeployRuleSet{std::move(rule_set)}));
  }
  for (WorkflowDefinition workflow : loaded.workflows) {
    workflow.hash = content_hash(workflow);
    commands.push_back(deploy(DeployWorkflow{std::move(workflow)}));
  }
  return commands;
}

std::string subject_of(const Command& command) {
  if (std::holds_alternative<DeployOrganisation>(command.action)) return "organisation";
  if (std::holds_alternative<PublishCalendar>(command.action)) return "calendar";
  if (const auto* rule_set = std::get_if<DeployRuleSet>(&command.action))
    return "rule_set " + rule_set->rule_set.id.text();
  if (const auto* flow = std::get_if<DeployWorkflow>(&command.action))
    return "workflow " + flow->definition.id.text();
  return "";
}

std::vector<AccessToken> tokens_of(const LoadedConfiguration& loaded) {
  std::vector<AccessToken> tokens;
  for (const auto& [person, hash] : loaded.organisation.token_hashes)
    tokens.push_back({person, hash});
  return tokens;
}

}  // namespace budget
