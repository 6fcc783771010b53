#pragma once

#include <memory>

#include "cli/options.h"
#include "cli/report/check_report.h"

namespace budget::cli {

/// The report options.report asks for, at options.out: nothing is there until it is finished.
/// Errors: unavailable when it cannot be written.
[[nodiscard]] Result<std::unique_ptr<CheckReport>> open_report(const CheckOptions& options,
                                                               const DocumentCheck& check,
                                                               std::size_t documents);

}  // namespace budget::cli
