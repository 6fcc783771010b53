#include "engine/migration/timer_proof.h"

#include "engine/schedule.h"

namespace budget {

TimerProof prove_timers(const Standing& before, const Standing& after, const Stage& stage,
                        const Calendar& calendar, const std::vector<int>& nodes_left, Instant at) {
  const auto fate = [](const std::optional<Timer>& old, const std::optional<Timer>& now,
                       bool is_needed) {
    if (now) return !old ? TimerFate::added : (*old == *now ? TimerFate::kept : TimerFate::moved);
    if (is_needed) return TimerFate::lost;
    return old ? TimerFate::ended : TimerFate::none;
  };
  const bool runs = !after.work.suspended_since;
  bool needs_stage = false;
  if (runs && after.due_on && stage.deadline) {
    for (const Rung& rung : rungs_of(stage, *after.due_on, calendar))
      needs_stage = needs_stage || rung.at > at || (rung.number == 0 && !after.is_overdue);
  }
  return {fate(before.stage_timer, after.stage_timer, needs_stage),
          fate(before.node_timer, after.node_timer, runs && !nodes_left.empty())};
}

const char* name_of(TimerFate value) noexcept {
  switch (value) {
    case TimerFate::none:
      return "none";
    case TimerFate::kept:
      return "kept";
    case TimerFate::moved:
      return "moved";
    case TimerFate::added:
      return "added";
    case TimerFate::ended:
      return "ended";
    case TimerFate::lost:
      return "lost";
  }
  return "";
}

}  // namespace budget
