#pragma once

#include <string>

#include "cli/terminal.h"

namespace budget::cli {

/// Gives a file to whoever asked for it: under the name they gave, to standard output without one.
[[nodiscard]] Result<ExitCode> deliver(const Terminal& terminal, const std::string& path,
                                       const std::string& bytes);

}  // namespace budget::cli
