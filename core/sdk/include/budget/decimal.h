#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <budget/result.h>

namespace budget {

/// Wide enough for the product of two int64; for comparing and dividing exactly.
__extension__ using Int128 = __int128;

/// Reads "-12.345" as a whole number of 10^-scale units: parse_fixed("12.345", 4) is 123450.
///
/// Accepts ASCII digits, one leading sign and one point; at least one digit.
/// Zeros beyond `scale` decimals say nothing and are read over: spreadsheets print 1234.5600.
/// `scale` is 0 to 9. Errors: invalid_input for anything else, for more than `scale` decimals, and
/// beyond int64.
[[nodiscard]] Result<std::int64_t> parse_fixed(std::string_view text, int scale);

/// Prints units of 10^-scale with at least `shortest` and at most `scale` decimals, dropping zeros
/// in between.
[[nodiscard]] std::string print_fixed(std::int64_t units, int scale, int shortest);

/// units / divisor, rounded half up (away from zero at one half). divisor > 0. A result beyond
/// int64 is a fault.
[[nodiscard]] std::int64_t divide_half_up(Int128 units, Int128 divisor);

/// A score in points, exact to six decimals (the national interface keeps NUMBER(16,6); domain.md
/// §4.3).
class Score {
 public:
  static constexpr int kScale = 6;
  static constexpr std::int64_t kLargest = 9'999'999'999'999'999;  ///< units; sixteen digits

  constexpr Score() = default;
  [[nodiscard]] static constexpr Score from_units(std::int64_t units) { return Score(units); }
  [[nodiscard]] static constexpr Score points(int whole) { return Score(whole * 1'000'000LL); }
  /// "9.5", "8.333333". Errors: invalid_input as parse_fixed, and beyond kLargest.
  [[nodiscard]] static Result<Score> parse(std::string_view text);

  [[nodiscard]] constexpr std::int64_t units() const { return units_; }
  /// At least two decimals: "9.50", "8.333333".
  [[nodiscard]] std::string to_text() const { return print_fixed(units_, kScale, 2); }
  /// Rounded half up to `decimals` (0 to 6).
  [[nodiscard]] Score rounded(int decimals) const;

  friend constexpr auto operator<=>(Score, Score) = default;

 private:
  explicit constexpr Score(std::int64_t units) : units_(units) {}
  std::int64_t units_ = 0;
};

}  // namespace budget
