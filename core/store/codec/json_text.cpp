#include "store/codec/json_text.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace budget {
namespace {

/// Bytes of the UTF-8 character that begins here (Unicode table 3-7); 0 when there is none.
std::size_t character_size(std::string_view text) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return follows(1) ? 2 : 0;
  if ((first & 0xF0U) == 0xE0U) {
    const bool overlong = first == 0xE0 && byte(1) < 0xA0;
    const bool surrogate = first == 0xED && byte(1) > 0x9F;
    return follows(1) && follows(2) && !overlong && !surrogate ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    const bool overlong = first == 0xF0 && byte(1) < 0x90;
    const bool beyond = first == 0xF4 && byte(1) > 0x8F;
    return follows(1) && follows(2) && follows(3) && !overlong && !beyond ? 4 : 0;
  }
  return 0;
}

bool must_escape(unsigned char c) {
  return c < 0x20 || c == '"' || c == '\\';
}
bool is_plain(unsigned char c) {
  return c < 0x80 && !must_escape(c);
}

/// Whether nearly every Chinese character begins here: three bytes, none of the first bytes that
/// forbid something of the second.
bool is_chinese(std::string_view text, std::size_t at) {
  if (text.size() - at < 3) return false;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  return byte(0) > 0xE0 && byte(0) < 0xED && (byte(1) & 0xC0U) == 0x80U &&
         (byte(2) & 0xC0U) == 0x80U;
}

}  // namespace

void JsonText::name(char before, std::string_view name) {
  const std::size_t at = text_.size();
  text_.resize(at + name.size() + 4);
  char* out = text_.data() + at;
  *out++ = before;
  *out++ = '"';
  out = std::ranges::copy(name, out).out;
  *out++ = '"';
  *out = ':';
}

void JsonText::integer(std::int64_t value) {
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  text_.append(digits.data(), end);
}

void JsonText::string(std::string_view value) {
  text_ += '"';
  std::size_t written = 0;
  for (std::size_t at = 0; at < value.size();) {
    const auto c = static_cast<unsigned char>(value[at]);
    if (must_escape(c)) {
      text_.append(value, written, at - written);
      escaped(c);
      written = ++at;
    } else if (c < 0x80) {
      while (++at < value.size() && is_plain(static_cast<unsigned char>(value[at]))) {
      }
    } else if (is_chinese(value, at)) {
      at += 3;
    } else {
      const std::size_t size = character_size(value.substr(at, 4));
      is_utf8_ = is_utf8_ && size > 0;
      at += size > 0 ? size : 1;
    }
  }
  text_.append(value, written);
  text_ += '"';
}

void JsonText::escaped(unsigned char c) {
  constexpr std::string_view kHex = "0123456789abcdef";
  text_ += '\\';
  switch (c) {
    case '"':
    case '\\':
      text_ += static_cast<char>(c);
      break;
    case '\b':
      text_ += 'b';
      break;
    case '\f':
      text_ += 'f';
      break;
    case '\n':
      text_ += 'n';
      break;
    case '\r':
      text_ += 'r';
      break;
    case '\t':
      text_ += 't';
      break;
    default:
      text_ += "u00";
      text_ += kHex[c >> 4U];
      text_ += kHex[c & 15U];
  }
}

}  // namespace budget
