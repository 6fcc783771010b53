#include <budget/money.h>

#include <stdexcept>

#include <budget/decimal.h>

namespace budget {
namespace {

constexpr int kYuanScale = 2;
constexpr int kWanScale = 6;

Error money_overflow() {
  return {ErrorCode::invalid_input,
          "expected to keep an amount within 92 万亿元, but the sum is larger",
          "check the amounts and their unit"};
}

std::string with_thousands(std::string text) {
  const std::size_t first = text.front() == '-' ? 1 : 0;
  const auto point = static_cast<std::ptrdiff_t>(text.find('.'));
  for (std::ptrdiff_t at = point - 3; at > static_cast<std::ptrdiff_t>(first); at -= 3) {
    text.insert(static_cast<std::size_t>(at), 1, ',');
  }
  return text;
}

}  // namespace

Result<Money> Money::parse_yuan(std::string_view text) {
  return Money(TRY(parse_fixed(text, kYuanScale)));
}

Result<Money> Money::parse_wan(std::string_view text) {
  return Money(TRY(parse_fixed(text, kWanScale)));
}

std::string Money::to_yuan() const {
  return print_fixed(fen_, kYuanScale, kYuanScale);
}

std::string Money::to_wan() const {
  return print_fixed(fen_, kWanScale, 2);
}

std::string Money::to_wan_shown() const {
  return with_thousands(print_fixed(divide_half_up(fen_, 10'000), 2, 2));
}

Result<Money> add(Money a, Money b) {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(a.fen(), b.fen(), &sum)) return money_overflow();
  return Money::from_fen(sum);
}

Result<Money> subtract(Money a, Money b) {
  std::int64_t difference = 0;
  if (__builtin_sub_overflow(a.fen(), b.fen(), &difference)) return money_overflow();
  return Money::from_fen(difference);
}

Money operator+(Money a, Money b) {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(a.fen(), b.fen(), &sum))
    throw std::overflow_error("Money: sum beyond int64");
  return Money::from_fen(sum);
}

Money operator-(Money a, Money b) {
  std::int64_t difference = 0;
  if (__builtin_sub_overflow(a.fen(), b.fen(), &difference)) {
    throw std::overflow_error("Money: difference beyond int64");
  }
  return Money::from_fen(difference);
}

Money& operator+=(Money& a, Money b) {
  return a = a + b;
}

}  // namespace budget
