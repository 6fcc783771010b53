#pragma once

#include <string>

#include "csv_table.h"
#include "page/page.h"

namespace budget::csv {

/// Pages as lines: a heading or paragraph is a line of one cell, a table its rows, a merged cell
/// its text and blanks behind it. An empty line parts the blocks.
[[nodiscard]] std::string csv_of(const page::Pages& pages, const Format& format);

}  // namespace budget::csv
