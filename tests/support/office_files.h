#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "config/project_file.h"
#include "model/command.h"

namespace budget::test {

/// The configuration an office of a test starts from, and where it stands in the year (given.toml
/// of a case). Every key may be left out; these are the defaults.
struct OfficeFiles {
  std::string organisation = "config/organisation.toml";
  std::string workflow = "workflows/annual_budget.toml";
  std::vector<std::string> workflows;  ///< more than that one
  std::string rule_set = "config/rulesets/hebei.toml";
  std::string calendars = "config/calendars";
  std::string region = "130605";
  int year = 2026;
  std::string starts_on = "2025-10-09";
};

/// Throws std::runtime_error naming what is wrong; a case that cannot be read is a broken test.
[[nodiscard]] OfficeFiles read_office_files(const std::filesystem::path& file);

/// What the files say, as the commands that deploy it.
[[nodiscard]] std::vector<Command> deployment_of(const OfficeFiles& files);

/// The calendar of a folder of files, with its edition.
[[nodiscard]] Calendar load_calendar(const std::string& folder);

/// One file, without a mistake in it.
[[nodiscard]] WorkflowDefinition load_workflow(const std::string& file);
[[nodiscard]] RuleSet load_rule_set(const std::string& file);

/// config/samples/<name>/projects.toml and payments.csv
[[nodiscard]] ProjectFile sample_projects(const std::string& name);
[[nodiscard]] std::vector<Payment> sample_payments(const std::string& name);

}  // namespace budget::test
