#pragma once

#include "engine/rights.h"
#include "engine/state.h"

namespace budget {

/// The one choke point: may this actor do this? Asked by `decide` first, for every way in. Default:
/// no. `today`: for windows of substitution. Returns in whose name, where that matters.
///
/// Errors: forbidden with the condition that failed; not_found when the instance is not open;
/// conflict when the act is not one of the current stage's, or
/// nobody may do it now.
[[nodiscard]] Result<Right> authorize(const State& state, const Command& command, Date today);

/// What rights in an instance hang on.
[[nodiscard]] Turn turn_of(const State& state, const Instance& instance, Date today);

}  // namespace budget
