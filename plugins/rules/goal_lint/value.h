#pragma once

#include <cstdint>
#include <optional>

#include <budget/decimal.h>

#include "characters.h"
#include "words.h"

namespace budget::goal_lint {

enum class Sign { none, at_least, at_most, equal, above, below };
enum class UnitKind { none, percent, money, people, count, time, point };

/// An indicator's value cell, read as it stands.
struct Value {
  Text printed;  ///< folded
  Sign sign = Sign::none;
  bool is_number = false;  ///< [sign] number unit, and nothing else
  std::int64_t millionths = 0;
  Text digits;
  Text unit;
  UnitKind kind = UnitKind::none;
  bool is_deadline = false;  ///< a point in time, such as 12月底 or 2026年6月
  bool is_doubled = false;   ///< printed twice: ≥99≥99%
  Text likely;               ///< what was probably meant; only with is_doubled

  [[nodiscard]] bool is_upper() const { return sign == Sign::at_most || sign == Sign::below; }
  [[nodiscard]] bool is_lower() const { return sign == Sign::at_least || sign == Sign::above; }
  /// In millionths of a yuan; money only.
  [[nodiscard]] Int128 micro_yuan() const;
  /// Per something: 元/人/月.
  [[nodiscard]] bool is_rate() const { return has(unit, U"/"); }
};

[[nodiscard]] Value read_value(const Text& printed, const Words& words);
/// Years, months and days and the words around them, with nothing else.
[[nodiscard]] bool is_date_text(View text);
[[nodiscard]] UnitKind kind_of_unit(View unit, const Words& words);
/// How many yuan (in millionths) one of the money unit is; 0 for what is no money.
[[nodiscard]] Int128 yuan_of_unit(View unit);

}  // namespace budget::goal_lint
