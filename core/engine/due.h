#pragma once

#include <optional>
#include <vector>

#include "engine/state.h"

namespace budget {

/// The timers whose moment has come, earliest first, at most `most` of them, as commands of the
/// system. Pure.
[[nodiscard]] std::vector<Command> due(const State& state, Instant now, std::size_t most);

/// The moment of the next timer, if any is armed.
[[nodiscard]] std::optional<Instant> next_due(const State& state);

}  // namespace budget
