#include "daemon/deployment.h"

#include "config/config_file.h"
#include "config/cross_checks.h"
#include "config/workflow_file.h"
#include "store/content_hash.h"
#include "store/deployment.h"

namespace budget {

std::vector<Command> deployment_of(const LoadedConfiguration& loaded) {
  return deployment_of(loaded.organisation.organisation, loaded.calendar, loaded.rule_sets,
                       loaded.workflows);
}

Command channel_deployment_of(const Configuration& configuration) {
  DeployChannels action;
  for (const ChannelConfig& channel : channels_of(configuration))
    action.channels.push_back(channel.route);
  return {.actor = system_actor(), .via = Via::startup, .key = {}, .action = std::move(action)};
}

std::string subject_of(const Command& command) {
  if (std::holds_alternative<DeployOrganisation>(command.action)) return "organisation";
  if (std::holds_alternative<PublishCalendar>(command.action)) return "calendar";
  if (const auto* rule_set = std::get_if<DeployRuleSet>(&command.action))
    return "rule_set " + rule_set->rule_set.id.text();
  if (const auto* flow = std::get_if<DeployWorkflow>(&command.action))
    return "workflow " + flow->definition.id.text();
  if (std::holds_alternative<DeployChannels>(command.action)) return "channels";
  return "";
}

WorkflowReading read_for(const std::string& toml, const OfficeFacts& office) {
  Loaded<WorkflowDefinition> loaded = read_workflow(toml, "workflow.toml");
  if (loaded.report.is_parsed() && !loaded.value.stages.empty()) check_in_office(loaded, office);
  loaded.value.hash = content_hash(loaded.value);
  return {std::move(loaded.value), loaded.report.findings()};
}

std::vector<AccessToken> tokens_of(const LoadedConfiguration& loaded) {
  std::vector<AccessToken> tokens;
  for (const auto& [person, hash] : loaded.organisation.token_hashes)
    tokens.push_back({person, hash});
  return tokens;
}

}  // namespace budget
