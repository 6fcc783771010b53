#include "page/text.h"

#include <algorithm>

namespace budget::page {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

std::string printable(std::string_view text) {
  constexpr std::string_view kNoCharacters[] = {"\xEF\xBF\xBE", "\xEF\xBF\xBF"};
  std::string safe;
  safe.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte == '\r') {
      if (i + 1 == text.size() || text[i + 1] != '\n') safe += '\n';
    } else if ((byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7F) {
      safe += kReplacement;
    } else if (byte == 0xEF && std::ranges::count(kNoCharacters, text.substr(i, 3)) > 0) {
      safe += kReplacement;
      i += 2;
    } else {
      safe += text[i];
    }
  }
  return safe;
}

std::string escaped(std::string_view text) {
  std::string safe;
  safe.reserve(text.size());
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '&') {
      safe += "&amp;";
    } else if (c == '<') {
      safe += "&lt;";
    } else if (c == '>') {
      safe += "&gt;";
    } else if (c == '"') {
      safe += "&quot;";
    } else if (byte < 0x20 && c != '\n' && c != '\t') {
      safe += kReplacement;
    } else {
      safe += c;
    }
  }
  return safe;
}

int width_of(std::string_view text) {
  int width = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      ++width;
    } else if (byte >= 0xE0) {  // the first byte of a character of three or four
      width += 2;
    } else if (byte >= 0xC0) {
      ++width;
    }
  }
  return width;
}

std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t at = 0;;) {
    const std::size_t end = text.find('\n', at);
    lines.push_back(text.substr(at, end - at));
    if (end == std::string_view::npos) return lines;
    at = end + 1;
  }
}

int lines_of(std::string_view text, int columns) {
  int lines = 0;
  for (const std::string_view line : split_lines(text))
    lines += std::max(1, (width_of(line) + columns - 1) / std::max(1, columns));
  return lines;
}

bool is_plain_number(std::string_view text) {
  constexpr std::size_t kExact = 15;
  if (text.starts_with('-')) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view part =
      point == std::string_view::npos ? std::string_view("0") : text.substr(point + 1);
  if (whole.empty() || part.empty() || whole.size() + part.size() > kExact) return false;
  if (whole.size() > 1 && whole.front() == '0') return false;
  return std::ranges::all_of(whole, is_digit) && std::ranges::all_of(part, is_digit);
}

int decimals_of(std::string_view number) {
  const std::size_t point = number.find('.');
  return point == std::string_view::npos ? 0 : static_cast<int>(number.size() - point - 1);
}

}  // namespace budget::page
