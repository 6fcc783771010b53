#pragma once

#include <string>

#include <budget/json.h>

#include "engine/publication/layout.h"

namespace budget {

/// A goal sheet (绩效目标表) in the official form. What a project does not have (code, money, plan)
/// has no rows; what it has is printed as the document says it.
[[nodiscard]] Json goal_sheet_blocks(const Json& project, const GoalSheetLayout& layout,
                                     const std::string& id);

/// "3.视频监控租用经费绩效目标表"
[[nodiscard]] std::string goal_sheet_title(const Json& project);

}  // namespace budget
