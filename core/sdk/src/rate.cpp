#include <budget/rate.h>

#include <algorithm>
#include <limits>

#include <budget/decimal.h>

namespace budget {

Result<BasisPoints> BasisPoints::parse_percent(std::string_view text) {
  return BasisPoints(TRY(parse_fixed(text, 2)));
}

std::string BasisPoints::to_percent() const {
  return print_fixed(divide_half_up(value_, 10), 1, 1);
}

BasisPoints share_of(Money part, Money whole) {
  if (whole.is_zero()) return BasisPoints(0);
  const Int128 sign = whole.is_negative() ? -1 : 1;
  const Int128 divisor = sign * whole.fen();
  const Int128 largest = divisor * std::numeric_limits<std::int64_t>::max();
  return BasisPoints(
      divide_half_up(std::clamp<Int128>(sign * part.fen() * 10'000, -largest, largest), divisor));
}

std::strong_ordering compare_share(Money part, Money whole, BasisPoints share) {
  const Int128 left = static_cast<Int128>(part.fen()) * 10'000;
  const Int128 right = static_cast<Int128>(whole.fen()) * share.value();
  if (left < right) return std::strong_ordering::less;
  if (left > right) return std::strong_ordering::greater;
  return std::strong_ordering::equal;
}

}  // namespace budget
