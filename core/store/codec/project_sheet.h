#pragma once

#include <string>
#include <vector>

#include "model/goal.h"
#include "model/indicator.h"

namespace budget {

/// What of a project only people read; kept apart so that the start does not load it.
struct ProjectSheet {
  std::string purpose;
  std::vector<Goal> goals;
  std::vector<Indicator> indicators;
};

}  // namespace budget
