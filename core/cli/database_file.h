#pragma once

#include <optional>
#include <string>

#include "cli/options.h"
#include "cli/terminal.h"

namespace budget::cli {

/// The file an offline command looks at: the one given, or the one the configuration names
/// (config/budgetd.toml without). What is wrong with the configuration is printed; then, or when
/// there is no such file, there is none.
[[nodiscard]] std::optional<std::string> database_file(const Terminal& terminal,
                                                       const DatabaseChoice& choice);

}  // namespace budget::cli
