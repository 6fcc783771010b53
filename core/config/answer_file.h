#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "config/source_report.h"

namespace budget {

/// Answers to the questions of an import, one a line:
///
///   plan_label = "amount"                              # to the whole question
///   "same_code[13060526P00002810078Y]" = "last"        # to one of its items
[[nodiscard]] Loaded<std::map<std::string, std::string>> load_answer_file(
    const std::filesystem::path& path);

}  // namespace budget
