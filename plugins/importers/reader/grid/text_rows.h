#pragma once

#include <string>

#include <budget/result.h>

#include "reader/grid/grid.h"
#include "reader/limits.h"

namespace budget::reader {

/// Rows of a text file: tab rows, rows with each cell on a line of its own (parted by empty lines,
/// with or without a tab before each cell), rows between | marks, and lines of prose.
/// Errors: too_large beyond the limits.
[[nodiscard]] Result<Grid> rows_of_text(std::string text, const ReadLimits& limits);

/// Rows of a CSV file (RFC 4180; the delimiter is told by the first lines: comma, semicolon, tab).
[[nodiscard]] Result<Grid> rows_of_csv(std::string text, const ReadLimits& limits);

}  // namespace budget::reader
