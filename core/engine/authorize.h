#pragma once

#include "engine/state.h"

namespace budget {

/// The one choke point: may this actor do this? Asked by `decide` first, for every way in. Default:
/// no.
///
/// Errors: forbidden with the condition that failed; not_found when the instance is not open;
/// conflict when the act is not one of the current stage's.
[[nodiscard]] Result<void> authorize(const State& state, const Command& command);

}  // namespace budget
