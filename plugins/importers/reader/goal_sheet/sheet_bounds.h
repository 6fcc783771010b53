#pragma once

#include <cstddef>
#include <optional>

#include "reader/reading.h"
#include "reader/text/words.h"

namespace budget::reader {

/// What the first cell with text of a row is a label of.
[[nodiscard]] std::optional<Label> first_label(const Reading& reading, std::size_t at);
/// A label that only the part above the indicators has: behind it a new sheet has begun.
[[nodiscard]] bool is_upper_label(std::optional<Label> label);
[[nodiscard]] bool has_indicator_header(const Reading& reading, std::size_t at);
/// A heading of whatever comes behind a sheet.
[[nodiscard]] bool ends_sheet(const Reading& reading, std::size_t at);
/// Which cell of a row printed cell by cell is 一级指标, the header's first; npos for other rows.
[[nodiscard]] std::size_t first_column_printed_alone(const Reading& reading, std::size_t at);

}  // namespace budget::reader
