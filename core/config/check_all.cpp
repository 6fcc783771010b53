#include "config/check_all.h"

#include <algorithm>

#include "config/calendar_file.h"
#include "config/cross_checks.h"
#include "config/rule_layers.h"
#include "config/text_file.h"
#include "config/workflow_file.h"

namespace budget {
namespace {

/// All the files, each with its report.
struct Everything {
  Loaded<Configuration> configuration;
  Loaded<OrganisationFile> organisation;
  std::vector<Loaded<WorkflowDefinition>> workflows;
  std::vector<LoadedRuleSet> rule_sets;
  LoadedCalendar calendar;
};

/// The files of a folder named in budgetd.toml; a folder that gives none is a finding there.
std::vector<std::filesystem::path> files_of(SourceReport& report, const char* option,
                                            const std::filesystem::path& folder,
                                            FindingLevel when_empty) {
  if (folder.empty()) return {};  // reported when it was read
  Result<std::vector<std::filesystem::path>> files = list_toml_files(folder);
  if (!files) {
    report.report("config.file", option, files.error().message + "; " + files.error().hint);
    return {};
  }
  if (files->empty()) {
    report.report(
        "config.file", option,
        "expected at least one *.toml in the folder " + folder.string() + ", but there is none", {},
        when_empty);
  }
  return std::move(*files);
}

void check_plugins(Loaded<Configuration>& file, const PluginCheck& check_plugin) {
  for (std::size_t i = 0; i < file.value.plugins.size(); ++i) {
    const std::string prefix = "plugins[" + std::to_string(i) + "]";
    if (file.report.has_finding_in(prefix)) continue;
    for (Finding& finding : check_plugin(file.value, file.value.plugins[i]))
      file.report.adopt(std::move(finding), prefix + ".");
  }
}

std::vector<std::string> names_of(const std::vector<PluginEntry>& plugins) {
  std::vector<std::string> names;
  for (const PluginEntry& plugin : plugins)
    names.push_back(plugin.name);
  return names;
}

Everything read_everything(const std::filesystem::path& config_file,
                           const PluginCheck& check_plugin = {}) {
  Everything all;
  all.configuration = load_config_file(config_file);
  SourceReport& report = all.configuration.report;
  if (!report.is_parsed()) return all;
  const Configuration::Files& files = all.configuration.value.files;
  if (check_plugin) check_plugins(all.configuration, check_plugin);

  if (!files.organisation.empty()) all.organisation = load_organisation_file(files.organisation);
  for (const auto& file :
       files_of(report, "files.rule_sets", files.rule_sets, FindingLevel::error)) {
    all.rule_sets.push_back(load_rule_set_file(file));
  }
  all.calendar = load_calendar_files(
      files_of(report, "files.calendars", files.calendars, FindingLevel::warning));
  for (const auto& file :
       files_of(report, "files.workflows", files.workflows, FindingLevel::error)) {
    all.workflows.push_back(load_workflow_file(file));
  }

  check_versions(all.rule_sets);
  resolve_includes(all.rule_sets);
  check_ids(all.workflows);
  check_others(all.workflows);
  const bool knows_rule_sets =
      std::ranges::all_of(all.rule_sets, [](const auto& file) { return file.report.is_parsed(); });
  const bool knows_roles = all.organisation.report.is_parsed();
  const bool knows_calendar = std::ranges::none_of(
      all.calendar.reports, [](const SourceReport& year) { return year.has_errors(); });
  const bool knows_people = knows_roles && !all.organisation.report.has_errors();
  check_channels(all.configuration, knows_roles ? &all.organisation.value.organisation : nullptr);
  const std::vector<std::string> plugins = names_of(all.configuration.value.plugins);
  for (Loaded<WorkflowDefinition>& workflow : all.workflows) {
    check_gates(workflow, plugins);
    if (knows_rule_sets) check_rule_set(workflow, all.rule_sets);
    if (knows_roles) check_roles(workflow, all.organisation.value.organisation);
    if (knows_people) check_people(workflow, all.organisation.value.organisation);
    if (knows_calendar) check_calendar(workflow, all.calendar.value);
  }
  return all;
}

/// Absolute paths inside, but a path given as relative is shown as relative.
std::vector<Finding> findings_of(const Everything& all, const std::filesystem::path& config_file) {
  std::vector<const SourceReport*> reports = {&all.configuration.report, &all.organisation.report};
  for (const auto& file : all.rule_sets)
    reports.push_back(&file.report);
  for (const auto& report : all.calendar.reports)
    reports.push_back(&report);
  for (const auto& file : all.workflows)
    reports.push_back(&file.report);

  std::error_code unknown;
  const std::filesystem::path here = std::filesystem::current_path(unknown);
  std::vector<Finding> findings;
  for (const SourceReport* report : reports) {
    for (Finding& finding : report->findings()) {
      std::string& file = finding.place.file;
      if (config_file.is_relative() && !unknown)
        file = std::filesystem::path(file).lexically_proximate(here).string();
      findings.push_back(std::move(finding));
    }
  }
  return findings;
}

LoadSummary summary_of(const Everything& all) {
  LoadSummary summary;
  const OrganisationFile& file = all.organisation.value;
  summary.regions = static_cast<int>(file.organisation.regions.size());
  summary.departments = static_cast<int>(file.organisation.departments.size());
  summary.roles = static_cast<int>(file.organisation.roles.size());
  summary.people = static_cast<int>(file.organisation.people.size());
  summary.people_with_token = static_cast<int>(file.token_hashes.size());
  for (const auto& workflow : all.workflows)
    summary.workflows.push_back(workflow.value.id.text());
  for (const auto& rule_set : all.rule_sets)
    summary.rule_sets.push_back(rule_set.value.id.text());
  for (const PluginEntry& plugin : all.configuration.value.plugins)
    summary.plugins.push_back(plugin.name);
  for (const auto& [number, year] : all.calendar.value.years) {
    (year.published ? summary.published_years : summary.provisional_years).push_back(number);
  }
  return summary;
}

}  // namespace

LoadReport load_all(const std::filesystem::path& config_file) {
  Everything all = read_everything(config_file);
  LoadReport report{.loaded = std::nullopt, .findings = findings_of(all, config_file)};
  if (has_errors(report.findings)) return report;
  LoadedConfiguration& loaded = report.loaded.emplace();
  loaded.configuration = std::move(all.configuration.value);
  loaded.organisation = std::move(all.organisation.value);
  for (auto& workflow : all.workflows)
    loaded.workflows.push_back(std::move(workflow.value));
  // The newest version of a set is deployed last: new work uses it.
  std::ranges::stable_sort(all.rule_sets, {}, [](const auto& file) { return file.value.version; });
  for (auto& rule_set : all.rule_sets)
    loaded.rule_sets.push_back(std::move(rule_set.value));
  loaded.calendar = std::move(all.calendar.value);
  return report;
}

CheckReport check_all(const std::filesystem::path& config_file, const PluginCheck& check_plugin) {
  const Everything all = read_everything(config_file, check_plugin);
  return {.findings = findings_of(all, config_file), .summary = summary_of(all)};
}

}  // namespace budget
