#pragma once

#include <cstddef>

#include "reader/goal_sheet/tokens.h"
#include "reader/reading.h"

namespace budget::reader {

/// Reads the months from tokens[at] on and the values that belong to them: in the same row, below
/// by position (a merged month takes the cells up to the next one), or in order.
/// Returns the first token behind.
[[nodiscard]] std::size_t read_plan(Reading& reading, const Tokens& tokens, std::size_t at,
                                    ReadProject& project);

/// Amounts or percentages? domain.md §0.2: a % sign; the last value against the budget; 100; else a
/// question to the person. Fills the amounts in and reports what is odd.
void settle_plan(Reading& reading, ReadProject& project, int sheet_line);

}  // namespace budget::reader
