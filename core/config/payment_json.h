#pragma once

#include <istream>
#include <string>
#include <vector>

#include <budget/result.h>

#include "config/payment_csv.h"

namespace budget {

/// Whether the first character that is no blank begins an array or an object.
[[nodiscard]] bool begins_as_json(std::istream& input);

/// The members of the first object: what the columns are called. Errors: invalid_input.
[[nodiscard]] Result<std::vector<std::string>> json_names(std::istream& input);

/// Reads objects one after the other, from an array of them or from lines: one at a time, so that
/// memory does not grow with the file.
class JsonRecords {
 public:
  JsonRecords(std::istream& input, std::vector<std::string> names);

  /// The next object as fields in the order of `names`; null at the end. A broken one has a
  /// problem; reading goes on behind it where its end can be told.
  [[nodiscard]] const CsvRecord* next();

 private:
  [[nodiscard]] bool read_object();

  std::istream& input_;
  std::vector<std::string> names_;
  CsvRecord record_;
};

}  // namespace budget
