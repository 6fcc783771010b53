#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <budget/finding.h>

#include "config/config_file.h"
#include "config/organisation_file.h"
#include "model/calendar.h"
#include "model/rule_set.h"
#include "model/workflow_definition.h"

namespace budget {

/// Everything budgetd.toml names, read and checked.
struct LoadedConfiguration {
  Configuration configuration;
  OrganisationFile organisation;
  std::vector<WorkflowDefinition> workflows;  ///< in the order of their files' names
  std::vector<RuleSet> rule_sets;             ///< likewise
  Calendar calendar;
};

/// `loaded` only when no finding is an error. Findings: file by file, in the order of reading, each
/// file from its top.
struct LoadReport {
  std::optional<LoadedConfiguration> loaded;
  std::vector<Finding> findings;
};

/// Holds one plugin's entry against the plugin itself. The findings' place.field is a key of the
/// entry ("file", "options.window"); their line and column are filled in by the caller.
using PluginCheck = std::function<std::vector<Finding>(const Configuration&, const PluginEntry&)>;

/// Reads budgetd.toml and all it names. Used at start, on SIGHUP and by the check. Never throws for
/// what a file says. The plugins themselves are not looked at: a bad one must not stop the start.
[[nodiscard]] LoadReport load_all(const std::filesystem::path& config_file);

/// What was found, in numbers, whether usable or not.
struct LoadSummary {
  int regions = 0;
  int departments = 0;
  int roles = 0;
  int people = 0;
  int people_with_token = 0;
  std::vector<std::string> workflows;  ///< ids
  std::vector<std::string> rule_sets;
  std::vector<std::string> plugins;  ///< names
  std::vector<int> published_years;
  std::vector<int> provisional_years;
  friend bool operator==(const LoadSummary&, const LoadSummary&) = default;
};

struct CheckReport {
  std::vector<Finding> findings;
  LoadSummary summary;
};

/// The same reading as load_all, for `budgetctl config check`, with a look at each plugin when
/// there is a check for it.
[[nodiscard]] CheckReport check_all(const std::filesystem::path& config_file,
                                    const PluginCheck& check_plugin = {});

}  // namespace budget
