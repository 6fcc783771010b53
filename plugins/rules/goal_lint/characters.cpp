#include "characters.h"

#include <algorithm>

namespace budget::goal_lint {
namespace {

constexpr char32_t kBroken = 0xFFFD;

char32_t folded(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
  switch (c) {
    case U'【':
    case U'〔':
      return U'[';
    case U'】':
    case U'〕':
      return U']';
    case U'≧':
    case U'⩾':
      return U'≥';
    case U'≦':
    case U'⩽':
      return U'≤';
    case U'＂':
      return U'"';
    default:
      return c;
  }
}

bool is_blank(char32_t c) {
  return c <= U' ' || c == 0xA0 || c == 0x3000 || c == 0xFEFF || (c >= 0x2000 && c <= 0x200D);
}

}  // namespace

Text decode(std::string_view utf8) {
  Text text;
  text.reserve(utf8.size() / 2);
  std::size_t at = 0;
  while (at < utf8.size()) {
    const auto lead = static_cast<unsigned char>(utf8[at++]);
    if (lead < 0x80) {
      text.push_back(lead);
      continue;
    }
    const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : -1;
    if (more < 0 || at + static_cast<std::size_t>(more) > utf8.size()) {
      text.push_back(kBroken);
      continue;
    }
    char32_t c = lead & (0x3FU >> static_cast<unsigned>(more));
    for (int i = 0; i < more; ++i)
      c = (c << 6U) | (static_cast<unsigned char>(utf8[at++]) & 0x3FU);
    text.push_back(c);
  }
  return text;
}

std::string encode(View text) {
  std::string utf8;
  utf8.reserve(text.size() * 3);
  const auto tail = [&](char32_t c, unsigned shift) {
    utf8.push_back(static_cast<char>(0x80U | ((c >> shift) & 0x3FU)));
  };
  for (const char32_t c : text) {
    if (c < 0x80) {
      utf8.push_back(static_cast<char>(c));
    } else if (c < 0x800) {
      utf8.push_back(static_cast<char>(0xC0U | (c >> 6U)));
      tail(c, 0);
    } else if (c < 0x10000) {
      utf8.push_back(static_cast<char>(0xE0U | (c >> 12U)));
      tail(c, 6);
      tail(c, 0);
    } else {
      utf8.push_back(static_cast<char>(0xF0U | (c >> 18U)));
      tail(c, 12);
      tail(c, 6);
      tail(c, 0);
    }
  }
  return utf8;
}

Text fold(std::string_view utf8) {
  Text text = decode(utf8);
  std::erase_if(text, is_blank);
  std::transform(text.begin(), text.end(), text.begin(), folded);
  return text;
}

bool has_digit(View text) {
  return std::any_of(text.begin(), text.end(), is_digit);
}

std::uint64_t fingerprint(View text, std::uint64_t seed) {
  for (const char32_t c : text)
    seed = (seed ^ c) * 0x100000001b3U;
  return seed;
}

}  // namespace budget::goal_lint
