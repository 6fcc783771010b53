#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <budget/money.h>

namespace budget {

/// How many 分 one of a unit has (万元, wan); empty for a unit nobody knows.
[[nodiscard]] std::optional<std::int64_t> fen_of_unit(const std::string& unit);
/// A printed number of a unit, where it comes out in whole 分, not negative and not beyond
/// kLargestInput.
[[nodiscard]] std::optional<Money> amount_of(const std::string& printed, std::int64_t unit_fen);
/// So many percent of a budget, half a 分 up; empty for what is no percentage up to 100.
[[nodiscard]] std::optional<Money> share_of(const std::string& printed, Money budget);

}  // namespace budget
