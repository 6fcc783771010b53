#include "store/deployment.h"

#include "store/content_hash.h"

namespace budget {
namespace {

Command deploy(Action action) {
  return {.actor = system_actor(), .via = Via::startup, .key = {}, .action = std::move(action)};
}

}  // namespace

std::vector<Command> deployment_of(const Organisation& organisation, const Calendar& calendar,
                                   std::span<const RuleSet> rule_sets,
                                   std::span<const WorkflowDefinition> workflows) {
  std::vector<Command> commands;
  commands.push_back(deploy(DeployOrganisation{organisation, content_hash(organisation)}));
  Calendar edition = calendar;
  edition.edition = content_hash(calendar);
  commands.push_back(deploy(PublishCalendar{std::move(edition)}));
  for (RuleSet rule_set : rule_sets) {
    rule_set.hash = content_hash(rule_set);
    commands.push_back(deploy(DeployRuleSet{std::move(rule_set)}));
  }
  for (WorkflowDefinition workflow : workflows) {
    workflow.hash = content_hash(workflow);
    commands.push_back(deploy(DeployWorkflow{std::move(workflow)}));
  }
  return commands;
}

}  // namespace budget
