#pragma once

#include <iosfwd>

#include "cli/report/check_report.h"

namespace budget::cli {

/// {"files": […], "plugins_missing": […]}, a document at a time.
class JsonReport final : public CheckReport {
 public:
  /// `with_document`: what was read as well.
  JsonReport(std::ostream& out, const DocumentCheck& check, bool with_document);
  Result<void> add(const CheckedDocument& checked) override;
  Result<void> finish() override;

 private:
  std::ostream& out_;
  const DocumentCheck& check_;
  bool with_document_;
  bool is_first_ = true;
};

}  // namespace budget::cli
