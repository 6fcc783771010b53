#include <algorithm>
#include <set>

#include "engine/decide/decision.h"

namespace budget {
namespace {

const PluginVerdict* find_verdict(const Report& report, const PluginName& plugin) {
  const auto found = std::ranges::find_if(
      report.verdicts, [&](const PluginVerdict& verdict) { return verdict.pin.plugin == plugin; });
  return found == report.verdicts.end() ? nullptr : &*found;
}

/// Whether a person has taken the plugin into shadow, or out of it, since it said this.
bool has_changed_its_say(const State& state, const PluginVerdict& verdict) {
  const auto plugin = state.plugins.find(verdict.pin.plugin.text());
  if (plugin == state.plugins.end()) return false;
  return plugin->second.stage == (verdict.is_shadow ? PluginStage::active : PluginStage::shadow);
}

/// Whether the report was made of what these rules would be shown now, by the versions pinned now.
bool is_fresh(const Report& report, const Instance& instance, const ActId& moment,
              const std::vector<PluginName>& rules, Date today) {
  if (report.is_stale || report.moment != moment || report.stage != instance.stage ||
      report.round != instance.round || report.day != today) {
    return false;
  }
  return std::ranges::all_of(rules, [&](const PluginName& rule) {
    const PluginVerdict* verdict = find_verdict(report, rule);
    const PluginPin* pin = find_pin(instance.pins, rule);
    return verdict != nullptr && verdict->pin.hash == (pin == nullptr ? ContentHash() : pin->hash);
  });
}

bool is_complete(const State& state, const Report& report, const std::vector<PluginName>& rules) {
  return std::ranges::all_of(rules, [&](const PluginName& rule) {
    const PluginVerdict& verdict = *find_verdict(report, rule);
    return (verdict.is_shadow || verdict.is_checked) && !has_changed_its_say(state, verdict);
  });
}

/// Waits for the check that will show the rules what there is now; asks for it unless somebody has.
void wait_for_check(Decision& decision, const Instance& instance, const ActId& moment,
                    const std::vector<PluginName>& rules) {
  for (const auto& [id, check] : decision.state().checks) {
    if (check.instance == instance.id && check.moment == moment && check.day == decision.today() &&
        check.rules == rules) {
      return decision.wait_for(id);
    }
  }
  const CheckId id = decision.new_check();
  decision.record(CheckRequested{instance.id, id, moment, instance.stage, instance.round,
                                 decision.today(), rules});
  decision.wait_for(id);
}

std::int64_t blocking(const PluginVerdict& verdict, GateBlocks level) {
  switch (level) {
    case GateBlocks::error:
      return verdict.errors;
    case GateBlocks::warning:
      return verdict.errors + verdict.warnings;
    case GateBlocks::never:
      return 0;
  }
  return 0;
}

void add(std::string& list, const std::string& item) {
  list += (list.empty() ? "" : "; ") + item;
}

/// The acts that wait at a gate on the way out of the stage.
std::vector<const Transition*> gates_ahead(const WorkflowDefinition& definition,
                                           const StageId& stage) {
  std::vector<const Transition*> gates;
  for (const Transition& transition : definition.transitions) {
    if (transition.from == stage && transition.gate) gates.push_back(&transition);
  }
  return gates;
}

std::vector<PluginName> rules_of(const std::vector<const Transition*>& gates) {
  std::set<PluginName> rules;
  for (const Transition* transition : gates)
    rules.insert(transition->gate->rules.begin(), transition->gate->rules.end());
  return {rules.begin(), rules.end()};
}

}  // namespace

Result<std::optional<GatePassage>> ask_gate(Decision& decision, const InstanceState& instance,
                                            const Transition& transition) {
  const Gate& gate = *transition.gate;
  const std::optional<Report>& report = instance.report;
  // What was not run the last time may run now: only whoever waited for it takes it as it is.
  const bool is_usable =
      report && is_fresh(*report, instance.data, transition.act, gate.rules, decision.today()) &&
      (is_complete(decision.state(), *report, gate.rules) ||
       decision.command().waited_for == report->check);
  if (!is_usable) {
    wait_for_check(decision, instance.data, transition.act, gate.rules);
    return std::optional<GatePassage>();
  }
  GatePassage passage{report->check, {}};
  std::string held;
  for (const PluginName& rule : gate.rules) {
    const PluginVerdict& verdict = *find_verdict(*report, rule);
    if (verdict.is_shadow) continue;
    const std::int64_t found = blocking(verdict, gate.blocks);
    if (found > 0) add(held, rule.text() + " found " + std::to_string(found));
    if (verdict.is_checked) continue;
    passage.not_checked.push_back(rule);
    if (gate.not_checked == WhenNotChecked::block) add(held, rule.text() + " was not checked");
  }
  if (held.empty()) return std::optional(std::move(passage));
  return Error{ErrorCode::blocked,
               "expected to perform \"" + transition.act.text() + "\" on instance " +
                   std::to_string(instance.data.id.value()) + ", but its gate holds it back: " +
                   held + " (check " + std::to_string(report->check.value()) + ")",
               "budgetctl instance report " + std::to_string(instance.data.id.value()) +
                   " says what was found; mend it, then ask again"};
}

std::vector<PluginPin> pins_for(const WorkflowDefinition& definition,
                                const std::vector<PluginInfo>& plugins,
                                const std::vector<PluginPin>& before) {
  std::vector<PluginPin> pins;
  for (const PluginName& rule : gate_rules(definition)) {
    const auto info = std::ranges::find(plugins, rule.text(), &PluginInfo::name);
    if (info != plugins.end() && !info->hash.empty()) {
      pins.push_back({rule, info->version, info->hash});
    } else if (const PluginPin* pin = find_pin(before, rule)) {
      pins.push_back(*pin);
    }
  }
  return pins;
}

Result<void> decide_on(Decision& decision, const CheckInstance& action) {
  const InstanceState& instance = decision.state().instances.at(action.instance);
  const CheckId waited_for = decision.command().waited_for;
  if (waited_for != CheckId() && instance.report && instance.report->check == waited_for) return {};
  const WorkflowDefinition& definition = decision.state().workflows.at(instance.data.definition);
  const auto gates = gates_ahead(definition, instance.data.stage);
  if (rules_of(gates).empty()) {
    return conflict("expected a gate to check for, but no act of stage \"" +
                        instance.data.stage.text() + "\" has one",
                    "workflows name the rules in the gate of a transition");
  }
  // Where one act has a gate the report is made for that act, which need not ask again.
  if (gates.size() == 1) {
    wait_for_check(decision, instance.data, gates.front()->act, gates.front()->gate->rules);
  } else {
    wait_for_check(decision, instance.data, ActId(kMomentOfCheck), rules_of(gates));
  }
  return {};
}

Result<void> decide_on(Decision& decision, const RepinRules& action) {
  const Instance& instance = decision.state().instances.at(action.instance).data;
  const WorkflowDefinition& definition = decision.state().workflows.at(instance.definition);
  if (gate_rules(definition).empty()) {
    return conflict("expected a workflow whose gates name rules, but instance " +
                    std::to_string(instance.id.value()) + " has none");
  }
  if (action.reason.find_first_not_of(" \t\r\n") == std::string::npos ||
      action.reason.size() > kLongestWords) {
    return invalid(
        "expected a reason of at most 4000 bytes for other rules, but there is none or "
        "it is longer",
        "say who decided on the new versions; it is kept in the log");
  }
  std::vector<PluginPin> pins = pins_for(definition, decision.context().plugins, instance.pins);
  if (pins != instance.pins)
    decision.record(RulesPinned{instance.id, std::move(pins), action.reason});
  return {};
}

Result<void> decide_on(Decision& decision, const ReportCheck& action) {
  const auto check = decision.state().checks.find(action.check);
  // The stage was left meanwhile, or the report comes a second time.
  if (check == decision.state().checks.end()) return {};
  decision.record(
      CheckReported{check->second.instance, action.check, action.as_of, action.plugins});
  return {};
}

}  // namespace budget
