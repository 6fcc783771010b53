#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "reader/document.h"

namespace budget::reader {

/// How many fields of a kind were held against the transcription, and how many agreed.
struct FieldCount {
  int compared = 0;
  int equal = 0;
};

/// Findings of a kind: those of the transcription that were found, missed, and ours it has not.
struct FindingCount {
  int found = 0;
  int missed = 0;
  int extra = 0;
};

struct Comparison {
  std::map<std::string, FieldCount> fields;
  std::map<std::string, FindingCount> findings;
  std::vector<std::string> differences;
  [[nodiscard]] int compared() const;
  [[nodiscard]] int equal() const;
};

/// The folder with samples and their exact transcriptions beside the repository, if it is there.
[[nodiscard]] std::optional<std::string> samples_folder();
[[nodiscard]] std::string file_text(const std::string& path);
inline const std::vector<std::string> kSamples = {"000_zhengding_2024", "001_xingtai_2023",
                                                  "002_baigou_2026"};
[[nodiscard]] std::string sample_text(const std::string& name);

/// Which parts of a transcription a changed copy can still be held against.
struct ComparisonScope {
  bool lines = true;  ///< findings are compared by line
  bool department = true;
  bool values = true;  ///< columns of the value may be missing
  /// What a changed copy has in place of the sample's words.
  std::vector<std::pair<std::string, std::string>> replaced{};
};

/// Every field of the document against ../shared/expected (its README says what counts as equal).
[[nodiscard]] Comparison compare_with_expected(const ReadDocument& document,
                                               const std::string& sample,
                                               const ComparisonScope& scope = {});
[[nodiscard]] std::string to_table(const std::string& sample, const Comparison& comparison);

}  // namespace budget::reader
