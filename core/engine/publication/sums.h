#pragma once

#include <cstddef>
#include <map>
#include <utility>
#include <vector>

#include <budget/finding.h>

#include "engine/publication/tables.h"

namespace budget {

/// A cell by row and column of a table's body.
using TableSpot = std::pair<std::size_t, std::size_t>;
/// Which cells are sums of which others.
using Sums = std::map<TableSpot, std::vector<TableSpot>>;

/// The sums the layout says are in the table, as far as they come out exactly: along the codes,
/// along named rows, across columns. One that does not come out is a finding, and its figure stays
/// as the document has it.
[[nodiscard]] Sums sums_of(const PrintedTable& table, std::vector<Finding>& findings);

}  // namespace budget
