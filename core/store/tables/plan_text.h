#pragma once

#include <string>
#include <string_view>

#include "model/plan.h"

namespace budget {

/// A plan as kept in a column: "3:0,6:3000000,12:6160000", months and cumulative 分. Hundreds of
/// thousands are read at the start.
[[nodiscard]] std::string plan_text(const Plan& plan);
/// The mirror. Throws StoreFault.
[[nodiscard]] Plan parse_plan(std::string_view text);

}  // namespace budget
