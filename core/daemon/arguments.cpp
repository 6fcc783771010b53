#include "daemon/arguments.h"

#include <string_view>

namespace budget {

Result<Arguments> parse_arguments(std::span<const char* const> words) {
  Arguments arguments;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    if (word == "--help" || word == "-h") {
      arguments.task = Arguments::Task::help;
    } else if (word == "--version") {
      arguments.task = Arguments::Task::version;
    } else if (word == "--check") {
      arguments.task = Arguments::Task::check;
    } else if (word == "--safe-mode") {
      arguments.is_safe_mode = true;
    } else if (word == "--config" || word == "--port-file") {
      if (i + 1 == words.size()) {
        return Error{ErrorCode::invalid_input,
                     "expected a file after " + std::string(word) + ", but there is none"};
      }
      (word == "--config" ? arguments.config : arguments.port_file) = words[++i];
    } else {
      return Error{ErrorCode::invalid_input,
                   "expected an option, but budgetd knows no " + std::string(word),
                   "budgetd --help lists the options"};
    }
  }
  return arguments;
}

std::string usage() {
  return "usage: budgetd [--config FILE] [--port-file FILE] [--safe-mode] [--check] [--version] "
         "[--help]\n"
         "\n"
         "  --config FILE      configuration, config/budgetd.toml without\n"
         "  --port-file FILE   write the port in use here once ready (for port = 0)\n"
         "  --safe-mode        leave out plugins that did not come with budgetd\n"
         "  --check            read the configuration, tell all that is wrong with it, and end\n"
         "\n"
         "SIGTERM, SIGINT: finish what is in hand and end.  SIGHUP: read the configuration again.\n"
         "Ends with 0 when stopped as asked, 1 when it cannot start or go on, 2 when the command "
         "line or the\n"
         "configuration is wrong, 3 when another process has the database, 4 when the database is "
         "from a newer version.\n";
}

}  // namespace budget
