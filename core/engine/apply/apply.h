#pragma once

#include <optional>
#include <span>

#include "engine/state.h"

namespace budget {

/// Moves the state on by one event. Cannot fail on an event that `decide` made; an impossible one
/// is a fault (std::logic_error), which verify reports with its place in the log.
void apply(State& state, const Envelope& envelope, const Event& event);

/// The instance an event has closed, if it is such an event.
[[nodiscard]] std::optional<InstanceId> closed_by(const Event& event);

/// Lets closed instances, their projects and alerts leave the state. Called after the commit that
/// closed them.
void forget_closed(State& state, std::span<const Event> events);

}  // namespace budget
