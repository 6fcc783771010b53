#pragma once

#include <string>
#include <vector>

#include <budget/json.h>

namespace budget::test {

/// Values of two budget.document/1 held against each other. Blanks do not count; nor do places,
/// printed forms of texts, findings, counts of characters and pages, which belong to a file and not
/// to the budget.
struct ModelComparison {
  int compared = 0;
  std::vector<std::string> differences;  ///< "projects[3].name: a | b"
};

[[nodiscard]] ModelComparison compare_models(const Json& one, const Json& other);

}  // namespace budget::test
