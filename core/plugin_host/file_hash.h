#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include <budget/result.h>

namespace budget {

/// SHA-256 in lower-case hex.
[[nodiscard]] std::string sha256_of(std::string_view bytes);
/// Errors: not_found, unavailable.
[[nodiscard]] Result<std::string> sha256_of_file(const std::filesystem::path& file);

}  // namespace budget
