#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/state.h"

namespace budget {

inline constexpr int kLargestPage = 1000;

struct Page {
  int limit = 100;         ///< 1 to kLargestPage
  std::int64_t after = 0;  ///< continue behind this row's id; 0: from the start
};

struct PersonName {
  PersonId id;
  std::string name;  ///< the id again when nobody of this id is known
};

/// What somebody may see: whole regions and single departments. Nothing when both are empty.
struct Sight {
  std::vector<RegionCode> regions;
  std::vector<DepartmentId> departments;
};

}  // namespace budget
