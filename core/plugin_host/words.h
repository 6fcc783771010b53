#pragma once

#include <string>
#include <string_view>

#include <budget/plugin.h>

namespace budget {

[[nodiscard]] inline std::string_view view_of(budget_bytes bytes) {
  return {bytes.data == nullptr ? "" : bytes.data,
          bytes.data == nullptr ? 0 : static_cast<std::size_t>(bytes.size)};
}
[[nodiscard]] inline budget_bytes bytes_of(std::string_view text) {
  return {text.data(), text.size()};
}

/// UTF-8 without control characters, line breaks and tabs included.
[[nodiscard]] bool is_readable(std::string_view text);
/// UTF-8, whatever is in it.
[[nodiscard]] bool is_valid_utf8(std::string_view text);

/// Readable whatever it was: other bytes become U+FFFD, control characters blanks; at most so many
/// bytes.
[[nodiscard]] std::string made_readable(std::string_view text, std::size_t most);

}  // namespace budget
