#pragma once

#include <boost/json/array.hpp>
#include <iosfwd>
#include <span>

#include <budget/finding.h>

#include "cli/terminal.h"

namespace budget::cli {

/// "baigou.toml:12:5: 错误: …" with the quoted text and the treatment below it.
void print_finding(const Terminal& terminal, std::ostream& stream, const Finding& finding);
void print_findings(const Terminal& terminal, std::ostream& stream,
                    std::span<const Finding> findings);

/// 错误, 警告 or 提示.
[[nodiscard]] const char* level_title(FindingLevel level);

/// "2 个错误，1 个警告"
[[nodiscard]] std::string count_text(std::span<const Finding> findings);

[[nodiscard]] boost::json::array to_json(std::span<const Finding> findings);

}  // namespace budget::cli
