#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "config/source_report.h"
#include "model/rule_set.h"

namespace budget {

/// A rule set with the sets whose rules it takes over, not yet resolved.
struct LoadedRuleSet : Loaded<RuleSet> {
  std::vector<RuleSetId> includes;
};

[[nodiscard]] LoadedRuleSet read_rule_set(std::string_view text, std::string file);
[[nodiscard]] LoadedRuleSet load_rule_set_file(const std::filesystem::path& path);

}  // namespace budget
