#pragma once

#include <filesystem>

#include <budget/json.h>
#include <budget/result.h>

namespace budget {

/// A plugin's options in a file of their own, such as the options.toml beside a plugin's source:
/// what would stand under [plugins.options]. Errors: those of read_text_file; invalid_input with
/// the place of the first mistake.
[[nodiscard]] Result<Json> read_options_file(const std::filesystem::path& path);

}  // namespace budget
