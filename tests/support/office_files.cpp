#include "support/office_files.h"

#include <stdexcept>

#include "config/calendar_file.h"
#include "config/load_file.h"
#include "config/organisation_file.h"
#include "config/payment_file.h"
#include "config/rule_set_file.h"
#include "config/toml_reader.h"
#include "config/workflow_file.h"
#include "store/content_hash.h"
#include "store/deployment.h"

namespace budget::test {
namespace {

void expect_clean(const SourceReport& report) {
  if (report.has_errors()) {
    const Finding finding = report.findings().front();
    throw std::runtime_error(finding.place.to_text() + ": " + finding.message);
  }
}

template <typename T>
T clean(Loaded<T> loaded) {
  expect_clean(loaded.report);
  return std::move(loaded.value);
}

Loaded<OfficeFiles> read_text(std::string_view text, std::string file) {
  Loaded<OfficeFiles> loaded{.value = {}, .report = SourceReport(std::move(file))};
  read_toml(text, loaded.report, [&](TableReader& table) {
    OfficeFiles& files = loaded.value;
    files.organisation = table.text_or("organisation", files.organisation);
    files.workflow = table.text_or("workflow", files.workflow);
    files.workflows = table.texts_if_any("workflows");
    files.rule_set = table.text_or("rule_set", files.rule_set);
    files.calendars = table.text_or("calendars", files.calendars);
    files.region = table.text_or("region", files.region);
    files.year = table.integer_or("year", {2000, 2099}, files.year);
    files.starts_on = table.text_or("starts_on", files.starts_on);
  });
  return loaded;
}

std::filesystem::path sample_folder(const std::string& name) {
  return std::filesystem::path("config/samples") / name;
}

}  // namespace

Calendar load_calendar(const std::string& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    files.push_back(entry.path());
  LoadedCalendar loaded = load_calendar_files(files);
  for (const SourceReport& report : loaded.reports)
    expect_clean(report);
  loaded.value.edition = content_hash(loaded.value);
  return std::move(loaded.value);
}

OfficeFiles read_office_files(const std::filesystem::path& file) {
  if (!std::filesystem::exists(file)) return {};
  return clean(load_file<OfficeFiles>(file, read_text));
}

std::vector<Command> deployment_of(const OfficeFiles& files) {
  const std::vector<RuleSet> rule_sets = {clean(load_rule_set_file(files.rule_set))};
  std::vector<WorkflowDefinition> workflows = {clean(load_workflow_file(files.workflow))};
  for (const std::string& file : files.workflows)
    workflows.push_back(clean(load_workflow_file(file)));
  return budget::deployment_of(clean(load_organisation_file(files.organisation)).organisation,
                               load_calendar(files.calendars), rule_sets, workflows);
}

WorkflowDefinition load_workflow(const std::string& file) {
  return clean(load_workflow_file(file));
}

RuleSet load_rule_set(const std::string& file) {
  LoadedRuleSet loaded = load_rule_set_file(file);
  expect_clean(loaded.report);
  return std::move(loaded.value);
}

ProjectFile sample_projects(const std::string& name) {
  return clean(load_project_file(sample_folder(name) / "projects.toml"));
}

std::vector<Payment> sample_payments(const std::string& name) {
  std::vector<Payment> payments;
  const auto count = read_payments(
      sample_folder(name) / "payments.csv", 1000, [&](PaymentChunk chunk) -> Result<void> {
        if (!chunk.unreadable.empty())
          throw std::runtime_error(name + ": a payment row cannot be read");
        payments.insert(payments.end(), chunk.rows.begin(), chunk.rows.end());
        return {};
      });
  if (!count) throw std::runtime_error(count.error().message);
  return payments;
}

}  // namespace budget::test
