#include <algorithm>
#include <utility>

#include "engine/apply/applier.h"
#include "engine/pace/alert_life.h"

namespace budget {

void Applier::operator()(const AlertRaised& event) {
  const Alert& alert = event.alert;
  InstanceState& instance = touch(alert.instance);
  state_.alerts.insert_or_assign(state_.alerts.end(), alert.id, alert);  // mostly the last one
  state_.alert_by_key[{{instance.data.year, alert.project}, alert.rule, alert.month}] = alert.id;
  instance.open_alerts.insert(alert.id);
  watch_deadline(alert);
  state_.last_alert = std::max(state_.last_alert, alert.id);
}

void Applier::operator()(const AlertUpdated& event) {
  Alert& alert = change_alert(event);
  alert.level = event.level;
}

void Applier::operator()(const AlertClosed& event) {
  const std::string raised = std::move(state_.alerts.at(event.alert).sentence);
  Alert& alert = change_alert(event);
  alert.sentence = raised + event.sentence;
  alert.state = AlertState::closed;
  touch(alert.instance).open_alerts.erase(alert.id);
  watch_deadline(alert);
}

void Applier::operator()(const AlertReopened& event) {
  Alert& alert = change_alert(event);
  alert.level = event.level;
  alert.state = AlertState::open;
  touch(alert.instance).open_alerts.insert(alert.id);
  // What was answered stays to be read; an answer is owed anew.
  const auto handling = state_.handlings.find(alert.id);
  if (handling == state_.handlings.end()) return;
  handling->second.phase = AlertPhase::raised;
  handling->second.due_on.reset();
}

void Applier::operator()(const AlertHandled& event) {
  const Alert& alert = state_.alerts.at(event.alert);
  unwatch_deadline(alert);
  handle(state_.handlings[alert.id], envelope_.actor, event);
  watch_deadline(alert);
  const Instance& instance = touch(alert.instance).data;
  if (event.letter)
    state_.last_inquiry[{region_of(instance.department), instance.year}] = event.letter->number;
}

void Applier::operator()(const RuleExempted& event) {
  const FiscalYear year = touch(event.instance).data.year;
  state_.exemptions[{{year, event.project}, event.rule}] = {
      event.instance, event.project,   event.rule,  event.reason,
      event.until,    envelope_.actor, envelope_.at};
}

void Applier::operator()(const ExemptionLifted& event) {
  const FiscalYear year = touch(event.instance).data.year;
  state_.exemptions.erase({{year, event.project}, event.rule});
}

void Applier::unwatch_deadline(const Alert& alert) {
  if (const std::optional<Instant> at = deadline_of(state_, alert))
    state_.alert_deadlines.erase({*at, alert.id});
}

void Applier::watch_deadline(const Alert& alert) {
  const auto handling = state_.handlings.find(alert.id);
  if (handling == state_.handlings.end()) return;
  if (const std::optional<Instant> at = deadline_of(state_, alert)) {
    state_.alert_deadlines.emplace(*at, alert.id);
  } else if (handling->second.due_on) {
    state_.alert_deadlines.erase({Instant::at(*handling->second.due_on, 24), alert.id});
  }
}

}  // namespace budget
