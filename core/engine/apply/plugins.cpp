#include <algorithm>
#include <stdexcept>
#include <utility>

#include "engine/apply/applier.h"

namespace budget {

void Applier::operator()(const CheckRequested& event) {
  state_.checks[event.check] = {event.check, event.instance, event.moment, event.stage,
                                event.round, event.day,      event.rules,  EventSeq()};
  state_.last_check = std::max(state_.last_check, event.check);
}

void Applier::operator()(const CheckReported& event) {
  const auto check = state_.checks.extract(event.check);
  if (check.empty()) throw std::out_of_range("check");
  const Check& asked = check.mapped();
  Report report{asked.id,
                asked.moment,
                asked.stage,
                asked.round,
                asked.day,
                envelope_.at,
                asked.changed > event.as_of,
                {}};
  for (const PluginReport& plugin : event.plugins)
    report.verdicts.push_back(verdict_of(plugin));
  state_.instances.at(event.instance).report = std::move(report);
}

void Applier::operator()(const RulesPinned& event) {
  touch(event.instance).data.pins = event.pins;
}

void Applier::operator()(const PluginStepped& event) {
  PluginRecord& plugin = state_.plugins[event.name];
  plugin.id = event.id;
  plugin.version = event.version;
  plugin.hash = event.hash;
  plugin.stage = event.to;
  plugin.reason = event.reason;
  plugin.is_held = event.is_held;
  const bool is_chosen = event.to == PluginStage::active || event.to == PluginStage::shadow;
  if (is_chosen && envelope_.actor != system_actor()) plugin.chosen = event.to;
}

}  // namespace budget
