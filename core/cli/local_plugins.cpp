#include "cli/local_plugins.h"

#include "cli/findings.h"
#include "cli/usual_config.h"
#include "config/config_file.h"

namespace budget::cli {

Result<std::unique_ptr<LocalPlugins>> LocalPlugins::open(const Terminal& terminal,
                                                         const std::string& given) {
  const std::string config = config_to_use(terminal, given);
  const Loaded<Configuration> loaded = load_config_file(config);
  if (loaded.report.has_errors()) {
    print_findings(terminal, terminal.err, loaded.report.findings());
    return Error{ErrorCode::invalid_input,
                 "expected a configuration that names importers and rules, but " + config +
                     " cannot be used",
                 "give another one with --config FILE; in its place the one in config/ of this "
                 "folder, of /etc/budgetd or of budgetctl's own installation is used"};
  }
  PluginRegistry::Options options;
  if (!loaded.value.files.plugins.empty()) options.places.folder = loaded.value.files.plugins;
  return std::unique_ptr<LocalPlugins>(new LocalPlugins(loaded.value.plugins, std::move(options)));
}

}  // namespace budget::cli
