#pragma once

#include <string_view>

#include <budget/result.h>

#include "reader/grid/grid.h"
#include "reader/limits.h"

namespace budget::reader {

/// Paragraphs and tables of a Word document, in order. A cell that spans columns is followed by
/// filler cells; the lower part of a cell that spans rows is a blank cell.
/// Errors: invalid_input, too_large.
[[nodiscard]] Result<Grid> rows_of_docx(std::string_view bytes, const ReadLimits& limits);

/// The rows of all sheets of a workbook, values as Excel shows them (percent, decimals, dates).
/// Errors: invalid_input, too_large.
[[nodiscard]] Result<Grid> rows_of_xlsx(std::string_view bytes, const ReadLimits& limits);

}  // namespace budget::reader
