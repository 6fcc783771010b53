#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include <budget/money.h>

namespace budget {

/// A share in whole basis points (1 bp = 0.01 %, 100 % = 10,000 bp). Also used for percentage
/// points.
class BasisPoints {
 public:
  constexpr BasisPoints() = default;
  explicit constexpr BasisPoints(std::int64_t value) : value_(value) {}
  /// "8", "7.5", "12.34": percent with at most two decimals. Errors: invalid_input.
  [[nodiscard]] static Result<BasisPoints> parse_percent(std::string_view text);

  [[nodiscard]] constexpr std::int64_t value() const { return value_; }
  /// Percent with one decimal, half up: "20.6".
  [[nodiscard]] std::string to_percent() const;

  friend constexpr auto operator<=>(BasisPoints, BasisPoints) = default;

 private:
  std::int64_t value_ = 0;
};

/// part / whole in basis points, rounded half up, for display. 0 when whole is zero (money.md: B
/// empty); the nearest int64 when it is beyond (10 万亿元 of a budget of 1 分).
[[nodiscard]] BasisPoints share_of(Money part, Money whole);

/// Compares part / whole with a share exactly, by cross-multiplication. whole > 0.
[[nodiscard]] std::strong_ordering compare_share(Money part, Money whole, BasisPoints share);

}  // namespace budget
