#pragma once

#include <string>
#include <vector>

#include <budget/finding.h>
#include <budget/money.h>

namespace budget {

/// One of the nine tables a department publishes (部门预算公开表, T1–T9), as printed.
///
/// `columns` are the header's column names, top group first, joined by "/"; every row has one cell
/// per column. Cells are text: which of them are money is known by the column, see money_cell.
struct DisclosureTable {
  int number = 0;  ///< 1–9
  std::string title;
  std::string money_unit = "万元";
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
  std::string note;  ///< the sentence an empty table must carry
  friend bool operator==(const DisclosureTable&, const DisclosureTable&) = default;
};

/// The amount in a cell, printed in the table's money_unit (万元 or 元); a blank is zero.
/// Errors: invalid_input with row and column in the message, also for any other unit.
[[nodiscard]] Result<Money> money_cell(const DisclosureTable& table, std::size_t row,
                                       std::size_t column);

/// Shape findings: number 1–9, as many cells as columns in every row, an empty table without its
/// note.
[[nodiscard]] std::vector<Finding> check_shape(const DisclosureTable& table);

}  // namespace budget
