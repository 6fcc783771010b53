#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cli/report/check_report.h"

namespace budget::cli {

/// Workbooks with the cells of the documents marked and commented.
///
/// One document: one workbook. Several: a folder with one for each, and 汇总.xlsx with the findings
/// of all.
class XlsxReport final : public CheckReport {
 public:
  enum class Scope { one_document, folder };
  XlsxReport(std::filesystem::path out, const DocumentCheck& check, Scope scope)
      : out_(std::move(out)), check_(check), scope_(scope) {}

  Result<void> add(const CheckedDocument& checked) override;
  Result<void> finish() override;

 private:
  /// What the summary says of one document.
  struct Line {
    std::string file;
    std::string workbook;  ///< empty: none, it could not be read
    std::string problem;
    std::string department;
    std::string share;
    std::size_t errors = 0;
    std::size_t warnings = 0;
    std::size_t infos = 0;
    std::size_t rules_run = 0;
    std::size_t rules_not_run = 0;
  };

  [[nodiscard]] Result<void> write_workbook(const std::filesystem::path& file,
                                            const CheckedDocument& checked) const;
  [[nodiscard]] Result<void> write_summary() const;
  [[nodiscard]] std::filesystem::path free_name(const std::string& document) const;

  std::filesystem::path out_;
  const DocumentCheck& check_;
  Scope scope_;
  std::vector<Line> lines_;
};

}  // namespace budget::cli
