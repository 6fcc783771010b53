#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <budget/result.h>

namespace budget {

/// Configuration and project files beyond this are refused unread.
inline constexpr std::size_t kLargestTextFile = 32UL * 1024 * 1024;

/// Errors: not_found, invalid_input for a folder or a device, unavailable when it cannot be looked
/// at.
[[nodiscard]] Result<void> require_regular_file(const std::filesystem::path& path);

/// The whole content of a regular file.
///
/// Errors: not_found, invalid_input for a folder or a device, too_large beyond kLargestTextFile,
/// unavailable when it cannot be opened or read.
[[nodiscard]] Result<std::string> read_text_file(const std::filesystem::path& path);

/// The *.toml files directly in a folder, by name. Errors: not_found, invalid_input when it is no
/// folder, unavailable.
[[nodiscard]] Result<std::vector<std::filesystem::path>> list_toml_files(
    const std::filesystem::path& folder);

}  // namespace budget
