#pragma once

#include "engine/state.h"

namespace budget {

/// The value of a fact for one open instance.
[[nodiscard]] std::int64_t value_of(Fact fact, const State& state, const InstanceState& instance);

/// Errors: conflict naming the first requirement that does not hold and the values found.
[[nodiscard]] Result<void> check_needs(const std::vector<Requirement>& needs, const State& state,
                                       const InstanceState& instance);

/// Whether a sheet counts as handed in; null is one nobody has filled in.
[[nodiscard]] bool is_handed_in(const SheetState* sheet) noexcept;
/// Projects whose sheet of an opened month is not handed in; 0 where none was opened.
[[nodiscard]] int sheets_missing(const State& state, const InstanceState& instance, int month);
/// Whether there is one: mostly the first project tells.
[[nodiscard]] bool is_sheet_missing(const State& state, const InstanceState& instance, int month);

}  // namespace budget
