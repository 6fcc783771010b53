#pragma once

#include <filesystem>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "config/source_report.h"

namespace budget::test {

/// "3:8 config.range http.port" of each finding: line, column, rule, field.
std::vector<std::string> places(const std::vector<Finding>& findings);
std::vector<std::string> places(const SourceReport& report);
/// The message of the only finding; what is there instead, if there is not one.
std::string only_message(const SourceReport& report);

/// `text` with the first `old` replaced. The old part must be there.
std::string with(std::string text, std::string_view old, std::string_view replacement);

void write_file(const std::filesystem::path& path, std::string_view text);

}  // namespace budget::test
