#pragma once

#include <string>

namespace budget {

/// A performance goal (绩效目标) of a project or a department: numbered text.
struct Goal {
  int number = 0;  ///< as printed, from 1
  std::string text;
  friend bool operator==(const Goal&, const Goal&) = default;
};

}  // namespace budget
