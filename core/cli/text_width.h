#pragma once

#include <string>
#include <string_view>

namespace budget::cli {

/// Terminal columns a text takes: 2 for a Chinese character, 0 for a combining mark.
[[nodiscard]] int width_of(std::string_view text);

/// The text, or as much of it as fits, with "…" in the last column. columns ≥ 1.
[[nodiscard]] std::string cut(std::string_view text, int columns);

/// The text on one line: control characters become blanks and broken UTF-8 becomes U+FFFD, so that
/// what others wrote can neither move the cursor nor colour the screen.
[[nodiscard]] std::string printable(std::string_view text);

/// As a TOML basic string, with its quotation marks. Control characters are written as \uXXXX, so
/// that the text comes back as it was; only broken UTF-8 becomes U+FFFD.
[[nodiscard]] std::string quoted_toml(std::string_view text);

}  // namespace budget::cli
