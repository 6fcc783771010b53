#pragma once

#include <string>
#include <variant>
#include <vector>

#include "cli/exit_code.h"
#include "cli/options.h"

namespace budget::cli {

struct Invocation {
  GlobalOptions globals;
  CommandOptions command;
};

/// The command line asked for help, or cannot be understood: what to print, and the end of it.
struct Explanation {
  ExitCode exit = ExitCode::ok;
  std::string text;  ///< to standard output when exit is ok, to standard error otherwise
};

/// `words` without the program's name.
[[nodiscard]] std::variant<Invocation, Explanation> parse_arguments(
    const std::vector<std::string>& words);

/// A command as typed, with its own long options: "cycle open" and "--year", "--region" …
struct CommandSyntax {
  std::string name;
  std::vector<std::string> options;
};

/// All commands in the order of the help: what the manual and the completion must know.
[[nodiscard]] std::vector<CommandSyntax> command_syntaxes();

}  // namespace budget::cli
