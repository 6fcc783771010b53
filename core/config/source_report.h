#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <budget/finding.h>

namespace budget {

/// Lines and columns count from 1, columns in characters; 0 means not known.
struct SourcePosition {
  int line = 0;
  int column = 0;
};

/// A file being read: where its parts stand, by field ("stages[2].role"), and what is wrong with
/// them.
class SourceReport {
 public:
  explicit SourceReport(std::string file = {}) : file_(std::move(file)) {}

  [[nodiscard]] const std::string& file() const { return file_; }
  /// False when the file could not be read at all, so that nothing may be concluded from what is
  /// missing in it.
  [[nodiscard]] bool is_parsed() const { return !positions_.empty(); }

  void note(std::string field, SourcePosition position);
  /// Of the field, or of the nearest part around it that is written in the file.
  [[nodiscard]] SourcePosition position_of(std::string_view field) const;

  void report(const char* rule, std::string field, std::string message, std::string quote = {},
              FindingLevel level = FindingLevel::error);
  void report_at(SourcePosition position, const char* rule, std::string field, std::string message,
                 std::string quote = {}, FindingLevel level = FindingLevel::error);
  /// Takes over a finding of the model; its field gets `prefix` in front and its place in this
  /// file.
  void adopt(Finding finding, const std::string& prefix = {});

  /// The items of a list are others now: what is said of the new item i stands where the old item
  /// from[i] stood.
  void rearrange(const std::string& list, const std::vector<std::size_t>& from);

  /// Whether something is wrong with the field or with a part of it.
  [[nodiscard]] bool has_finding_in(std::string_view field) const;
  [[nodiscard]] bool has_errors() const;
  /// In the order of the file; beyond kMostFindings only their number.
  [[nodiscard]] std::vector<Finding> findings() const;

  static constexpr std::size_t kMostFindings = 1000;

 private:
  std::string file_;
  std::map<std::string, SourcePosition, std::less<>> positions_;
  std::vector<Finding> findings_;
  std::size_t left_out_ = 0;
};

/// What a file says, as far as it could be read. Without errors in the report the value is
/// complete.
template <typename T>
struct Loaded {
  T value{};
  SourceReport report{};
};

[[nodiscard]] bool has_errors(std::span<const Finding> findings);

}  // namespace budget
