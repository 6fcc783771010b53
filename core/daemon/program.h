#pragma once

#include "daemon/arguments.h"

namespace budget {

/// What budgetd ends with; told in docs/operations.md.
enum class ExitCode {
  stopped = 0,
  failed = 1,
  wrong_configuration = 2,
  database_in_use = 3,
  database_too_new = 4
};

/// Does what was asked for; runs until a signal stops it.
[[nodiscard]] ExitCode run(const Arguments& arguments);

}  // namespace budget
