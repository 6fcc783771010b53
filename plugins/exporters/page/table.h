#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <budget/json.h>

namespace budget::page {

enum class Align { left, centre, right };

/// A place in a table's grid, both from 0, header rows counted.
struct Spot {
  std::size_t row = 0;
  std::size_t column = 0;
};

struct Cell {
  std::string text;
  bool is_number = false;   ///< the text is a plain number, and a spreadsheet keeps it as one
  bool is_percent = false;  ///< a number of hundredths, with its sign behind it
  bool is_bold = false;
  Align align = Align::left;
  std::size_t column = 0;   ///< of the grid, where the cell begins
  std::size_t columns = 1;  ///< it covers
  std::size_t rows = 1;
  std::vector<Spot> sum;  ///< the number is the sum of these cells
};

struct Table {
  std::vector<int> widths;  ///< shares of the whole, one per column
  std::size_t header_rows = 0;
  std::vector<std::vector<Cell>> rows;  ///< only the cells that begin in the row
};

/// Reads and checks a table block: every row fills the grid exactly, spans stay within it, a sum's
/// cells exist. Errors: invalid_input with the row.
[[nodiscard]] Result<Table> table_of(const Json& block);

}  // namespace budget::page
