#pragma once

#include <cstddef>

#include "reader/reading.h"

namespace budget::reader {

/// Reads a table from its first row or the furniture above it: header, rows of all its pages
/// (a name's or code's tail on the next page is put back), notes. `title` is its heading's row or
/// npos; `number` 1–9 for the nine disclosure tables, 0 for others.
/// Returns the first row behind it.
[[nodiscard]] std::size_t read_table(Reading& reading, std::size_t title, std::size_t begin,
                                     int number);

/// Where the rows of the table titled at `title` begin; npos when none follow (a table of
/// contents, a mention in the text).
[[nodiscard]] std::size_t table_below_title(const Reading& reading, std::size_t title);

}  // namespace budget::reader
