#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reader/defects.h"
#include "reader/document.h"
#include "reader/furniture.h"
#include "reader/grid/grid.h"
#include "reader/outline.h"

namespace budget::reader {

/// A file while it is being read: its rows, what they are, who has taken which, and what came out.
struct Reading {
  Reading(Grid rows_read, std::string file_name, std::size_t most_findings)
      : grid(std::move(rows_read)),
        outline(outline_of(grid)),
        claimed(grid.rows.size(), 0),
        defects(file_name, most_findings) {
    document.file_name = std::move(file_name);
  }

  Grid grid;
  std::vector<RowMeaning> outline;  ///< one per row
  std::vector<unsigned char> claimed;
  Defects defects;
  ReadDocument document;
  std::size_t unread = 0;  ///< characters of cells that belong to nothing in a row that is taken
  std::string section;     ///< the headings above the row being read, for the sheets' sake

  [[nodiscard]] std::size_t size() const { return grid.rows.size(); }
  [[nodiscard]] const Row& row(std::size_t at) const { return grid.rows[at]; }
  [[nodiscard]] std::span<const Cell> cells(std::size_t at) const {
    return grid.cells_of(grid.rows[at]);
  }
  /// Without the fillers of wide cells: header and rows of a goal sheet agree cell by cell.
  [[nodiscard]] std::vector<Cell> plain_cells(std::size_t at) const;
  [[nodiscard]] Meaning meaning(std::size_t at) const { return outline[at].meaning; }
  void claim(std::size_t at) { claimed[at] = 1; }

  [[nodiscard]] Source source_of(std::size_t at) const {
    return {row(at).line, row(at).last_line, {}};
  }
  [[nodiscard]] Source source_of(std::size_t at, const Cell& cell) const {
    return {cell.line, cell.line, address_of(grid, row(at), cell)};
  }
  [[nodiscard]] ReadText text_of_cell(std::size_t at, const Cell& cell) const;
  /// A whole row as one text.
  [[nodiscard]] ReadText text_of_row(std::size_t at) const;
};

}  // namespace budget::reader
