#pragma once

#include <string>
#include <vector>

#include "model/project.h"

namespace budget {

/// One field that two versions of a project do not have in common.
struct FieldChange {
  std::string field;  ///< "budget", "plan[3]", "indicators[产出指标/数量指标/人数].value"
  std::string title;  ///< what people call it: "预算数（万元）"
  std::string before;  ///< as people read it; empty: there was nothing
  std::string after;   ///< likewise
  friend bool operator==(const FieldChange&, const FieldChange&) = default;
};

/// What changed from one version to the other, field by field, in the order of the sheet. Plan
/// nodes are compared by month, goals by number, indicators by their path. Empty: nothing.
[[nodiscard]] std::vector<FieldChange> differences(const Project& before, const Project& after);

}  // namespace budget
