#pragma once

#include <optional>
#include <string>
#include <vector>

#include <budget/money.h>
#include <budget/rate.h>
#include <budget/result.h>

namespace budget::plan_shape {

/// T(m): the share of the budget a policy wants spent by the end of a month.
struct CurvePoint {
  int month = 0;
  BasisPoints share;
};

/// Reads entries such as "6=60%", months ascending, shares not falling and at most 100 %.
/// Errors: invalid_input naming the entry.
[[nodiscard]] Result<std::vector<CurvePoint>> parse_curve(const std::vector<std::string>& entries);

}  // namespace budget::plan_shape
