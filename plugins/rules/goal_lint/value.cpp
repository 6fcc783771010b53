#include "value.h"

#include <algorithm>
#include <array>

namespace budget::goal_lint {
namespace {

struct SignWord {
  View word;
  Sign sign;
};
constexpr std::array kSigns{
    SignWord{U"≥", Sign::at_least},      SignWord{U"≤", Sign::at_most},
    SignWord{U">=", Sign::at_least},     SignWord{U"<=", Sign::at_most},
    SignWord{U">", Sign::above},         SignWord{U"<", Sign::below},
    SignWord{U"=", Sign::equal},         SignWord{U"不少于", Sign::at_least},
    SignWord{U"不低于", Sign::at_least}, SignWord{U"不超过", Sign::at_most},
    SignWord{U"不高于", Sign::at_most},  SignWord{U"大于等于", Sign::at_least},
    SignWord{U"小于等于", Sign::at_most}};

Sign take_sign(View& rest) {
  for (const SignWord& entry : kSigns) {
    if (rest.starts_with(entry.word)) {
      rest.remove_prefix(entry.word.size());
      return entry.sign;
    }
  }
  return Sign::none;
}

/// Digits with points and thousands commas between them.
View take_digits(View& rest) {
  std::size_t length = 0;
  while (length < rest.size() &&
         (is_digit(rest[length]) || (length > 0 && (rest[length] == U'.' || rest[length] == U',') &&
                                     length + 1 < rest.size() && is_digit(rest[length + 1]))))
    ++length;
  const View digits = rest.substr(0, length);
  rest.remove_prefix(length);
  return digits;
}

std::optional<std::int64_t> millionths_of(View digits) {
  std::string ascii;
  for (const char32_t c : digits)
    if (c != U',') ascii.push_back(static_cast<char>(c));
  const Result<std::int64_t> number = parse_fixed(ascii, 6);
  return number ? std::optional(*number) : std::nullopt;
}

/// "5528" of "55285528", "0.4" of "0.40.4"; empty when the digits are no repetition.
View half_of(View digits) {
  const std::size_t half = digits.size() / 2;
  if (digits.size() % 2 != 0 || half == 0 || digits.substr(0, half) != digits.substr(half))
    return {};
  return digits.substr(0, half);
}

/// A repetition nobody writes on purpose: two points, or four digits and more twice over.
View doubled_half(View digits) {
  const View half = half_of(digits);
  if (half.empty()) return {};
  if (has(half, U".")) return half;
  const bool is_round = half.ends_with(U"00");
  return half.size() >= 4 || (half.size() == 3 && !is_round) ? half : View{};
}

/// Whether a sign, a number or a whole cell stands there twice; `rest` is what follows the digits.
void look_for_double(Value& value, View digits, View rest) {
  View second = rest;
  const bool second_sign = take_sign(second) != Sign::none;
  const View again = take_digits(second);
  const Text head = value.printed.substr(0, value.printed.size() - rest.size());
  if (second_sign && value.sign != Sign::none) {  // ≥99≥99%, ≤1≤万元
    value.is_doubled = true;
    value.likely = head + Text(second);
    return;
  }
  // ≥88%88%: number and unit twice
  const auto stop = std::find_if(rest.begin(), rest.end(), is_digit);
  if (stop != rest.end() && stop != rest.begin()) {
    const View unit = rest.substr(0, static_cast<std::size_t>(stop - rest.begin()));
    const View tail = rest.substr(unit.size());
    if (tail == Text(digits) + Text(unit)) {
      value.is_doubled = true;
      value.likely = head + Text(unit);
    }
  }
  (void)again;
}

}  // namespace

/// 2026-06-30, 2026/6/30, 2026.6.30, with 前 or 底 behind.
bool is_numeric_day(View text) {
  std::size_t parts = 0;
  for (std::size_t at = 0; parts < 3; ++parts) {
    std::size_t end = at;
    while (end < text.size() && is_digit(text[end]))
      ++end;
    const std::size_t digits = end - at;
    if (parts == 0 ? digits != 4 || !text.starts_with(U"20") : digits < 1 || digits > 2)
      return false;
    at = end;
    if (parts == 2) {
      const View rest = text.substr(at);
      return rest.empty() || rest == U"前" || rest == U"之前" || rest == U"底" || rest == U"止";
    }
    if (at == text.size() || !has(U"-/.", text.substr(at, 1))) return false;
    ++at;
  }
  return false;
}

bool is_date_text(View text) {
  constexpr View kAround = U"年月日底前内末初第季度周旬每上下半以至到、,和及-之约后度完成止截";
  const bool has_unit =
      has(text, U"年") || has(text, U"月") || has(text, U"日") || has(text, U"季度");
  return has_unit && std::all_of(text.begin(), text.end(), [&](char32_t c) {
           return is_digit(c) || has(kAround, View(&c, 1));
         });
}

Int128 yuan_of_unit(View unit) {
  constexpr Int128 kYuan = 1'000'000;
  const View head = unit.substr(0, std::min(unit.find(U'/'), unit.size()));
  if (head == U"元" || head == U"元整" || head == U"元人民币" || head.starts_with(U"元每"))
    return kYuan;
  if (head == U"万元" || head == U"万") return kYuan * 10'000;
  if (head == U"亿元" || head == U"亿") return kYuan * 100'000'000;
  if (head == U"千元") return kYuan * 1'000;
  return 0;
}

UnitKind kind_of_unit(View unit, const Words& words) {
  if (unit.empty()) return UnitKind::none;
  if (yuan_of_unit(unit) != 0) return UnitKind::money;
  const View head = unit.substr(0, std::min(unit.find(U'/'), unit.size()));
  if (head.starts_with(U"%") || words.is_one("percent_words", head)) return UnitKind::percent;
  if (words.is_one("deadline_units", head)) return UnitKind::point;
  if (words.is_one("time_units", head)) return UnitKind::time;
  if (words.is_one("people_units", head)) return UnitKind::people;
  return UnitKind::count;
}

Int128 Value::micro_yuan() const {
  return Int128{millionths} * yuan_of_unit(unit) / 1'000'000;
}

Value read_value(const Text& printed, const Words& words) {
  Value value;
  value.printed = printed;
  View rest = value.printed;
  value.sign = take_sign(rest);
  value.is_deadline = (is_date_text(rest) && has_digit(rest)) || is_numeric_day(rest);
  View digits = take_digits(rest);
  if (digits.empty()) return value;
  look_for_double(value, digits, rest);
  const View half = doubled_half(digits);
  if (!half.empty() && !value.is_deadline) {
    value.is_doubled = true;
    value.likely = value.printed.substr(0, value.printed.size() - rest.size() - digits.size()) +
                   Text(half) + Text(rest);
  }
  value.digits = digits;
  value.unit = rest;
  value.kind = kind_of_unit(value.unit, words);
  const std::size_t slash = rest.find(U'/');
  const bool is_clean = !has_digit(rest.substr(0, std::min(slash, rest.size()))) &&
                        rest.size() <= 12 && !has(rest, U",") && !has(rest, U"、") &&
                        !has(rest, U"。") && !has(rest, U"~") && !rest.starts_with(U"-");
  const auto number = millionths_of(digits);
  value.is_number = is_clean && number.has_value() && !value.is_doubled;
  value.millionths = number.value_or(0);
  return value;
}

}  // namespace budget::goal_lint
