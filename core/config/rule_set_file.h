#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "config/source_report.h"
#include "model/rule_set.h"

namespace budget {

[[nodiscard]] Loaded<RuleSet> read_rule_set(std::string_view text, std::string file);
[[nodiscard]] Loaded<RuleSet> load_rule_set_file(const std::filesystem::path& path);

}  // namespace budget
