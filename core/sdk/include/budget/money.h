#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include <budget/result.h>

namespace budget {

/// An exact amount of money in 分 (1 元 = 100 分, 1 万元 = 1,000,000 分). Negative amounts are
/// reversals.
///
/// No float touches it. Text comes in as 元 (at most 2 decimals) or 万元 (at most 6 decimals).
class Money {
 public:
  constexpr Money() = default;
  [[nodiscard]] static constexpr Money from_fen(std::int64_t fen) { return Money(fen); }

  /// "1234.56" 元. Errors: invalid_input on anything but digits, one leading sign and one point,
  /// on more than two decimals (zeros behind them are read over), and on amounts beyond int64.
  [[nodiscard]] static Result<Money> parse_yuan(std::string_view text);
  /// "733.64" 万元, at most six decimals. Errors as parse_yuan.
  [[nodiscard]] static Result<Money> parse_wan(std::string_view text);

  [[nodiscard]] constexpr std::int64_t fen() const { return fen_; }
  [[nodiscard]] constexpr bool is_zero() const { return fen_ == 0; }
  [[nodiscard]] constexpr bool is_negative() const { return fen_ < 0; }

  /// 元 with exactly two decimals: "7336400.00".
  [[nodiscard]] std::string to_yuan() const;
  /// 万元, exact: two decimals, or as many more as the amount needs: "733.64", "0.000001".
  [[nodiscard]] std::string to_wan() const;
  /// 万元 rounded half up (away from zero) to two decimals, with thousands separators, for people
  /// to read.
  [[nodiscard]] std::string to_wan_shown() const;

  friend constexpr auto operator<=>(Money, Money) = default;

 private:
  explicit constexpr Money(std::int64_t fen) : fen_(fen) {}
  std::int64_t fen_ = 0;
};

/// The sum. Errors: invalid_input when it leaves int64.
[[nodiscard]] Result<Money> add(Money a, Money b);
/// The difference. Errors: invalid_input when it leaves int64.
[[nodiscard]] Result<Money> subtract(Money a, Money b);

/// For sums already known to fit (checked on the way in): throws std::overflow_error, a fault,
/// otherwise.
[[nodiscard]] Money operator+(Money a, Money b);
[[nodiscard]] Money operator-(Money a, Money b);
Money& operator+=(Money& a, Money b);

/// The largest amount a single input field may hold: 10 万亿元. Keeps every sum of a province far
/// from int64.
inline constexpr Money kLargestInput = Money::from_fen(1'000'000'000'000'000);

}  // namespace budget
