#include <budget/decimal.h>

#include <array>
#include <limits>
#include <stdexcept>

#include <budget/text.h>

namespace budget {
namespace {

constexpr std::array<std::int64_t, 10> kPowerOfTen = {
    1, 10, 100, 1'000, 10'000, 100'000, 1'000'000, 10'000'000, 100'000'000, 1'000'000'000};

Error not_a_number(std::string_view text, const std::string& why) {
  constexpr std::size_t kQuoted = 40;
  return {ErrorCode::invalid_input,
          "expected to read a decimal number, but \"" + shortened(text, kQuoted) + "\" " + why,
          "write digits with at most one point, e.g. 1234.56"};
}

}  // namespace

Result<std::int64_t> parse_fixed(std::string_view text, int scale) {
  std::string_view rest = text;
  const bool negative = !rest.empty() && rest.front() == '-';
  if (!rest.empty() && (rest.front() == '-' || rest.front() == '+')) rest.remove_prefix(1);

  std::int64_t units = 0;
  int digits = 0;
  int decimals = -1;  // -1: the point has not been seen
  for (const char c : rest) {
    if (c == '.' && decimals < 0) {
      decimals = 0;
      continue;
    }
    if (c < '0' || c > '9') return not_a_number(text, "has a character that is not a digit");
    ++digits;
    if (decimals >= 0 && ++decimals > scale) {
      if (c != '0') {
        return not_a_number(text, "has more than " + std::to_string(scale) + " decimals");
      }
      continue;
    }
    // Accumulate on the negative side, which is one unit wider.
    if (__builtin_mul_overflow(units, std::int64_t{10}, &units) ||
        __builtin_sub_overflow(units, std::int64_t{c - '0'}, &units)) {
      return not_a_number(text, "is too large");
    }
  }
  if (digits == 0) return not_a_number(text, "has no digit");
  const int missing = scale - (decimals < 0 ? 0 : (decimals > scale ? scale : decimals));
  if (__builtin_mul_overflow(units, kPowerOfTen.at(static_cast<std::size_t>(missing)), &units)) {
    return not_a_number(text, "is too large");
  }
  if (!negative) {
    if (units == std::numeric_limits<std::int64_t>::min())
      return not_a_number(text, "is too large");
    units = -units;
  }
  return units;
}

std::string print_fixed(std::int64_t units, int scale, int shortest) {
  // Work unsigned: the smallest int64 has no positive counterpart.
  const bool negative = units < 0;
  const auto magnitude =
      negative ? 0 - static_cast<std::uint64_t>(units) : static_cast<std::uint64_t>(units);
  std::string digits = std::to_string(magnitude);
  if (scale > 0) {
    const auto width = static_cast<std::size_t>(scale);
    if (digits.size() <= width) digits.insert(0, width + 1 - digits.size(), '0');
    digits.insert(digits.size() - width, 1, '.');
    std::size_t keep = digits.size() - static_cast<std::size_t>(scale - shortest);
    std::size_t end = digits.size();
    while (end > keep && digits[end - 1] == '0')
      --end;
    if (digits[end - 1] == '.') --end;
    digits.resize(end);
  }
  if (negative) digits.insert(0, 1, '-');
  return digits;
}

std::int64_t divide_half_up(Int128 units, Int128 divisor) {
  const bool negative = units < 0;
  const Int128 magnitude = negative ? -units : units;
  const Int128 quotient = (2 * magnitude + divisor) / (2 * divisor);
  const Int128 rounded = negative ? -quotient : quotient;
  using Limits = std::numeric_limits<std::int64_t>;
  if (rounded < Limits::min() || rounded > Limits::max())
    throw std::overflow_error("divide_half_up: beyond int64");
  return static_cast<std::int64_t>(rounded);
}

Result<Score> Score::parse(std::string_view text) {
  const std::int64_t units = TRY(parse_fixed(text, kScale));
  if (units > kLargest || units < -kLargest)
    return not_a_number(text, "has more than ten digits before the point");
  return Score(units);
}

Score Score::rounded(int decimals) const {
  const std::int64_t step = kPowerOfTen.at(static_cast<std::size_t>(kScale - decimals));
  return Score(divide_half_up(units_, step) * step);
}

}  // namespace budget
