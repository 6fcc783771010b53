#pragma once

#include <string>

#include "cli/terminal.h"

namespace budget::cli {

/// Verifies a database with a progress bar, and prints the head of its log and every difference.
/// `expected_head`: see VerifyOptions; empty: none.
[[nodiscard]] Result<ExitCode> verify_file(const Terminal& terminal, const std::string& file,
                                           const std::string& expected_head);

}  // namespace budget::cli
