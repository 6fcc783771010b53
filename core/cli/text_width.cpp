#include "cli/text_width.h"

#include <utf8proc.h>

#include <array>
#include <cstdio>

namespace budget::cli {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

/// One character and its bytes; `code` is negative where the bytes are not UTF-8.
struct Character {
  utf8proc_int32_t code = -1;
  std::string_view bytes;
};

Character first_of(std::string_view text) {
  Character found;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  const auto length =
      utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size()), &found.code);
  found.bytes = text.substr(0, length > 0 ? static_cast<std::size_t>(length) : 1);
  return found;
}

bool is_control(utf8proc_int32_t code) {
  const auto category = utf8proc_category(code);
  return category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_CF ||
         category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP;
}

int columns_of(const Character& character) {
  return character.code < 0 ? 1 : utf8proc_charwidth(character.code);
}

}  // namespace

int width_of(std::string_view text) {
  int columns = 0;
  while (!text.empty()) {
    const Character next = first_of(text);
    columns += columns_of(next);
    text.remove_prefix(next.bytes.size());
  }
  return columns;
}

std::string cut(std::string_view text, int columns) {
  if (width_of(text) <= columns) {
    return std::string(text);
  }
  std::string kept;
  int left = columns - 1;
  while (!text.empty()) {
    const Character next = first_of(text);
    left -= columns_of(next);
    if (left < 0) {
      break;
    }
    kept += next.bytes;
    text.remove_prefix(next.bytes.size());
  }
  return kept + "…";
}

std::string printable(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  while (!text.empty()) {
    const Character next = first_of(text);
    if (next.code < 0) {
      clean += kReplacement;
    } else if (is_control(next.code)) {
      clean += ' ';
    } else {
      clean += next.bytes;
    }
    text.remove_prefix(next.bytes.size());
  }
  return clean;
}

std::string quoted_toml(std::string_view text) {
  std::string whole = "\"";
  while (!text.empty()) {
    const Character next = first_of(text);
    if (next.code < 0) {
      whole += kReplacement;
    } else if (is_control(next.code)) {
      std::array<char, 11> escape{};
      const char* form = next.code > 0xFFFF ? "\\U%08X" : "\\u%04X";
      (void)std::snprintf(escape.data(), escape.size(), form, static_cast<unsigned>(next.code));
      whole += escape.data();
    } else {
      if (next.bytes == "\"" || next.bytes == "\\") whole += '\\';
      whole += next.bytes;
    }
    text.remove_prefix(next.bytes.size());
  }
  return whole + "\"";
}

}  // namespace budget::cli
