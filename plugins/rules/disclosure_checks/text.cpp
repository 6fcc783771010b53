#include "text.h"

#include <algorithm>
#include <array>

#include <budget/decimal.h>
#include <budget/money.h>

namespace budget::disclosure {
namespace {

constexpr std::array<std::string_view, 11> kDigits{"零", "一", "二", "三", "四", "五",
                                                   "六", "七", "八", "九", "十"};

/// The Chinese number at the beginning, up to 99; its bytes are taken away.
int take_chinese_number(std::string_view& rest) {
  int value = 0;
  int tens = 0;
  bool any = false;
  while (true) {
    const auto found = std::find_if(kDigits.begin(), kDigits.end(), [&](std::string_view digit) {
      return rest.starts_with(digit);
    });
    if (found == kDigits.end()) break;
    const int digit = static_cast<int>(found - kDigits.begin());
    any = true;
    rest.remove_prefix(found->size());
    if (digit == 10) {
      tens = value == 0 ? 10 : value * 10;
      value = 0;
    } else {
      value = digit;
    }
  }
  return any ? tens + value : 0;
}

/// How many places the point moves to give 分.
int places_of(std::string_view unit) {
  constexpr std::array<std::pair<std::string_view, int>, 4> kPlaces = {
      {{"元", 2}, {"百元", 4}, {"千元", 5}, {"亿元", 10}}};
  for (const auto& [name, places] : kPlaces)
    if (unit == name) return places;
  return 6;  // 万元
}

}  // namespace

std::string folded(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) {
    const auto c = static_cast<unsigned char>(utf8[at]);
    if (c <= ' ') {
      ++at;
      continue;
    }
    const std::string_view three = utf8.substr(at, 3);
    if (three.size() == 3 && c == 0xEF) {  // U+F000…U+FFFF
      const unsigned code = ((c & 0x0FU) << 12U) |
                            ((static_cast<unsigned char>(three[1]) & 0x3FU) << 6U) |
                            (static_cast<unsigned char>(three[2]) & 0x3FU);
      if (code >= 0xFF01 && code <= 0xFF5E) {
        out.push_back(static_cast<char>(code - 0xFEE0));
        at += 3;
        continue;
      }
      if (code == 0xFEFF) {
        at += 3;
        continue;
      }
    }
    if (three == "\u3000") {
      at += 3;
      continue;
    }
    if (utf8.substr(at, 2) == "\u00A0") {
      at += 2;
      continue;
    }
    const std::size_t length = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 1;
    out.append(utf8.substr(at, length));
    at += length;
  }
  return out;
}

int counted_as(std::string_view name) {
  std::string_view rest = name;
  if (rest.starts_with("(")) rest.remove_prefix(1);
  const int number = take_chinese_number(rest);
  const bool is_counted = rest.starts_with("、") || rest.starts_with(")") || rest.starts_with(".");
  return is_counted ? number : 0;
}

std::string bare_name(std::string_view name) {
  std::string_view rest = name;
  for (bool changed = true; changed;) {
    changed = false;
    for (const std::string_view lead : {"其中:", "其中", "、", ".", ":", "(", ")"}) {
      if (!rest.starts_with(lead)) continue;
      if (lead == "(" && counted_as(rest) == 0) continue;
      rest.remove_prefix(lead.size());
      changed = true;
    }
    if (counted_as(rest) > 0) {
      (void)take_chinese_number(rest);
      changed = true;
    }
    const auto digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
    if (digits > 0 &&
        (rest.substr(digits).starts_with("、") || rest.substr(digits).starts_with("."))) {
      rest.remove_prefix(digits);
      changed = true;
    }
  }
  return std::string(rest);
}

Amount read_amount(std::string_view cell, std::string_view unit) {
  std::string digits = folded(cell);
  std::erase(digits, ',');
  if (digits.empty() || digits == "-" || digits == "—" || digits == "——" || digits == "/")
    return {};
  Amount amount;
  const auto fen = parse_fixed(digits, places_of(unit));
  if (!fen) {
    amount.is_wrong = true;
    return amount;
  }
  amount.fen = *fen;
  const auto point = digits.find('.');
  amount.decimals = point == std::string::npos ? 0 : static_cast<int>(digits.size() - point - 1);
  return amount;
}

std::vector<int> years_in(std::string_view text) {
  constexpr std::size_t kDigits = 4;
  std::vector<int> years;
  for (std::size_t at = 0; (at = text.find("20", at)) != std::string_view::npos; ++at) {
    const std::string_view rest = text.substr(at);
    if (rest.size() <= kDigits) continue;
    const std::string_view behind = rest.substr(kDigits);
    const bool is_year = behind.starts_with("年") || behind.starts_with("预算") ||
                         behind.starts_with("决算") || behind.starts_with("执行");
    if (!is_year) continue;
    if (const auto year = parse_fixed(rest.substr(0, kDigits), 0))
      years.push_back(static_cast<int>(*year));
  }
  return years;
}

std::string wan(std::int64_t fen) {
  return print_fixed(fen, 6, 2);
}

}  // namespace budget::disclosure
