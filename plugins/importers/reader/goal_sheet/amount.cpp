#include "reader/goal_sheet/amount.h"

#include <algorithm>
#include <array>
#include <string>

#include "reader/text/characters.h"

namespace budget::reader {
namespace {

/// 10 to the power: so many places the point moves to give 元.
struct Unit {
  std::string_view name;
  int places = 0;
};
constexpr std::array<Unit, 5> kUnits = {
    {{"万元", 4}, {"千元", 3}, {"百元", 2}, {"亿元", 8}, {"元", 0}}};

/// 12.5 with the point three places on: 12500.
std::string moved(std::string digits, int places) {
  std::size_t point = digits.find('.');
  if (point == std::string::npos) {
    point = digits.size();
    digits += '.';
  }
  for (int i = 0; i < places; ++i) {
    if (point + 1 == digits.size()) digits += '0';
    std::swap(digits[point], digits[point + 1]);
    ++point;
  }
  if (digits.back() == '.') digits.pop_back();
  return digits;
}

}  // namespace

std::string_view money_unit_in(std::string_view label) {
  for (const std::string_view open : {"（", "("}) {
    const std::size_t at = label.find(open);
    if (at == std::string_view::npos) continue;
    const std::string_view inside = label.substr(at + open.size());
    for (const Unit& unit : kUnits) {
      if (contains(inside, unit.name)) return unit.name;
    }
  }
  return {};
}

std::optional<Money> amount_of(const PlainNumber& number, std::string_view unit) {
  const std::string_view in = number.unit.empty() ? unit : std::string_view(number.unit);
  const auto known =
      std::find_if(kUnits.begin(), kUnits.end(), [&](const Unit& each) { return each.name == in; });
  const int places = known == kUnits.end() ? kUnits.front().places : known->places;
  const auto amount = places == 4 ? Money::parse_wan(number.digits)
                                  : Money::parse_yuan(moved(number.digits, places));
  if (!amount || amount.value() > kLargestInput) return std::nullopt;
  return amount.value();
}

}  // namespace budget::reader
