#include "reader/text/characters.h"

namespace budget::reader {
namespace {

constexpr char32_t kBroken = 0xFFFD;

unsigned byte_at(std::string_view text, std::size_t at) {
  return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
}

bool is_word_character(char32_t c) {
  return c < 0x80 && ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
}

bool may_hold_blank(unsigned char byte) {
  return byte <= 0x20 || byte == 0xC2 || byte == 0xE1 || byte == 0xE2 || byte == 0xE3 ||
         byte == 0xEF;
}

}  // namespace

Character character_at(std::string_view text, std::size_t at) {
  const unsigned first = byte_at(text, at);
  if (first < 0x80) return {first, 1};
  const auto tail = [&](std::size_t offset) { return byte_at(text, at + offset); };
  const auto is_tail = [](unsigned byte) { return (byte & 0xC0U) == 0x80U; };
  if ((first & 0xE0U) == 0xC0U && is_tail(tail(1))) {
    return {((first & 0x1FU) << 6U) | (tail(1) & 0x3FU), 2};
  }
  if ((first & 0xF0U) == 0xE0U && is_tail(tail(1)) && is_tail(tail(2))) {
    return {((first & 0x0FU) << 12U) | ((tail(1) & 0x3FU) << 6U) | (tail(2) & 0x3FU), 3};
  }
  if ((first & 0xF8U) == 0xF0U && is_tail(tail(1)) && is_tail(tail(2)) && is_tail(tail(3))) {
    return {((first & 0x07U) << 18U) | ((tail(1) & 0x3FU) << 12U) | ((tail(2) & 0x3FU) << 6U) |
                (tail(3) & 0x3FU),
            4};
  }
  return {kBroken, 1};
}

bool is_blank(char32_t c) {
  return c <= 0x20 || c == 0x85 || c == 0xA0 || c == 0xAD || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200F) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x2060 || c == 0x3000 || c == 0xFEFF;
}

bool is_han(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == 0x3007 ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

std::size_t count_characters(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Character c = character_at(text, at);
    count += is_blank(c.value) ? 0 : 1;
    at += c.length;
  }
  return count;
}

bool has_blank(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (!may_hold_blank(static_cast<unsigned char>(text[at]))) {
      ++at;
      continue;
    }
    const Character c = character_at(text, at);
    if (is_blank(c.value)) return true;
    at += c.length;
  }
  return false;
}

std::string without_blanks(std::string_view text) {
  std::string kept;
  kept.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Character c = character_at(text, at);
    if (!is_blank(c.value)) kept.append(text.substr(at, c.length));
    at += c.length;
  }
  return kept;
}

std::string_view trimmed(std::string_view text) {
  std::size_t begin = 0;
  while (begin < text.size()) {
    const Character c = character_at(text, begin);
    if (!is_blank(c.value)) break;
    begin += c.length;
  }
  std::size_t end = text.size();
  while (end > begin) {
    std::size_t start = end - 1;
    while (start > begin && (static_cast<unsigned char>(text[start]) & 0xC0U) == 0x80U)
      --start;
    if (!is_blank(character_at(text, start).value)) break;
    end = start;
  }
  return text.substr(begin, end - begin);
}

namespace {

template <typename Test>
bool any_inner_blank(std::string_view text, Test test) {
  char32_t before = 0;
  bool blank = false;
  for (std::size_t at = 0; at < text.size();) {
    const Character c = character_at(text, at);
    at += c.length;
    if (is_blank(c.value)) {
      blank = true;
      continue;
    }
    if (blank && before != 0 && test(is_han(before), is_han(c.value))) return true;
    blank = false;
    before = c.value;
  }
  return false;
}

}  // namespace

bool has_blank_inside_words(std::string_view text) {
  return any_inner_blank(text, [](bool left, bool right) { return left && right; });
}

bool has_blank_beside_words(std::string_view text) {
  return any_inner_blank(text, [](bool left, bool right) { return left || right; });
}

std::string tidy(std::string_view text) {
  std::string kept;
  kept.reserve(text.size());
  char32_t before = 0;
  bool blank = false;
  for (std::size_t at = 0; at < text.size();) {
    const Character c = character_at(text, at);
    if (is_blank(c.value)) {
      blank = true;
    } else {
      if (blank && is_word_character(before) && is_word_character(c.value)) kept.push_back(' ');
      kept.append(text.substr(at, c.length));
      before = c.value;
      blank = false;
    }
    at += c.length;
  }
  return kept;
}

std::string to_half_width(std::string_view text) {
  std::string kept;
  kept.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Character c = character_at(text, at);
    if (c.value >= 0xFF01 && c.value <= 0xFF5E) {
      kept.push_back(static_cast<char>(c.value - 0xFF01 + '!'));
    } else {
      kept.append(text.substr(at, c.length));
    }
    at += c.length;
  }
  return kept;
}

namespace {

bool is_wide_digit_or_sign(char32_t c) {
  return (c >= 0xFF10 && c <= 0xFF19) || (c >= 0xFF21 && c <= 0xFF3A) ||
         (c >= 0xFF41 && c <= 0xFF5A) || (c >= 0xFF1C && c <= 0xFF1E) || c == 0xFF05 ||
         c == 0xFF0E || c == 0xFF0F || c == 0xFF0B || c == 0xFF0D;
}

}  // namespace

bool has_wide_digits(std::string_view text) {
  for (std::size_t at = text.find('\xEF'); at < text.size(); at = text.find('\xEF', at + 1)) {
    if (is_wide_digit_or_sign(character_at(text, at).value)) return true;
  }
  return false;
}

std::string with_narrow_digits(std::string_view text) {
  std::string kept;
  kept.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Character c = character_at(text, at);
    if (is_wide_digit_or_sign(c.value)) {
      kept.push_back(static_cast<char>(c.value - 0xFF01 + '!'));
    } else {
      kept.append(text.substr(at, c.length));
    }
    at += c.length;
  }
  return kept;
}

bool has_full_width(std::string_view text) {
  for (std::size_t at = 0; at + 2 < text.size(); ++at) {
    if (static_cast<unsigned char>(text[at]) != 0xEF) continue;
    const char32_t c = character_at(text, at).value;
    if (c >= 0xFF01 && c <= 0xFF5E) return true;
  }
  return false;
}

bool skip(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

int han_number(std::string_view text, std::size_t& length) {
  static constexpr std::string_view kDigits = "一二三四五六七八九";
  constexpr std::size_t kWide = 3;
  int total = 0;
  int digit = 0;
  std::size_t at = 0;
  for (; at + kWide <= text.size(); at += kWide) {
    const std::string_view c = text.substr(at, kWide);
    const std::size_t place = kDigits.find(c);
    if (c == "十") {
      total += (digit == 0 ? 1 : digit) * 10;
      digit = 0;
    } else if (place != std::string_view::npos && place % kWide == 0) {
      if (digit != 0) break;
      digit = static_cast<int>(place / kWide) + 1;
    } else {
      break;
    }
  }
  length = at;
  return total + digit;
}

}  // namespace budget::reader
