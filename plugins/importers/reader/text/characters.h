#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>

namespace budget::reader {

/// No place, where a place in a text, a row or a grid is told.
constexpr std::size_t kNone = static_cast<std::size_t>(-1);

/// One character of UTF-8 text and how many bytes it takes. A broken byte is U+FFFD of length 1.
struct Character {
  char32_t value = 0;
  std::size_t length = 1;
};

[[nodiscard]] Character character_at(std::string_view text, std::size_t at);
/// Spaces of every width, tabs, line ends, and characters that show nothing at all.
[[nodiscard]] bool is_blank(char32_t character);
[[nodiscard]] bool is_han(char32_t character);
[[nodiscard]] inline bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// How many characters a text has that are not blank.
[[nodiscard]] std::size_t count_characters(std::string_view text);
[[nodiscard]] bool has_blank(std::string_view text);
[[nodiscard]] std::string without_blanks(std::string_view text);
/// Without the blanks at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);
/// True where a blank stands between two Han characters, as print never does and OCR often.
[[nodiscard]] bool has_blank_inside_words(std::string_view text);
/// The same, also where only one side is Han: `2023 年`, `≤30 天`.
[[nodiscard]] bool has_blank_beside_words(std::string_view text);
/// For people and comparison: no blanks next to Han characters and signs, single ones elsewhere.
[[nodiscard]] std::string tidy(std::string_view text);
/// Full-width letters, digits and signs (１２３，％．) as their narrow forms; nothing else changes.
[[nodiscard]] std::string to_half_width(std::string_view text);
/// Digits, letters and the signs of numbers only: brackets, commas and colons stay as printed.
[[nodiscard]] std::string with_narrow_digits(std::string_view text);
[[nodiscard]] bool has_wide_digits(std::string_view text);
[[nodiscard]] bool has_full_width(std::string_view text);

/// How many ASCII digits a text begins with.
[[nodiscard]] inline std::size_t digits_before(std::string_view text) {
  std::size_t count = 0;
  while (count < text.size() && is_digit(text[count]))
    ++count;
  return count;
}
[[nodiscard]] inline bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}
[[nodiscard]] inline bool contains_any(std::string_view text,
                                       std::initializer_list<std::string_view> words) {
  for (const std::string_view word : words) {
    if (contains(text, word)) return true;
  }
  return false;
}
/// Takes a prefix off the front; false, and nothing done, when the text begins otherwise.
bool skip(std::string_view& text, std::string_view prefix);
/// A number written in Han digits at the beginning (一, 十二, 三十一); 0 when there is none.
/// `length` becomes the bytes read.
[[nodiscard]] int han_number(std::string_view text, std::size_t& length);

}  // namespace budget::reader
