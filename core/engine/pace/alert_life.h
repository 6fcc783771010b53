#pragma once

#include <optional>

#include "engine/state.h"

namespace budget {

/// The phases an act may follow; refused in any other. Suppressing and lifting change none.
[[nodiscard]] bool may_follow(AlertAct act, AlertPhase phase) noexcept;

/// The acts possible in a phase, in their usual order.
[[nodiscard]] std::vector<AlertAct> acts_in(AlertPhase phase);

/// Whether the department answers with it; the others are finance's.
[[nodiscard]] bool is_answer(AlertAct act) noexcept;

/// What an act makes of an alert's handling. Cannot fail: the event has happened.
void handle(AlertHandling& handling, const PersonId& actor, const AlertHandled& event);

/// When an answer to an alert is overdue: the end of its day, while it is open and owed.
[[nodiscard]] std::optional<Instant> deadline_of(const State& state, const Alert& alert);

/// Hidden on this day.
[[nodiscard]] bool is_suppressed(const AlertHandling& handling, Date day) noexcept;

/// The exemption by an act that holds for a project and rule on a day, or null.
[[nodiscard]] const GrantedExemption* exemption_on(const State& state, const ExemptionKey& key,
                                                   Date day);

}  // namespace budget
