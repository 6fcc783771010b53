#pragma once

#include <string_view>
#include <vector>

#include <budget/plugin.hpp>

namespace budget::disclosure {

/// Every rule of this plugin as rules.txt tells it, in its order.
[[nodiscard]] const std::vector<plugin::RuleText>& catalog();
/// The level of a rule of the catalog. A name that is not there is a fault.
[[nodiscard]] FindingLevel level_of(std::string_view rule);

}  // namespace budget::disclosure
