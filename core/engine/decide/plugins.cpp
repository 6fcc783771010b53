#include <algorithm>

#include "engine/decide/decision.h"

namespace budget {
namespace {

constexpr std::size_t kLongestPluginReason = 2'000;

PluginStage goal_of(PluginAct act) {
  switch (act) {
    case PluginAct::enable:
      return PluginStage::active;
    case PluginAct::shadow:
      return PluginStage::shadow;
    case PluginAct::quarantine:
      return PluginStage::quarantined;
  }
  return PluginStage::quarantined;
}

bool is_there(const PluginRecord& record, const PluginProgress& progress) {
  return record.stage == progress.steps.back() && record.id == progress.id &&
         record.version == progress.version && record.hash == progress.hash &&
         (record.reason == progress.reason || progress.reason.empty()) &&
         record.is_held == progress.is_held;
}

/// A plugin that never loaded has told no capabilities; it is held to this once it does.
Result<void> check_is_rule(const Context& context, const std::string& name) {
  const auto info = std::ranges::find(context.plugins, name, &PluginInfo::name);
  if (info == context.plugins.end() || info->capabilities.empty() ||
      can_run_in_shadow(info->capabilities)) {
    return {};
  }
  return conflict("expected a rule plugin to be put into shadow, but " + name + " has " +
                      info->capabilities.front() + " and no rules: only rules can be shadowed",
                  "budgetctl plugin quarantine takes it out of use");
}

}  // namespace

/// A start that finds everything as it was leaves no trace.
Result<void> decide_on(Decision& decision, const ReportPlugin& action) {
  const PluginProgress& progress = action.progress;
  if (progress.name.empty() || progress.steps.empty())
    return invalid("expected a plugin's name and its steps, but one of them is missing");
  const auto& plugins = decision.state().plugins;
  const auto known = plugins.find(progress.name);
  if (known != plugins.end() && is_there(known->second, progress)) return {};
  std::optional<PluginStage> from;
  if (known != plugins.end()) from = known->second.stage;
  for (const PluginStage& to : progress.steps) {
    const bool is_last = &to == &progress.steps.back();
    decision.record(PluginStepped{progress.name, progress.id, progress.version, progress.hash, from,
                                  to, is_last ? progress.reason : "", is_last && progress.is_held});
    from = to;
  }
  return {};
}

Result<void> decide_on(Decision& decision, const ActOnPlugin& action) {
  const auto& plugins = decision.state().plugins;
  const auto known = plugins.find(action.name);
  if (known == plugins.end()) {
    return Error{
        ErrorCode::not_found,
        "expected a plugin of the configuration, but there is none named \"" + action.name + "\"",
        "see budgetctl plugin list"};
  }
  if (action.reason.size() > kLongestPluginReason)
    return invalid("expected a reason of at most 2,000 bytes, but it is longer");
  const bool quarantines = action.act == PluginAct::quarantine;
  if (quarantines && action.reason.empty()) {
    return invalid("expected a reason for taking a plugin out of use, but there is none",
                   "say what is wrong with it");
  }
  if (action.act == PluginAct::shadow) TRY(check_is_rule(decision.context(), action.name));
  const PluginRecord& plugin = known->second;
  const PluginStage to = goal_of(action.act);
  if (plugin.stage == to && plugin.is_held == quarantines && plugin.chosen == to) return {};
  if (plugin.stage == to && quarantines && plugin.is_held) return {};
  decision.record(PluginStepped{action.name, plugin.id, plugin.version, plugin.hash, plugin.stage,
                                to, action.reason, quarantines});
  return {};
}

}  // namespace budget
