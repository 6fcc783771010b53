#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "reader/document.h"

namespace budget::reader {

/// A kind of defect a reader can see. Its rule id is "reader." and the id.
struct Defect {
  std::string_view id;
  FindingLevel level;
  std::string_view title;
};

/// Every kind, in the order of docs; also what `budgetctl rules` can list.
[[nodiscard]] const std::vector<Defect>& all_defects();

/// Collects findings while a document is read; keeps memory bounded whatever comes in.
class Defects {
 public:
  Defects(std::string file_name, std::size_t most) : file_(std::move(file_name)), most_(most) {}

  /// One finding of its own. The first line is its place, all lines are kept with it.
  void add(std::string_view id, std::vector<int> lines, std::string message, std::string quote = {},
           std::string treatment = {}, std::string field = {}, std::string cell = {});
  /// A layout effect that repeats: one finding per kind, which gathers all lines.
  void gather(std::string_view id, int line, std::string_view quote, std::string_view treatment);

  [[nodiscard]] std::vector<Observation> take();
  [[nodiscard]] std::size_t count(std::string_view id) const;

 private:
  std::string file_;
  std::size_t most_;
  std::size_t left_out_ = 0;
  std::vector<Observation> found_;
  std::map<std::string, std::size_t, std::less<>> gathered_;  ///< id → index in found_
};

}  // namespace budget::reader
