#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <budget/date.h>
#include <budget/result.h>

#include "engine/queries.h"

namespace budget {

/// What follows the question mark. Errors of all functions: invalid_input naming the parameter.
class QueryParameters {
 public:
  /// Refuses what is not in `known`, what comes twice, and what is not UTF-8. A parameter without a
  /// value is not there.
  [[nodiscard]] static Result<QueryParameters> parse(std::string_view query,
                                                     std::span<const std::string_view> known);

  [[nodiscard]] const std::string* find(std::string_view name) const;
  /// A name as in the configuration: letters, digits, `_`, `-`, `.`; at most 100 bytes.
  [[nodiscard]] Result<std::optional<std::string>> name(std::string_view name) const;
  [[nodiscard]] Result<std::optional<std::int64_t>> integer(std::string_view name, std::int64_t low,
                                                            std::int64_t high) const;
  [[nodiscard]] Result<bool> flag(std::string_view name) const;  ///< true, false; missing: false
  [[nodiscard]] Result<std::optional<FiscalYear>> year() const;
  [[nodiscard]] Result<Page> page() const;  ///< limit and after

 private:
  std::vector<std::pair<std::string, std::string>> given_;
};

/// A whole number and nothing else. Errors: invalid_input.
[[nodiscard]] Result<std::int64_t> parse_integer(std::string_view what, std::string_view text,
                                                 std::int64_t low, std::int64_t high);

}  // namespace budget
