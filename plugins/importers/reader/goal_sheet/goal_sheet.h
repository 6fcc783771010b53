#pragma once

#include <cstddef>

#include "reader/reading.h"

namespace budget::reader {

/// True for a row that only a goal sheet has: 项目编码, 预算规模及资金用途, 绩效目标, or the header
/// of an indicator table.
[[nodiscard]] bool starts_goal_sheet(const Reading& reading, std::size_t at);

/// Where the sheet of a title at `at` begins: the next such row, with nothing but furniture and
/// lines of the title between. npos for a title in a table of contents.
[[nodiscard]] std::size_t sheet_below_title(const Reading& reading, std::size_t at);

/// Reads one goal sheet. `title` is its heading's row or npos; `body` the first row of the sheet.
/// Returns the first row behind it.
[[nodiscard]] std::size_t read_goal_sheet(Reading& reading, std::size_t title, std::size_t body);

}  // namespace budget::reader
