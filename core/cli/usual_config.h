#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cli/terminal.h"

namespace budget::cli {

/// Where a configuration is looked for when none was named and the folder one stands in has none:
/// that of this machine's daemon, the one that came with a program in `bin`, the one of the source
/// tree it was built in.
[[nodiscard]] std::vector<std::filesystem::path> other_configs(const std::filesystem::path& bin);

/// `given`, unless it is the usual one and not there: then the first of `others` that can be read,
/// or `given` where none can.
[[nodiscard]] std::string config_among(const std::string& given,
                                       const std::vector<std::filesystem::path>& others);

/// The configuration for a command that needs no daemon; says which one when it is not the one of
/// this folder.
[[nodiscard]] std::string config_to_use(const Terminal& terminal, const std::string& given);

}  // namespace budget::cli
