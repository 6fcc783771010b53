#pragma once

#include <vector>

#include "canvas.h"
#include "page/table.h"

namespace budget::pdf {

/// Draws a table from y downwards, over as many pages as it needs, its header repeated on each. A
/// row that does not fit goes to the next page; one taller than a page is cut between lines.
/// Returns where the table ends on the last page.
[[nodiscard]] double draw_table(Canvas& canvas, const page::Table& table, double y);

}  // namespace budget::pdf
