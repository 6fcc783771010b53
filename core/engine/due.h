#pragma once

#include <optional>
#include <vector>

#include "engine/state.h"

namespace budget {

/// The timers whose moment has come, earliest first, at most `most` of them, as commands of the
/// system. Pure.
[[nodiscard]] std::vector<Command> due(const State& state, Instant now, std::size_t most);

/// The timer that must fire before this command: of the instance a person acts on, its moment
/// having come. What has passed is told as passed, however quickly the act comes. Pure.
[[nodiscard]] std::optional<Command> due_before(const State& state, const Command& command,
                                                Instant now);

/// The moment of the next timer, if any is armed.
[[nodiscard]] std::optional<Instant> next_due(const State& state);

}  // namespace budget
