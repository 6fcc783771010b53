#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "cli/exit_code.h"

namespace budget::cli {

/// budgetctl from its words (without the program's name) to its exit code. Faults come out as
/// exceptions.
[[nodiscard]] ExitCode run_program(const std::vector<std::string>& words, std::ostream& out,
                                   std::ostream& err);

}  // namespace budget::cli
