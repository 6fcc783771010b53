#pragma once

#include <string>
#include <vector>

#include "engine/state.h"

namespace budget::test {

/// The names of the parts in which two states differ; none when they are the same.
[[nodiscard]] std::vector<std::string> difference(const State& a, const State& b);

}  // namespace budget::test
