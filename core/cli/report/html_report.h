#pragma once

#include <map>
#include <ostream>
#include <string>

#include "cli/report/check_report.h"

namespace budget::cli {

/// One page that needs nothing else, to be read and printed.
class HtmlReport final : public CheckReport {
 public:
  HtmlReport(std::ostream& out, const DocumentCheck& check);
  Result<void> add(const CheckedDocument& checked) override;
  Result<void> finish() override;

 private:
  void write_findings(const CheckedDocument& checked, FindingLevel level);
  void write_rules(const CheckedDocument& checked);
  [[nodiscard]] std::string title_of(const RuleId& rule) const;

  std::ostream& out_;
  const DocumentCheck& check_;
  int documents_ = 0;
};

}  // namespace budget::cli
