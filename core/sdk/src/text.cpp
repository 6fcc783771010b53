#include <budget/text.h>

#include <algorithm>

namespace budget {
namespace {

/// Bytes of the character that begins `rest`; 0: none does. Unicode 15, table 3-7.
std::size_t length_of_character(std::string_view rest) noexcept {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(rest[i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || rest.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((byte(i) & 0xC0U) != 0x80U) return 0;
  if (first == 0xE0 && byte(1) < 0xA0) return 0;
  if (first == 0xED && byte(1) > 0x9F) return 0;
  if (first == 0xF0 && byte(1) < 0x90) return 0;
  if (first == 0xF4 && byte(1) > 0x8F) return 0;
  return length;
}

bool is_control(char c) noexcept {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

}  // namespace

std::string shortened(std::string_view text, std::size_t most) {
  if (text.size() <= most) return std::string(text);
  const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; };
  std::size_t end = most;
  while (end > 0 && continues(text[end]))
    --end;
  return std::string(text.substr(0, end)) + "…";
}

bool is_utf8(std::string_view text) noexcept {
  while (!text.empty()) {
    const std::size_t length = length_of_character(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

bool is_readable(std::string_view text) noexcept {
  return is_utf8(text) && std::ranges::none_of(text, is_control);
}

std::string readable(std::string_view text, std::size_t most) {
  std::string clean;
  while (!text.empty() && clean.size() <= most) {
    const std::size_t length = length_of_character(text);
    if (length == 0) {
      clean += "\uFFFD";
    } else if (is_control(text.front())) {
      clean += ' ';
    } else {
      clean.append(text.substr(0, length));
    }
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return shortened(clean, most);
}

}  // namespace budget
