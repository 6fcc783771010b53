#pragma once

#include <optional>
#include <string>
#include <vector>

#include <budget/finding.h>
#include <budget/json.h>

#include "engine/publication/layout.h"

namespace budget {

/// A table as it goes to print: every row has a cell per column.
struct PrintedTable {
  int number = 0;
  std::string title;
  std::string money_unit = "万元";
  std::vector<std::string> columns;
  std::vector<std::string> column_numbers;
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> notes;
  const TableLayout* layout = nullptr;  ///< null: not one of the layout's

  [[nodiscard]] std::optional<std::size_t> column(const std::string& name) const;
  [[nodiscard]] bool is_amount(std::size_t column) const;
};

/// The nine tables of a document in the layout's form: columns and lines as the layout has them,
/// amounts as the document has them. A table whose columns or lines are not the layout's is printed
/// as the document has it, with a finding; one the document lacks is missing, with a finding,
/// unless it is declared empty.
[[nodiscard]] std::vector<PrintedTable> printed_tables(const Json& document, const Layout& layout,
                                                       const std::vector<int>& declared_empty,
                                                       std::vector<Finding>& findings);

/// A table of a document as it stands.
[[nodiscard]] PrintedTable as_it_stands(const Json& table);

/// The table's blocks: title, the line above it, the table with sums where figures are sums, notes.
[[nodiscard]] Json table_blocks(const PrintedTable& table, const std::string& department, int year,
                                bool shows_line, std::vector<Finding>& findings);

}  // namespace budget
