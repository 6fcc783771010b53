#pragma once

#include <vector>

#include "model/calendar.h"
#include "model/instance.h"
#include "model/workflow_definition.h"

namespace budget {

/// What became of one timer.
enum class TimerFate {
  none,   ///< there was none and there is none
  kept,   ///< the same one
  moved,  ///< another name or moment
  added,  ///< there was none before
  ended,  ///< nothing is left to wait for: no deadline, suspended, all past
  lost,   ///< there should be one: a defect
};
struct TimerProof {
  TimerFate stage = TimerFate::none;
  TimerFate node = TimerFate::none;
};
/// Holds the timers before and after against what the stage's clock asks for. `at`: the moment of
/// the migration.
[[nodiscard]] TimerProof prove_timers(const Standing& before, const Standing& after,
                                      const Stage& stage, const Calendar& calendar,
                                      const std::vector<int>& nodes_left, Instant at);

[[nodiscard]] const char* name_of(TimerFate value) noexcept;

}  // namespace budget
