#pragma once

#include <optional>
#include <string>
#include <vector>

namespace budget {

/// How an actual value is held against the target. `qualitative` values are words, not numbers.
enum class Comparator { at_least, at_most, equal, above, below, qualitative };

/// A performance indicator (绩效指标). domain.md §2.1, §2.3.
struct Indicator {
  std::vector<std::string> path;  ///< 一级, 二级, 三级 names, in order
  std::string description;
  Comparator comparator = Comparator::qualitative;
  std::string value;   ///< decimal text as read ("9.19"); empty when qualitative
  std::string unit;    ///< as printed, without blanks
  std::string weight;  ///< decimal points of 100; empty when none is printed
  std::string basis;   ///< 指标值确定依据
  std::string raw;     ///< the printed value cell, verbatim
  friend bool operator==(const Indicator&, const Indicator&) = default;
};

/// ">=", "<=", "=", ">", "<" or "qualitative".
[[nodiscard]] const char* name_of(Comparator comparator) noexcept;
[[nodiscard]] std::optional<Comparator> comparator_named(const std::string& name);

}  // namespace budget
