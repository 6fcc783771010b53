#include "cli/database_file.h"

#include <filesystem>
#include <ostream>

#include "cli/findings.h"
#include "config/config_file.h"

namespace budget::cli {

std::optional<std::string> database_file(const Terminal& terminal, const DatabaseChoice& choice) {
  std::string file = choice.database;
  if (file.empty()) {
    const Loaded<Configuration> loaded =
        load_config_file(choice.config.empty() ? kUsualConfig : choice.config);
    print_findings(terminal, terminal.err, loaded.report.findings());
    if (loaded.report.has_errors()) {
      return std::nullopt;
    }
    file = loaded.value.storage.database.string();
  }
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(file, ignored)) {
    print_error(terminal,
                Error{ErrorCode::not_found, "expected a database, but there is no file " + file,
                      "name one with --database, or a configuration with --config"});
    return std::nullopt;
  }
  return file;
}

}  // namespace budget::cli
