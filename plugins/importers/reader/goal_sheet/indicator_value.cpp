#include "reader/goal_sheet/indicator_value.h"

#include <algorithm>
#include <array>
#include <utility>

#include <budget/decimal.h>

#include "reader/text/characters.h"

namespace budget::reader {
namespace {

using Sign = std::pair<std::string_view, ReadComparator>;

constexpr std::array<Sign, 25> kSigns = {
    {{"≥", ReadComparator::at_least},        {"≧", ReadComparator::at_least},
     {"⩾", ReadComparator::at_least},        {"≥=", ReadComparator::at_least},
     {">=", ReadComparator::at_least},       {"=>", ReadComparator::at_least},
     {"≤", ReadComparator::at_most},         {"≦", ReadComparator::at_most},
     {"⩽", ReadComparator::at_most},         {"<=", ReadComparator::at_most},
     {"=<", ReadComparator::at_most},        {">", ReadComparator::above},
     {"﹥", ReadComparator::above},          {"〉", ReadComparator::above},
     {"<", ReadComparator::below},           {"﹤", ReadComparator::below},
     {"〈", ReadComparator::below},          {"==", ReadComparator::equal},
     {"=", ReadComparator::equal},           {"﹦", ReadComparator::equal},
     {"大于等于", ReadComparator::at_least}, {"小于等于", ReadComparator::at_most},
     {"等于", ReadComparator::equal},        {"大于", ReadComparator::above},
     {"小于", ReadComparator::below}}};
constexpr std::array<Sign, 12> kWords = {{{"不低于", ReadComparator::at_least},
                                          {"不少于", ReadComparator::at_least},
                                          {"不小于", ReadComparator::at_least},
                                          {"至少", ReadComparator::at_least},
                                          {"达到", ReadComparator::at_least},
                                          {"高于", ReadComparator::above},
                                          {"超过", ReadComparator::above},
                                          {"不超过", ReadComparator::at_most},
                                          {"不高于", ReadComparator::at_most},
                                          {"不多于", ReadComparator::at_most},
                                          {"不大于", ReadComparator::at_most},
                                          {"低于", ReadComparator::below}}};

/// Takes the longest comparator from the front.
ReadComparator take_comparator(std::string_view& rest, bool words) {
  std::string_view best;
  ReadComparator found = ReadComparator::missing;
  const auto look = [&](const auto& table) {
    for (const auto& [sign, comparator] : table) {
      if (rest.starts_with(sign) && sign.size() > best.size()) {
        best = sign;
        found = comparator;
      }
    }
  };
  look(kSigns);
  if (words) look(kWords);
  rest.remove_prefix(best.size());
  return found;
}

/// Digits with at most one point; commas between groups of three are read over.
std::string take_number(std::string_view& rest) {
  std::string number;
  std::size_t at = 0;
  if (at < rest.size() && rest[at] == '-' && at + 1 < rest.size() && is_digit(rest[at + 1])) {
    number.push_back('-');
    ++at;
  }
  bool point = false;
  for (; at < rest.size(); ++at) {
    const char c = rest[at];
    if (is_digit(c)) {
      number.push_back(c);
    } else if (c == '.' && !point && at + 1 < rest.size() && is_digit(rest[at + 1])) {
      point = true;
      number.push_back(c);
    } else if (c == ',' && at + 3 < rest.size() && is_digit(rest[at + 1]) &&
               is_digit(rest[at + 2]) && is_digit(rest[at + 3]) &&
               (at + 4 >= rest.size() || !is_digit(rest[at + 4]))) {
      continue;
    } else {
      break;
    }
  }
  if (number == "-") return {};
  if (!number.empty()) rest.remove_prefix(at);
  return number;
}

bool same_number(std::string_view a, std::string_view b) {
  constexpr int kScale = 4;
  const auto left = parse_fixed(a, kScale);
  const auto right = parse_fixed(b, kScale);
  return left && right && left.value() == right.value();
}

bool has_digit(std::string_view text) {
  return text.find_first_of("0123456789") != std::string_view::npos;
}

/// 2025年底, 12月底前, 3月31日: a point in time, without a comparator.
/// 2024-10-31, 2024/10/31, 2024.10.31: how a workbook or a form prints a day.
bool is_day(std::string_view text) {
  if (digits_before(text) != 4 || !(text.starts_with("20") || text.starts_with("19"))) return false;
  text.remove_prefix(4);
  for (int part = 0; part < 2; ++part) {
    if (text.empty() || (text.front() != '-' && text.front() != '/' && text.front() != '.')) {
      return false;
    }
    text.remove_prefix(1);
    const std::size_t digits = digits_before(text);
    if (digits == 0 || digits > 2) return false;
    text.remove_prefix(digits);
  }
  return text.empty() || text == "前";
}

bool is_deadline(std::string_view text) {
  if (is_day(text)) return true;
  std::size_t length = 0;
  bool year = false;
  std::string_view rest = text;
  std::string number = take_number(rest);
  if (number.size() == 4 && (number.starts_with("20") || number.starts_with("19")) &&
      skip(rest, "年")) {
    year = true;
    skip(rest, "度");
    if (rest.empty() || rest == "底" || rest == "末" || rest == "年底" || rest == "年末" ||
        rest == "底前" || rest == "年底前" || rest == "末前" || rest == "内" || rest == "前") {
      return true;
    }
    number = take_number(rest);
  }
  if (number.empty()) {
    const int month = han_number(rest, length);
    if (month < 1) return false;
    number = std::to_string(month);
    rest.remove_prefix(length);
  }
  if (number.size() > 2 || number == "0" || !(skip(rest, "月份") || skip(rest, "月"))) return false;
  if (rest == "底" || rest == "末" || rest == "底前" || rest == "前" || rest == "末前" ||
      rest == "初" || rest == "中旬" || rest == "下旬" || rest == "上旬" || rest == "底之前") {
    return true;
  }
  if (rest.empty()) return year || number != "1";
  std::string_view behind = rest;
  const std::string day = take_number(behind);
  return !day.empty() && (behind == "日" || behind == "日前" || behind == "日之前" ||
                          behind == "号" || behind == "号前");
}

/// 55285528: a number printed twice without anything between.
bool is_doubled_digits(std::string_view digits, std::size_t shortest) {
  const std::size_t half = digits.size() / 2;
  return digits.size() >= shortest && digits.size() % 2 == 0 && !contains(digits, ".") &&
         digits.substr(0, half) == digits.substr(half) &&
         digits.find_first_not_of(digits[0]) != std::string_view::npos;
}

/// ≥99≥99%, ≥88%88%, ≤0.40.4万, ≤1≤万元: stored pieces printed twice.
bool read_doubled(std::string_view text, ReadValue& value) {
  std::string_view rest = text;
  const ReadComparator comparator = take_comparator(rest, false);
  const std::string_view body = rest;
  std::string_view unit;
  std::string likely;
  const std::string first = take_number(rest);
  if (first.empty()) return false;
  std::string_view again = rest;
  const ReadComparator repeated = take_comparator(again, false);
  if (repeated != ReadComparator::missing && repeated == comparator) {
    std::string_view behind = again;
    const std::string second = take_number(behind);
    if (!second.empty() && !same_number(first, second)) return false;
    unit = behind;
    likely = first;
  } else {
    // N unit N unit, or two numbers run together: 0.40.4
    const std::size_t half = rest.size();
    std::string_view digits = body.substr(0, body.find_first_not_of("0123456789."));
    bool found = false;
    for (std::size_t cut = 1; cut * 2 <= digits.size() && !found; ++cut) {
      if (contains(digits, ".") && digits.size() == cut * 2 &&
          digits.substr(0, cut) == digits.substr(cut)) {
        likely = std::string(digits.substr(0, cut));
        unit = body.substr(digits.size());
        found = true;
      }
    }
    for (std::size_t cut = 1; cut < half && !found; ++cut) {
      const std::string_view second = rest.substr(cut);
      if (second.size() > first.size() && second.substr(first.size()) == rest.substr(0, cut) &&
          second.starts_with(first) && !is_digit(rest[cut - 1])) {
        likely = first;
        unit = rest.substr(0, cut);
        found = true;
      }
    }
    if (!found) return false;
  }
  value.comparator = comparator == ReadComparator::missing ? ReadComparator::equal : comparator;
  value.comparator_printed = comparator != ReadComparator::missing;
  value.unit = std::string(unit);
  value.unit_norm = normal_unit(unit);
  value.suspect = true;
  const std::size_t signs = text.size() - body.size();
  value.likely = std::string(text.substr(0, signs)) + likely + value.unit;
  return true;
}

/// A unit has no digits but behind a stroke (元/2套), and no sentence marks.
bool is_unit(std::string_view text) {
  constexpr std::size_t kLongest = 60;
  if (text.size() > kLongest) return false;
  const std::size_t digit = text.find_first_of("0123456789");
  if (digit != std::string_view::npos &&
      text.substr(0, digit).find('/') == std::string_view::npos) {
    return false;
  }
  for (const std::string_view mark : {"，", "。", "；", "、", ",", ";", "~", "～", "—", "–", "至",
                                      "或", "且", "+",  "*",  "×", "=", "≥", "≤",  ">", "<"}) {
    if (contains(text, mark)) return false;
  }
  return true;
}

void read_words(std::string_view text, ReadValue& value, ValueOddities& oddities) {
  value.comparator = ReadComparator::qualitative;
  value.kind = ValueKind::text;
  if (text == "是" || text == "否" || text == "是/否") oddities.yes_no = true;
  if (!has_digit(text)) return;
  if (is_deadline(text)) {
    value.kind = ValueKind::deadline;
    return;
  }
  value.ambiguous = true;
  // Words, a comparator, one number and its unit: 按时完成率=100.00%.
  for (const std::string_view sign : {"≥", "≤", "=", ">", "<"}) {
    const std::size_t at = text.find(sign);
    if (at == std::string_view::npos) continue;
    std::string_view rest = text.substr(at);
    const ReadComparator comparator = take_comparator(rest, false);
    const std::string number = take_number(rest);
    if (!number.empty() && is_unit(rest)) {
      value.comparator = comparator;
      value.comparator_printed = true;
      value.number = number;
      value.unit = std::string(rest);
      value.unit_norm = normal_unit(rest);
      value.kind = ValueKind::plain;
    }
    return;
  }
}

}  // namespace

bool names_a_rate(std::string_view name) {
  while (name.ends_with("）") || name.ends_with(")")) {
    const std::size_t open = std::max(name.rfind("（") + 1, name.rfind("(") + 1);
    if (open == 0) break;
    name = name.substr(0, open - 1);
  }
  return name.ends_with("率") || name.ends_with("满意度") || name.ends_with("比例") ||
         name.ends_with("比重");
}

std::string normal_unit(std::string_view unit) {
  std::string narrow = to_half_width(unit);
  if (narrow == "人数") return "人";
  if (narrow == "万") return "万元";
  if (narrow.starts_with("万/")) return "万元" + narrow.substr(std::string_view("万").size());
  if (narrow.starts_with("百分") || narrow == "%%") return narrow == "百分点" ? narrow : "%";
  if (narrow.ends_with("率") || narrow.ends_with("比例") || narrow == "百分") return "%";
  return narrow;
}

bool is_clearly_value(std::string_view compact) {
  std::string narrow = to_half_width(compact);
  std::string_view rest = narrow;
  if (rest.empty() || rest.size() > 90) return false;
  const ReadComparator comparator = take_comparator(rest, false);
  const std::string number = take_number(rest);
  if (comparator != ReadComparator::missing) return !number.empty();
  return !number.empty() && is_unit(rest) && rest.size() <= 24 && !is_deadline(narrow);
}

ReadValue read_value(std::string_view printed, std::string_view compact, std::string_view symbol,
                     std::string_view unit, bool is_rate, ValueOddities& oddities) {
  ReadValue value;
  value.cell.printed = std::string(printed);
  value.cell.text = std::string(compact);
  if (compact.empty() && symbol.empty()) return value;
  oddities.full_width = has_wide_digits(printed);
  // Full-width signs and digits; commas and brackets in words stay as they are for people.
  const std::string narrow = to_half_width(compact);
  std::string_view text = narrow;

  constexpr std::size_t kLongest = 400;
  if (text.size() > kLongest) {
    value.comparator = ReadComparator::qualitative;
    value.kind = ValueKind::text;
    value.ambiguous = has_digit(text);
    return value;
  }
  const bool in_words = symbol == "定性" || symbol == "定性指标";
  if (is_deadline(text) && (symbol.empty() || in_words)) {
    value.comparator = ReadComparator::qualitative;
    value.kind = ValueKind::deadline;
    return value;
  }
  if (read_doubled(text, value)) {
    oddities.doubled = true;
    return value;
  }
  std::string_view rest = text;
  ReadComparator comparator = take_comparator(rest, true);
  std::string_view before = symbol;
  if (comparator == ReadComparator::missing) comparator = take_comparator(before, true);
  const std::string number = take_number(rest);
  for (const auto& [word, meant] :
       {Sign{"以上", ReadComparator::at_least}, Sign{"以内", ReadComparator::at_most},
        Sign{"以下", ReadComparator::at_most}}) {
    if (!number.empty() && comparator == ReadComparator::missing && rest.ends_with(word)) {
      rest.remove_suffix(word.size());
      comparator = meant;
    }
  }
  // 1OO%: what follows the digits looks like digits itself.
  const bool misread =
      rest.size() > 1 && (rest[0] == 'O' || rest[0] == 'o' || rest[0] == 'l' || rest[0] == 'I') &&
      (is_digit(rest[1]) || rest[1] == rest[0] || rest[1] == '%' || rest[1] == '.');
  if (number.empty() || !is_unit(rest) || in_words || misread) {
    read_words(text, value, oddities);
    return value;
  }
  value.comparator = comparator == ReadComparator::missing ? ReadComparator::equal : comparator;
  value.comparator_printed = comparator != ReadComparator::missing;
  value.number = number;
  value.unit = std::string(rest.empty() ? unit : rest);
  value.unit_norm = normal_unit(value.unit);
  if (value.comparator_printed &&
      (value.unit.starts_with("月底") || value.unit == "月" || value.unit.starts_with("月末") ||
       value.unit.starts_with("年底"))) {
    value.kind = ValueKind::deadline;
  }
  constexpr std::size_t kTwiceFour = 6;
  if (is_doubled_digits(number, kTwiceFour)) {
    oddities.doubled = value.suspect = true;
    value.likely = number.substr(0, number.size() / 2) + value.unit;
  }
  if (value.unit_norm == "%" && number.size() >= 3 && number[0] == '1' &&
      (number == "1100" || (number.size() == 3 && number[1] >= '8'))) {
    oddities.default_one = value.suspect = true;
    value.likely = std::string(value.comparator_printed ? name_of(value.comparator) : "") +
                   number.substr(1) + "%";
  }
  if (is_rate && value.unit.empty() && (number.ends_with("09") || number.ends_with("96")) &&
      number.size() >= 4) {
    oddities.misread_percent = value.suspect = true;
  }
  return value;
}

}  // namespace budget::reader
