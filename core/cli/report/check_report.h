#pragma once

#include <string>

#include "cli/documents/document_check.h"

namespace budget::cli {

/// What becomes of documents that were checked: they come one by one, so that a folder of them is
/// never in memory at once.
class CheckReport {
 public:
  CheckReport() = default;
  CheckReport(const CheckReport&) = delete;
  CheckReport& operator=(const CheckReport&) = delete;
  virtual ~CheckReport() = default;
  /// Errors: unavailable when it cannot be written.
  virtual Result<void> add(const CheckedDocument& checked) = 0;
  virtual Result<void> finish() = 0;
};

// What all of them say in the same words.

/// "绩效文本"
[[nodiscard]] std::string title_of_kind(const std::string& kind);
/// "100.0 %" of the file's characters.
[[nodiscard]] std::string share_accounted(const Json& document);
/// Why a file was not read, for clerks, with the error's own words behind it.
[[nodiscard]] std::string why_unreadable(const Error& error);
/// Whether somebody must look at it: it was not read, a rule found an error, or a plugin could not
/// check it.
[[nodiscard]] bool has_errors(const CheckedDocument& checked);

}  // namespace budget::cli
