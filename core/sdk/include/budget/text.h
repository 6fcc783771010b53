#pragma once

#include <string>
#include <string_view>

namespace budget {

/// At most `most` bytes of a text, never half a UTF-8 character, with "…" behind when something was
/// left out. Messages quote what people wrote; half a character would make them invalid JSON.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t most);

/// Well-formed UTF-8, whatever is in it: no overlong forms, no surrogates, nothing beyond U+10FFFF.
[[nodiscard]] bool is_utf8(std::string_view text) noexcept;

/// UTF-8 without control characters, line breaks and tabs included.
[[nodiscard]] bool is_readable(std::string_view text) noexcept;

/// Readable whatever came in: other bytes become U+FFFD, control characters blanks. At most `most`
/// bytes, with "…" behind when something was left out.
[[nodiscard]] std::string readable(std::string_view text, std::size_t most);

}  // namespace budget
