#pragma once

#include "reader/goal_sheet/indicator_columns.h"
#include "reader/goal_sheet/indicator_rows.h"
#include "reader/goal_sheet/indicator_value.h"

namespace budget::reader {

/// Collects the rows of one indicator table, pages and all, and makes indicators of them.
class IndicatorTable {
 public:
  IndicatorTable(Reading& reading, IndicatorColumns columns)
      : reading_(reading), columns_(std::move(columns)) {}

  /// The header again: a new page.
  void header_again(IndicatorColumns columns, int line);
  void add(AlignedRow row);
  /// A line that belongs to the last cell of the row above.
  void add_to_last_cell(const Cell& cell);
  [[nodiscard]] bool empty() const { return rows_.empty(); }
  [[nodiscard]] const IndicatorColumns& columns() const { return columns_; }

  /// Fills the levels down, reads the values, and reports what is odd.
  void finish(ReadProject& project);

 private:
  struct Part {
    std::string text;  ///< with blanks
    std::string printed;
    std::string compact;
  };
  struct RawRow {
    std::vector<Part> parts;
    int line = 0;
    int last_line = 0;
    std::vector<int> lines;
    std::vector<std::string> missing;
    std::string cell;
  };
  [[nodiscard]] const Part& part(const RawRow& row, Column column) const;
  [[nodiscard]] bool is_tail(const AlignedRow& row) const;
  [[nodiscard]] std::string level_name(const Part& part, int line) const;
  [[nodiscard]] std::string level1_below(std::size_t behind, const std::string& above,
                                         const std::string& level2) const;
  [[nodiscard]] bool is_read(std::size_t column) const;
  void report_columns() const;
  void shift_short_tail(AlignedRow& row) const;
  void append_tail(const AlignedRow& tail);
  void report_value(const ReadProject& project, const ReadIndicator& indicator,
                    const ValueOddities& oddities) const;

  Reading& reading_;
  IndicatorColumns columns_;
  std::vector<RawRow> rows_;
  int header_line_ = 0;          ///< of the header just repeated; 0 once a row followed
  bool level2_skipped_ = false;  ///< some row relied on the level above it
};

}  // namespace budget::reader
