#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace budget::cli {

/// Its options as they are written, without --help.
[[nodiscard]] std::vector<std::string> long_options(const CLI::App& command);

/// What to say of the first word that is neither a command nor an option where it stands, with the
/// nearest known one; empty when all are.
[[nodiscard]] std::string unknown_word(CLI::App& app, const std::vector<std::string>& words);

}  // namespace budget::cli
