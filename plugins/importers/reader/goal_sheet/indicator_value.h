#pragma once

#include <string_view>

#include "reader/document.h"

namespace budget::reader {

/// What is odd about a value, besides what ReadValue says itself.
struct ValueOddities {
  bool doubled = false;
  bool default_one = false;
  bool full_width = false;
  bool yes_no = false;
  bool misread_percent = false;  ///< ≥99.09: a percent sign read as digits
};

/// The literal reading of a value cell: comparator, number, unit; or words.
///
/// `symbol` and `unit` are the cells of columns of their own, blank where the table has none.
/// `is_rate`: the indicator's name says that a percentage is meant (完成率, 满意度).
[[nodiscard]] ReadValue read_value(std::string_view printed, std::string_view compact,
                                   std::string_view symbol, std::string_view unit, bool is_rate,
                                   ValueOddities& oddities);

/// 百分率, 百分比, 完成比例 → %; 万 → 万元; 人数 → 人; other units as they are.
[[nodiscard]] std::string normal_unit(std::string_view unit);

/// True for a cell that can only be a value: it begins with a comparator, or is a number and a
/// unit.
[[nodiscard]] bool is_clearly_value(std::string_view compact);

/// True when the name of an indicator asks for a percentage.
[[nodiscard]] bool names_a_rate(std::string_view name);

}  // namespace budget::reader
