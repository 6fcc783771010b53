#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <budget/result.h>

#include "reader/text/arena.h"

namespace budget::reader {

/// One cell, in three forms: as printed; without markup; and for comparing, without any blanks and
/// with narrow digits.
/// All of them are views into the grid's text.
struct Cell {
  std::string_view printed;
  std::string_view text;
  std::string_view compact;
  int line = 0;         ///< of a text file, from 1; of a sheet or document the running row
  int column = 0;       ///< of a sheet, from 1
  bool filler = false;  ///< covered by a wide cell to the left
  [[nodiscard]] bool blank() const { return compact.empty(); }
};

/// How a row was printed.
enum class RowShape {
  prose,       ///< a line of text, or a paragraph
  cells,       ///< a row of a table: tabs, CSV, Word or Excel
  cell_lines,  ///< each cell on a line of its own
};

struct Row {
  std::uint32_t first = 0;  ///< index of its first cell in Grid::cells
  std::uint32_t count = 0;
  int line = 0;
  int last_line = 0;
  RowShape shape = RowShape::prose;
  bool after_gap = false;  ///< an empty line, or another table, stands before it
  int sheet = 0;           ///< of a workbook, from 1
};

/// A part of a workbook that Excel does not show: a sheet, or rows or columns of one.
struct HiddenPart {
  std::string sheet;
  std::string rows_or_columns;  ///< "第3–5行"; empty for the whole sheet
  std::size_t cells = 0;        ///< with text in them
  int first_row = 0;
  bool is_read = true;  ///< a sheet hidden beyond the user's reach is not
};

/// The whole file as rows of cells: what every format becomes.
struct Grid {
  std::string source;  ///< the decoded text the views point into
  Arena arena;
  std::vector<Cell> cells;
  std::vector<Row> rows;
  std::vector<std::string> sheets;  ///< names of the sheets of a workbook
  std::vector<HiddenPart> hidden;
  std::vector<int> tabs_inside;  ///< lines of one cell each that end in more tabs
  int lines = 0;

  [[nodiscard]] std::span<const Cell> cells_of(const Row& row) const {
    return {cells.data() + row.first, row.count};
  }
  /// Keeps the text the views point into, wherever the grid is moved.
  void keep_source(std::string text);
  /// A cell from its printed text: markup and blanks are taken out here, once.
  [[nodiscard]] Cell make_cell(std::string_view printed, int line, int column = 0);
};

/// Errors: too_large, with what there is too much of.
[[nodiscard]] Error beyond_limit(const std::string& what, std::size_t limit);

/// The only cell with text in it, if there is just one and it is the first; prose of a kind.
[[nodiscard]] const Cell* only_cell(const Grid& grid, const Row& row);
/// The text of a row's cells with single blanks between them.
[[nodiscard]] std::string text_of(const Grid& grid, const Row& row);
/// "C17" for a sheet's cell; empty for text files.
[[nodiscard]] std::string address_of(const Grid& grid, const Row& row, const Cell& cell);

}  // namespace budget::reader
