#pragma once

#include <budget/result.h>

namespace budget::cli {

/// What budgetctl ends with. Part of the interface: scripts branch on it.
enum class ExitCode {
  ok = 0,
  findings = 1,  ///< done, but something is wrong with what was looked at: findings, differences,
                 ///< refused rows
  usage = 2,     ///< the command line, or a file it names, cannot be used
  refused = 3,   ///< the daemon (or, offline, the engine or the store) said no
  unavailable = 4,  ///< nobody answers, or try again later
  fault = 5,        ///< a bug or a failing machine
};

/// What a refusal ends with.
[[nodiscard]] ExitCode exit_code_of(ErrorCode code) noexcept;

}  // namespace budget::cli
