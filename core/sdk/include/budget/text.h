#pragma once

#include <string>
#include <string_view>

namespace budget {

/// At most `most` bytes of a text, never half a UTF-8 character, with "…" behind when something was
/// left out. Messages quote what people wrote; half a character would make them invalid JSON.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t most);

}  // namespace budget
