#pragma once

#include <optional>
#include <string>
#include <vector>

#include <budget/finding.h>
#include <budget/json.h>

#include "model/project.h"

namespace budget {

/// A project's money in the documents and in the year.
struct PrintedFunds {
  std::string name;
  std::optional<Funds> printed;  ///< empty: no document has the project
  std::optional<Funds> now;      ///< empty: the year has it no more
};

/// Where a document's tables say what its goal sheets said and the year's projects say no longer:
/// totals of 项目支出 and rows about one project, cell by cell; and, in one finding, every project
/// whose amounts changed, since the rest of tables and narrative cannot be held against them. A
/// figure that never agreed is not reported. Pure.
[[nodiscard]] std::vector<Finding> changed_amounts(const Json& document,
                                                   const std::vector<PrintedFunds>& sheets);

}  // namespace budget
