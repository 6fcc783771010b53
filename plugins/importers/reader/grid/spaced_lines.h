#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace budget::reader {

/// A line of a text without tabs. `is_open`: no other kind of row (| marks, tabs) has it.
struct PlainLine {
  std::string_view text;
  bool is_open = false;
};

/// A row of a table whose columns are parted by blanks only, as the text of a PDF has them.
struct SpacedRow {
  std::size_t first = 0;  ///< index of its first line
  std::size_t last = 0;
  std::vector<std::string> cells;  ///< as many as the table has columns; pieces parted by '\n'
};

/// The lines [first, last] as rows. What stands in which column is told by where it is printed; a
/// cell broken over several lines is put together.
struct SpacedBlock {
  std::size_t first = 0;
  std::size_t last = 0;
  std::vector<SpacedRow> rows;
};

/// In the order of the lines; prose belongs to none of them.
[[nodiscard]] std::vector<SpacedBlock> spaced_blocks(const std::vector<PlainLine>& lines,
                                                     std::size_t most_columns);

}  // namespace budget::reader
