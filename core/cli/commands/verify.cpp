#include "cli/commands.h"
#include "cli/database_file.h"
#include "cli/verification.h"

namespace budget::cli {

Result<ExitCode> run(const Terminal& terminal, const VerifyOptions& options) {
  const auto file = database_file(terminal, options.from);
  return file ? verify_file(terminal, *file, options.expected_head) : ExitCode::usage;
}

}  // namespace budget::cli
