#pragma once

#include <string>
#include <vector>

#include <budget/json.h>

#include "model/project_difference.h"

namespace budget {

/// What became of a table, a section of the narrative or the department's own part.
struct PartChange {
  enum class State { added, changed, unchanged, gone } state = State::added;
  std::string title;  ///< "表1 部门预算收支总表", "三、机关运行经费安排情况"
  std::vector<FieldChange> changes;  ///< of a changed table: its cells
  std::size_t untold = 0;            ///< changes beyond the first 200
};

/// Compares all but the goal sheets of two documents (budget.document/1). `before` null: everything
/// is new. A row is met by its first two filled cells, a cell by its column's name. Pure.
[[nodiscard]] std::vector<PartChange> compare_parts(const Json& before, const Json& after);

[[nodiscard]] const char* name_of(PartChange::State state) noexcept;

}  // namespace budget
