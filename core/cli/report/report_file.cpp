#include "cli/report/report_file.h"

#include <filesystem>
#include <fstream>
#include <optional>

#include "cli/report/html_report.h"
#include "cli/report/json_report.h"
#include "cli/report/xlsx_report.h"

namespace budget::cli {
namespace {

namespace fs = std::filesystem;

Error cannot_write(const fs::path& file, const std::string& why) {
  return {ErrorCode::unavailable, "expected to write " + file.string() + ", but " + why,
          "choose another --out"};
}

/// Takes its place when it is whole, so that nobody reads half a report.
Result<void> take_place(const fs::path& part, const fs::path& file) {
  std::error_code problem;
  fs::rename(part, file, problem);
  if (!problem) return {};
  return cannot_write(file, problem.message());
}

fs::path part_of(const fs::path& file) {
  return file.string() + ".part";
}

/// The unfinished file; gone with this unless it took its place.
class PartFile {
 public:
  explicit PartFile(fs::path file) : file_(std::move(file)) {}
  PartFile(const PartFile&) = delete;
  PartFile& operator=(const PartFile&) = delete;
  ~PartFile() {
    std::error_code ignored;
    fs::remove(part_of(file_), ignored);
  }
  Result<void> take_place() const { return budget::cli::take_place(part_of(file_), file_); }
  [[nodiscard]] const fs::path& path() const { return file_; }

 private:
  fs::path file_;
};

/// A report in a text file.
template <typename Written>
class TextFile final : public CheckReport {
 public:
  explicit TextFile(const fs::path& file)
      : file_(file), out_(part_of(file), std::ios::binary | std::ios::trunc) {}

  template <typename... Rest>
  Result<void> begin(const Rest&... rest) {
    if (!out_) return cannot_write(file_.path(), "it cannot be opened");
    report_.emplace(out_, rest...);
    return {};
  }
  Result<void> add(const CheckedDocument& checked) override {
    TRY(report_->add(checked));
    if (!out_) return cannot_write(file_.path(), "the disk may be full");
    return {};
  }
  Result<void> finish() override {
    TRY(report_->finish());
    out_.close();
    if (!out_) return cannot_write(file_.path(), "the disk may be full");
    return file_.take_place();
  }

 private:
  PartFile file_;
  std::ofstream out_;
  std::optional<Written> report_;
};

/// One workbook.
class WorkbookFile final : public CheckReport {
 public:
  WorkbookFile(const fs::path& file, const DocumentCheck& check)
      : file_(file), report_(part_of(file), check, XlsxReport::Scope::one_document) {}
  Result<void> add(const CheckedDocument& checked) override { return report_.add(checked); }
  Result<void> finish() override { return file_.take_place(); }

 private:
  PartFile file_;
  XlsxReport report_;
};

template <typename Written, typename... Rest>
Result<std::unique_ptr<CheckReport>> text_file(const fs::path& file, const Rest&... rest) {
  auto made = std::make_unique<TextFile<Written>>(file);
  TRY(made->begin(rest...));
  return std::unique_ptr<CheckReport>(std::move(made));
}

}  // namespace

Result<std::unique_ptr<CheckReport>> open_report(const CheckOptions& options,
                                                 const DocumentCheck& check,
                                                 std::size_t documents) {
  const fs::path out(options.out);
  if (options.report == "html") return text_file<HtmlReport>(out, check);
  if (options.report == "json") return text_file<JsonReport>(out, check, options.with_document);
  if (documents == 1)
    return std::unique_ptr<CheckReport>(std::make_unique<WorkbookFile>(out, check));
  std::error_code problem;
  fs::create_directories(out, problem);
  if (problem || !fs::is_directory(out, problem))
    return cannot_write(out, "several documents need a folder, and it cannot be made");
  return std::unique_ptr<CheckReport>(
      std::make_unique<XlsxReport>(out, check, XlsxReport::Scope::folder));
}

}  // namespace budget::cli
