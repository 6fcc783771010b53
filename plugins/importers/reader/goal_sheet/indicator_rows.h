#pragma once

#include <vector>

#include "reader/goal_sheet/indicator_columns.h"

namespace budget::reader {

/// A row of an indicator table brought under its header: one cell per column.
struct AlignedRow {
  std::vector<Cell> cells;
  std::size_t row = 0;  ///< in the grid
  int line = 0;
  int last_line = 0;
  std::vector<std::string> missing;  ///< columns whose cell was not there
  bool clear = true;                 ///< false: put under the header by content
};

/// Puts a row's cells under the header. Rows that lost their first blank cell, a cell or all tabs,
/// or that stand shifted, are recognised by what the cells say.
[[nodiscard]] AlignedRow align_row(Reading& reading, std::vector<Cell> cells, std::size_t row,
                                   const IndicatorColumns& columns);

/// A line without tabs: 产出指标、数量指标、… or parted by blanks. Empty when it does not begin
/// with a level's name.
[[nodiscard]] std::vector<Cell> cells_of_line(Reading& reading, const Cell& line,
                                              const IndicatorColumns& columns);

/// Cells printed one per line whose row ends cannot be trusted, parted into rows by what they say.
/// `breaks[i]`: an empty line stands before cell i.
[[nodiscard]] std::vector<std::vector<Cell>> rows_of_cells(const std::vector<Cell>& cells,
                                                           const std::vector<bool>& breaks,
                                                           const IndicatorColumns& columns);

}  // namespace budget::reader
