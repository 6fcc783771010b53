#include "config/cross_checks.h"

#include <algorithm>

namespace budget {
namespace {

template <typename T>
void refuse_shared_ids(std::vector<Loaded<T>>& files) {
  for (std::size_t i = 0; i < files.size(); ++i) {
    const auto& id = files[i].value.id;
    const auto first =
        std::ranges::find_if(files, [&](const Loaded<T>& other) { return other.value.id == id; });
    if (id.empty() || &*first == &files[i]) continue;
    files[i].report.report(
        "config.duplicate", "id",
        "expected every id in one file, but " + first->report.file() + " has it too", id.text());
  }
}

std::string item(const char* list, std::size_t i, const char* part) {
  return std::string(list) + "[" + std::to_string(i) + "]." + part;
}

/// Findings of the model about a definition, at the lines they speak of.
void adopt(Loaded<WorkflowDefinition>& workflow, std::vector<Finding> findings) {
  for (Finding& finding : findings)
    workflow.report.adopt(std::move(finding));
}

}  // namespace

void check_ids(std::vector<Loaded<WorkflowDefinition>>& workflows) {
  refuse_shared_ids(workflows);
}

void check_rule_set(Loaded<WorkflowDefinition>& workflow,
                    const std::vector<LoadedRuleSet>& rule_sets) {
  std::vector<RuleSet> sets;
  for (const LoadedRuleSet& file : rule_sets)
    sets.push_back(file.value);
  adopt(workflow, lint_rule_set(workflow.value, sets));
}

void check_roles(Loaded<WorkflowDefinition>& workflow, const Organisation& organisation) {
  adopt(workflow, lint_roles(workflow.value, organisation));
}

void check_gates(Loaded<WorkflowDefinition>& workflow, const std::vector<std::string>& plugins) {
  adopt(workflow, lint_gates(workflow.value, plugins));
}

void check_people(Loaded<WorkflowDefinition>& workflow, const Organisation& organisation) {
  adopt(workflow, lint_people(workflow.value, organisation));
}

void check_calendar(Loaded<WorkflowDefinition>& workflow, const Calendar& calendar) {
  adopt(workflow, lint_calendar(workflow.value, calendar));
}

void check_in_office(Loaded<WorkflowDefinition>& workflow, const OfficeFacts& office) {
  adopt(workflow, lint_in_office(workflow.value, office));
}

void check_channels(Loaded<Configuration>& configuration, const Organisation* organisation) {
  const Configuration& config = configuration.value;
  for (std::size_t i = 0; i < config.channels.size(); ++i) {
    const ChannelConfig& channel = config.channels[i];
    const bool is_known = std::ranges::find(config.plugins, channel.plugin, &PluginEntry::name) !=
                          config.plugins.end();
    if (!channel.plugin.empty() && !is_known) {
      configuration.report.report(
          "config.reference", item("channels", i, "plugin"),
          "expected the name of one of the [[plugins]], but there is no \"" + channel.plugin +
              "\"");
    }
    for (std::size_t n = 0; organisation != nullptr && n < channel.route.roles.size(); ++n) {
      if (find_role(*organisation, channel.route.roles[n]) != nullptr) continue;
      configuration.report.report("config.reference",
                                  item("channels", i, "roles") + "[" + std::to_string(n) + "]",
                                  "expected one of the organisation's roles, but there is no \"" +
                                      channel.route.roles[n].text() + "\"");
    }
  }
}

}  // namespace budget
