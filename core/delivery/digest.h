#pragma once

#include <string>
#include <string_view>

#include <budget/result.h>

namespace budget {

[[nodiscard]] std::string hmac_sha256(std::string_view key, std::string_view text);
[[nodiscard]] std::string to_base64(std::string_view bytes);
[[nodiscard]] std::string to_hex(std::string_view bytes);
/// Errors: invalid_input.
[[nodiscard]] Result<std::string> from_base64(std::string_view text);

}  // namespace budget
