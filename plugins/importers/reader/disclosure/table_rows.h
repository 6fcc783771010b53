#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "reader/reading.h"

namespace budget::reader {

/// The rows of one table as they come, page after page: the header's first, then those below it.
/// A header printed again on the next page is none; a tail of a name or code is put back.
class TableRows {
 public:
  TableRows(Reading& reading, int number);

  /// Takes row `at`; `cells` are its own, or what a line without tabs was parted into.
  bool read(std::size_t at, std::vector<Cell> cells);
  /// Names the columns, tells which of the nine it is, and gives the table to the document.
  void finish();

  [[nodiscard]] ReadTable& table() { return table_; }
  [[nodiscard]] const ReadTable& table() const { return table_; }
  [[nodiscard]] bool header_done() const { return header_done_; }
  [[nodiscard]] bool has_header() const { return header_done_ || !header_.empty(); }
  /// Columns of the header; rows are filled up to it, so that it is bounded.
  [[nodiscard]] std::size_t width() const;

 private:
  void read_column_numbers(std::size_t at, std::span<const Cell> cells);
  bool is_header_again(std::span<const Cell> cells);
  bool has_sequence() const;
  std::size_t code_column() const;
  bool is_tail(std::span<const Cell> cells) const;
  void append_tail(std::size_t at, std::span<const Cell> cells);
  void add_row(std::size_t at, std::vector<Cell> cells);
  void restore_first_column(std::size_t at, std::vector<Cell>& cells);
  void drop_inner_columns();
  void check_sequence();

  Reading& reading_;
  ReadTable table_;
  std::vector<std::vector<std::string>> header_;
  std::vector<Cell> last_header_;
  std::vector<int> page_lines_;
  std::vector<int> header_lines_;
  std::vector<bool> own_cell_;  ///< by column: some row has a cell that begins there
  std::size_t again_ = 0;
  bool header_done_ = false;
  bool new_page_ = false;
  bool all_numbered_ = true;
};

}  // namespace budget::reader
