#pragma once

#include <vector>

#include "config/rule_set_file.h"

namespace budget {

/// Versions of one set must follow each other without a gap and without an overlap, and bear
/// different numbers.
void check_versions(std::vector<LoadedRuleSet>& rule_sets);

/// Takes the rules of included sets over, each with the layer of the set it came from. What is
/// included must exist, be valid wherever the including set is, and include nothing in a circle.
void resolve_includes(std::vector<LoadedRuleSet>& rule_sets);

}  // namespace budget
