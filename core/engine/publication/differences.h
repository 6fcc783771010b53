#pragma once

#include <string>
#include <vector>

#include <budget/json.h>

namespace budget {

/// One value that is not what it was.
struct Difference {
  std::string where;   ///< "表1 一般公共预算拨款收入", "项目 艾滋病补助"
  std::string what;    ///< the column or field
  std::string before;  ///< empty: it was not there
  std::string after;   ///< empty: it is there no more
};

/// What of a budget.document/1 changed, in the order of print: amounts of the tables by item and
/// column, the narrative by paragraph, projects by code (or name) and field. Blanks and the order
/// of rows do not count. Pure.
[[nodiscard]] std::vector<Difference> differences(const Json& before, const Json& after);

/// The same, of the projects alone.
[[nodiscard]] std::vector<Difference> project_differences(const Json& before, const Json& after);

[[nodiscard]] Json differences_json(const std::vector<Difference>& list);

/// A page with the list, for exporters; `against` says what was compared with.
[[nodiscard]] Json differences_pages(const std::vector<Difference>& list, const std::string& title,
                                     const std::string& against);

}  // namespace budget
