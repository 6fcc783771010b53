#pragma once

#include <vector>

#include <budget/options.h>

namespace budget {

/// Options a schema allows, as the plugin sees them: the defaults, and something plausible where
/// there is none.
[[nodiscard]] Json plausible_options(const std::vector<Option>& schema);

}  // namespace budget
