#include "reader/grid/sheet_number.h"

#include <algorithm>
#include <cstdint>

#include "reader/text/characters.h"

namespace budget::reader {
namespace {

/// A decimal number as digits and the place of its point.
struct Digits {
  bool negative = false;
  std::string digits;
  int point = 0;  ///< digits before the point; may be negative or beyond the digits
};

std::optional<Digits> digits_of(std::string_view stored) {
  Digits number;
  number.negative = skip(stored, "-");
  skip(stored, "+");
  bool point = false;
  std::size_t at = 0;
  for (; at < stored.size() && (is_digit(stored[at]) || stored[at] == '.'); ++at) {
    if (stored[at] == '.') {
      if (point) return std::nullopt;
      point = true;
      continue;
    }
    number.digits.push_back(stored[at]);
    if (!point) ++number.point;
  }
  if (number.digits.empty() || number.digits.size() > 400) return std::nullopt;
  if (at < stored.size()) {
    if (stored[at] != 'E' && stored[at] != 'e') return std::nullopt;
    std::string_view rest = stored.substr(at + 1);
    const bool down = skip(rest, "-");
    skip(rest, "+");
    int exponent = 0;
    for (const char c : rest) {
      if (!is_digit(c) || exponent > 300) return std::nullopt;
      exponent = exponent * 10 + (c - '0');
    }
    number.point += down ? -exponent : exponent;
  }
  return number;
}

/// Keeps `count` digits from the first one that is not zero, rounded half up.
void round_digits(Digits& number, std::ptrdiff_t count) {
  if (count < 0) {
    number.digits = "0";
    number.point = 1;
    return;
  }
  const auto keep = static_cast<std::size_t>(count);
  if (number.digits.size() <= keep) return;
  const bool up = number.digits[keep] >= '5';
  number.digits.resize(keep);
  if (!up) return;
  std::size_t at = keep;
  while (at > 0) {
    if (number.digits[at - 1] != '9') {
      ++number.digits[at - 1];
      return;
    }
    number.digits[--at] = '0';
  }
  number.digits.insert(number.digits.begin(), '1');
  ++number.point;
}

std::string print(const Digits& number, int decimals) {
  std::string whole;
  std::string fraction;
  for (int i = 0; i < number.point; ++i) {
    const auto at = static_cast<std::size_t>(i);
    whole.push_back(at < number.digits.size() ? number.digits[at] : '0');
  }
  for (int i = number.point; i < 0; ++i)
    fraction.push_back('0');
  for (auto at = static_cast<std::size_t>(number.point > 0 ? number.point : 0);
       at < number.digits.size(); ++at) {
    fraction.push_back(number.digits[at]);
  }
  while (whole.size() > 1 && whole[0] == '0')
    whole.erase(0, 1);
  if (whole.empty()) whole = "0";
  while (!fraction.empty() && fraction.back() == '0')
    fraction.pop_back();
  if (decimals > 0)
    fraction.resize(std::max(fraction.size(), static_cast<std::size_t>(decimals)), '0');
  const bool zero = whole == "0" && fraction.find_first_not_of('0') == std::string::npos;
  return (number.negative && !zero ? "-" : "") + whole + (fraction.empty() ? "" : "." + fraction);
}

}  // namespace

NumberFormat number_format(int id, std::string_view code) {
  NumberFormat format;
  switch (id) {
    case 1:
    case 3:
      format.decimals = 0;
      return format;
    case 2:
    case 4:
    case 39:
    case 40:
      format.decimals = 2;
      return format;
    case 9:
      format.percent = true;
      return format;
    case 10:
      format.percent = true;
      format.decimals = 2;
      return format;
    default:
      break;
  }
  format.date = (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 57;
  const std::string_view first = code.substr(0, code.find(';'));
  format.percent = contains(first, "%");
  if (!format.percent && (contains(first, "yy") || contains(first, "YY"))) format.date = true;
  const std::size_t point = first.find('.');
  if (point != std::string_view::npos) {
    std::size_t at = point + 1;
    while (at < first.size() && first[at] == '0')
      ++at;
    format.decimals = static_cast<int>(at - point - 1);
  }
  return format;
}

std::string shown_number(std::string_view stored, const NumberFormat& format) {
  auto number = digits_of(stored);
  if (!number) return std::string(stored);
  std::size_t zeros = 0;
  while (zeros + 1 < number->digits.size() && number->digits[zeros] == '0')
    ++zeros;
  number->digits.erase(0, zeros);
  number->point -= static_cast<int>(zeros);
  constexpr std::ptrdiff_t kMeant = 15;  // what a binary double keeps for sure
  round_digits(*number, kMeant);
  if (format.percent) number->point += 2;
  if (format.decimals >= 0) round_digits(*number, number->point + format.decimals);
  return print(*number, format.decimals) + (format.percent ? "%" : "");
}

std::optional<std::string> shown_date(std::string_view stored) {
  const auto number = digits_of(stored);
  if (!number || number->negative || number->point < 1 || number->point > 7) return std::nullopt;
  std::int64_t days = 0;
  for (int i = 0; i < number->point; ++i) {
    const auto at = static_cast<std::size_t>(i);
    days = days * 10 + (at < number->digits.size() ? number->digits[at] - '0' : 0);
  }
  if (days < 61 || days > 2'958'465) return std::nullopt;
  // Civil date from days since 1899-12-30 (the 1900 system counts a 29 February that never was).
  std::int64_t z = days - 25'569 + 719'468;
  const std::int64_t era = z / 146'097;
  const std::int64_t day_of_era = z - era * 146'097;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t shifted = (5 * day_of_year + 2) / 153;
  const std::int64_t day = day_of_year - (153 * shifted + 2) / 5 + 1;
  const std::int64_t month = shifted < 10 ? shifted + 3 : shifted - 9;
  const std::int64_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
  const auto two = [](std::int64_t value) {
    return (value < 10 ? "0" : "") + std::to_string(value);
  };
  return std::to_string(year) + "-" + two(month) + "-" + two(day);
}

}  // namespace budget::reader
