#pragma once

#include <optional>
#include <string_view>

#include <budget/money.h>

#include "reader/goal_sheet/tokens.h"

namespace budget::reader {

/// The unit of money in a label's brackets: 预算数（千元） gives 千元; empty when it names none.
[[nodiscard]] std::string_view money_unit_in(std::string_view label);

/// A printed number as money: in the unit printed beside it, else in `unit` (万元, 元, 千元, 百元,
/// 亿元; others are read as 万元). Nullopt when 分 cannot hold it.
[[nodiscard]] std::optional<Money> amount_of(const PlainNumber& number, std::string_view unit);

}  // namespace budget::reader
