#include "cli/exit_code.h"

namespace budget::cli {

ExitCode exit_code_of(ErrorCode code) noexcept {
  switch (code) {
    case ErrorCode::unavailable:
      return ExitCode::unavailable;
    case ErrorCode::internal:
      return ExitCode::fault;
    default:
      return ExitCode::refused;
  }
}

}  // namespace budget::cli
