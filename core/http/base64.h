#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace budget {

/// The bytes of base64 text (RFC 4648, with its padding, without line breaks); nothing when it is
/// none. Private to core/http.
[[nodiscard]] std::optional<std::string> bytes_of_base64(std::string_view text);

}  // namespace budget
