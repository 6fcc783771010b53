#include "http/utf8.h"

namespace budget {
namespace {

/// Bytes after the first one, and the range allowed for the second; Unicode 15, table 3-7.
struct Form {
  int following = -1;
  unsigned char low = 0x80;
  unsigned char high = 0xBF;
};

Form form_of(unsigned char first) {
  if (first < 0x80) return {0};
  if (first >= 0xC2 && first <= 0xDF) return {1};
  if (first == 0xE0) return {2, 0xA0, 0xBF};
  if (first == 0xED) return {2, 0x80, 0x9F};
  if (first >= 0xE1 && first <= 0xEF) return {2};
  if (first == 0xF0) return {3, 0x90, 0xBF};
  if (first >= 0xF1 && first <= 0xF3) return {3};
  if (first == 0xF4) return {3, 0x80, 0x8F};
  return {};
}

}  // namespace

bool is_utf8(std::string_view text) noexcept {
  for (std::size_t i = 0; i < text.size(); ++i) {
    Form form = form_of(static_cast<unsigned char>(text[i]));
    if (form.following < 0 || text.size() - i <= static_cast<std::size_t>(form.following))
      return false;
    for (; form.following > 0; --form.following) {
      const auto next = static_cast<unsigned char>(text[++i]);
      if (next < form.low || next > form.high) return false;
      form.low = 0x80;
      form.high = 0xBF;
    }
  }
  return true;
}

}  // namespace budget
