#pragma once

#include <map>
#include <string>
#include <vector>

#include "page/page.h"
#include "workbook.h"

namespace budget::xlsx {

/// Where every block of a part goes in its sheet; known before anything is written, because
/// contents point ahead.
struct Plan {
  std::string name;               ///< of the sheet
  std::vector<double> widths;     ///< of the columns, in characters
  std::vector<std::size_t> rows;  ///< where each block begins, from 0
  /// Where the rows of each block begin below it, and where the last ends: a row of a table, or a
  /// paragraph, that is taller than Excel's rows takes several.
  std::vector<std::vector<std::size_t>> starts;
  /// Where each table's columns begin in the sheet's, and where the last ends: a table of few
  /// columns below one of many takes several of them for each.
  std::vector<std::vector<std::size_t>> edges;
  std::size_t end = 0;  ///< the first row behind the last block
};
[[nodiscard]] Plan plan_of(const page::Part& part, std::string name);

/// "internal:'表1'!A5" by a heading's id.
using Targets = std::map<std::string, std::string>;

/// Writes a part into its sheet. Errors: too_large for a text longer than a cell takes.
[[nodiscard]] Result<void> fill(Workbook& book, lxw_worksheet* sheet, const page::Part& part,
                                const Plan& plan, const Targets& targets);

}  // namespace budget::xlsx
