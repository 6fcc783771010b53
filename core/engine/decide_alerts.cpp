#include "engine/decision.h"
#include "engine/pace.h"

namespace budget {
namespace {

const Alert* find_alert(const State& state, const AlertKey& key) {
  const auto found = state.alert_by_key.find(key);
  return found == state.alert_by_key.end() ? nullptr : &state.alerts.at(found->second);
}

}  // namespace

std::optional<AlertLevel> assess(Decision& decision, const ProjectState& project,
                                 const Instance& instance, const Rule& rule, int month,
                                 AlertCause cause) {
  const State& state = decision.state();
  const std::optional<AlertInputs> inputs =
      inputs_at(project, instance.year, month, decision.today());
  if (!inputs) return std::nullopt;
  const std::optional<AlertLevel> level = level_of(rule, *inputs);
  const bool cured = !level || has_caught_up(*inputs);
  const AlertSubject subject{project.code, project.name, instance.year, month};
  const auto sentence = [&] {
    return alert_sentence(subject, rule, *level, *inputs, decision.today());
  };
  const auto close = [&](AlertId id) {
    const AlertCause why = level ? AlertCause::caught_up : AlertCause::late_record;
    decision.record(
        AlertClosed{id, *inputs, why, closing_sentence(subject, why, *inputs, decision.today())});
  };

  const Alert* known = find_alert(state, {{instance.year, project.code}, rule.id, month});
  if (known == nullptr) {
    // A node checked late tells both: that it lagged, and that it has been made up since.
    if (!level || (cured && cause != AlertCause::node_check)) return std::nullopt;
    const AlertId id = decision.new_alert();
    const RuleSet& rule_set = state.rule_sets.at(instance.rule_set);
    decision.record(AlertRaised{{id, instance.id, project.code, rule.id, rule_set.hash,
                                 rule_set.version, month, *level, *inputs, AlertState::open, cause,
                                 decision.now(), decision.now(), sentence()}});
    if (cured) close(id);
    return level;
  }
  if (known->state == AlertState::open && cured) {
    close(known->id);
  } else if (known->state == AlertState::closed && !cured) {
    decision.record(AlertReopened{known->id, *level, *inputs, cause, sentence()});
  } else if (known->state == AlertState::open &&
             (known->level != *level || known->inputs.paid != inputs->paid)) {
    decision.record(AlertUpdated{known->id, *level, *inputs, cause, sentence()});
  }
  return level;
}

}  // namespace budget
