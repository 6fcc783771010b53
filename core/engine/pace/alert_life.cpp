#include "engine/pace/alert_life.h"

#include <algorithm>
#include <array>

namespace budget {
namespace {

struct Step {
  AlertAct act;
  std::vector<AlertPhase> from;
};

const std::vector<Step>& steps() {
  using enum AlertPhase;
  static const std::vector<Step> kSteps = {
      {AlertAct::acknowledge, {raised}},
      {AlertAct::inquire, {raised, acknowledged, explained, escalated}},
      {AlertAct::explain, {raised, acknowledged, inquired, explained, escalated}},
      {AlertAct::rectify, {raised, acknowledged, inquired, explained, escalated}},
      {AlertAct::report, {rectifying, escalated}},
      {AlertAct::accept, {explained, rectified}},
      {AlertAct::reject, {explained, rectified}},
      {AlertAct::escalate, {raised, acknowledged, inquired, explained, rectifying, rectified}},
  };
  return kSteps;
}

}  // namespace

bool may_follow(AlertAct act, AlertPhase phase) noexcept {
  if (act == AlertAct::suppress || act == AlertAct::lift) return true;
  for (const Step& step : steps()) {
    if (step.act == act) return std::ranges::find(step.from, phase) != step.from.end();
  }
  return false;
}

std::vector<AlertAct> acts_in(AlertPhase phase) {
  std::vector<AlertAct> acts;
  for (const Step& step : steps()) {
    if (may_follow(step.act, phase)) acts.push_back(step.act);
  }
  return acts;
}

bool is_answer(AlertAct act) noexcept {
  return act == AlertAct::acknowledge || act == AlertAct::explain || act == AlertAct::report;
}

void handle(AlertHandling& handling, const PersonId& actor, const AlertHandled& event) {
  switch (event.act) {
    case AlertAct::acknowledge:
      handling.phase = AlertPhase::acknowledged;
      break;
    case AlertAct::inquire:
      handling.phase = AlertPhase::inquired;
      handling.due_on = event.day;
      handling.demand = event.text;
      break;
    case AlertAct::explain:
    case AlertAct::report:
      handling.phase =
          event.act == AlertAct::explain ? AlertPhase::explained : AlertPhase::rectified;
      handling.causes = event.causes.empty() ? handling.causes : event.causes;
      handling.explanation = event.text;
      if (!event.attachment.empty()) handling.attachment = event.attachment;
      handling.answered_by = actor;
      break;
    case AlertAct::rectify:
      handling.phase = AlertPhase::rectifying;
      handling.due_on = event.day;
      handling.demand = event.text;
      break;
    case AlertAct::accept:
      handling.phase = AlertPhase::accepted;
      break;
    case AlertAct::reject:
      handling.phase =
          handling.phase == AlertPhase::rectified ? AlertPhase::rectifying : AlertPhase::inquired;
      handling.due_on = event.day;
      handling.demand = event.text;
      break;
    case AlertAct::escalate:
      handling.phase = AlertPhase::escalated;
      handling.demand = event.text;
      break;
    case AlertAct::suppress:
      handling.suppressed_until = event.day;
      handling.suppressed_because = event.text;
      break;
    case AlertAct::lift:
      handling.suppressed_until.reset();
      handling.suppressed_because.clear();
      break;
  }
}

std::optional<Instant> deadline_of(const State& state, const Alert& alert) {
  const auto found = state.handlings.find(alert.id);
  if (found == state.handlings.end() || alert.state == AlertState::closed) return std::nullopt;
  const AlertHandling& handling = found->second;
  const bool is_owed =
      handling.phase == AlertPhase::inquired || handling.phase == AlertPhase::rectifying;
  if (!is_owed || !handling.due_on) return std::nullopt;
  return Instant::at(*handling.due_on, 24);
}

bool is_suppressed(const AlertHandling& handling, Date day) noexcept {
  return handling.suppressed_until && day <= *handling.suppressed_until;
}

const GrantedExemption* exemption_on(const State& state, const ExemptionKey& key, Date day) {
  const auto found = state.exemptions.find(key);
  if (found == state.exemptions.end() || found->second.until < day) return nullptr;
  return &found->second;
}

}  // namespace budget
