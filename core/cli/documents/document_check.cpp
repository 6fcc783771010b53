#include "cli/documents/document_check.h"

#include <algorithm>
#include <tuple>

#include <budget/plugin.h>

#include "cli/documents/document_file.h"
#include "cli/local_plugins.h"
#include "engine/documents/named_document.h"
#include "engine/documents/payload.h"
#include "engine/documents/reading.h"
#include "engine/rule_report.h"

namespace budget::cli {
namespace {

namespace fs = std::filesystem;

constexpr ReportLimits kCheckLimits{.findings = 100'000};

// The years rules can be asked about: docs/plugin-payloads.md.
constexpr std::int64_t kFirstYear = 1900;
constexpr std::int64_t kLastYear = 9999;

bool can(const PluginInfo& info, const char* capability) {
  return std::ranges::find(info.capabilities, capability) != info.capabilities.end();
}

FindingLevel level_named(const std::string& name) {
  if (name == "error") return FindingLevel::error;
  return name == "info" ? FindingLevel::info : FindingLevel::warning;
}

/// The importer's own findings stand in the document.
void add_findings_of(const Json& document, const std::string& file,
                     std::vector<Finding>& findings) {
  for (const Json& found : document["findings"].items()) {
    Finding finding;
    finding.rule = RuleId(found["rule"].text());
    finding.level = level_named(found["level"].text());
    finding.place.file = file;
    finding.place.line = static_cast<int>(found["line"].integer());
    finding.place.cell = found["cell"].text();
    finding.place.field = found["field"].text();
    finding.message = found["message"].text();
    finding.quote = found["quote"].text();
    finding.treatment = found["treatment"].text();
    findings.push_back(std::move(finding));
  }
}

/// The project a finding is about, for rules that say only which: "projects[CODE].plan". Null where
/// it is about none.
const Json* project_at(const Json& document, const std::string& field) {
  constexpr std::string_view kBefore = "projects[";
  if (!field.starts_with(kBefore)) return nullptr;
  const std::size_t end = field.find(']');
  if (end == std::string::npos) return nullptr;
  const std::string code = field.substr(kBefore.size(), end - kBefore.size());
  if (code.empty()) return nullptr;
  const Json::Array& projects = document["projects"].items();
  const auto found = std::ranges::find_if(
      projects, [&](const Json& project) { return words_of(project["code"]) == code; });
  return found == projects.end() ? nullptr : &*found;
}

int line_of_project(const Json& document, const std::string& field) {
  const Json* project = project_at(document, field);
  return project == nullptr ? 0 : static_cast<int>((*project)["source"]["line"].integer());
}

PluginReport undated(const PluginInfo& info) {
  PluginReport report;
  report.pin.plugin = PluginName(info.name);
  report.problem = "文件里没有读出预算年度，规则无从检查";
  return report;
}

Date day_of(const Json& document, const CheckSetting& setting) {
  if (setting.today) return *setting.today;
  const Result<Date> day = Date::of(static_cast<int>(document["fiscal_year"].integer()), 1, 1);
  return day ? *day : Date();
}

}  // namespace

std::size_t CheckedDocument::count(FindingLevel level) const {
  return static_cast<std::size_t>(std::ranges::count(findings, level, &Finding::level));
}

std::string CheckedDocument::project_of(const Finding& finding) const {
  const Json* project = project_at(document, finding.place.field);
  return project == nullptr ? std::string() : words_of((*project)["name"]);
}

std::size_t CheckedDocument::rules_run() const {
  std::size_t count = 0;
  for (const PluginReport& report : reports)
    count += report.run.size();
  return count;
}

std::vector<RuleNotRun> CheckedDocument::rules_not_run() const {
  std::vector<RuleNotRun> all;
  for (const PluginReport& report : reports) {
    if (!report.problem.empty()) all.push_back({RuleId(report.pin.plugin.text()), report.problem});
    all.insert(all.end(), report.not_run.begin(), report.not_run.end());
  }
  return all;
}

DocumentCheck::DocumentCheck(PluginCatalog& plugins) : plugins_(plugins) {
  for (PluginInfo& info : plugins_.plugins()) {
    const bool is_ready = info.stage == PluginStage::active;
    if (!is_ready && info.stage != PluginStage::shadow) {
      missing_.push_back(std::move(info));
    } else if (is_ready && can(info, BUDGET_RULE_CHECK)) {
      Rules rules{std::move(info), {}};
      PluginCall call;
      call.capability = BUDGET_RULE_LIST;
      call.payload = Json::object().set("schema", BUDGET_RULE_LIST).to_text();
      call.budget_ms = kLongestCall;
      if (const auto reply = plugins_.call(rules.info.name, call)) {
        const auto listed = read_rule_descriptions(reply->result, kCheckLimits);
        for (const RuleDescription& rule : listed ? *listed : std::vector<RuleDescription>()) {
          rules.listed.push_back(rule.id);
          titles_[rule.id] = rule.title;
        }
      }
      rules_.push_back(std::move(rules));
    }
  }
}

Result<Json> DocumentCheck::read(const fs::path& file, CheckedDocument& checked) {
  std::string bytes = TRY(bytes_of_document(file));
  const ReadFile read =
      TRY(read_file(plugins_, file.filename().string(), std::move(bytes), kLongestCall));
  checked.importer = read.importer.plugin.text();
  Json document = TRY(Json::parse(read.document));
  if (has_budget(document)) return document;
  return no_budget_in(file.filename().string());
}

PluginReport DocumentCheck::ask(const Rules& rules, const std::string& payload) {
  PluginCall call;
  call.capability = BUDGET_RULE_CHECK;
  call.payload = payload;
  call.budget_ms = kLongestCall;
  PluginReport report;
  const auto reply = plugins_.call(rules.info.name, call);
  auto read = reply ? read_rule_report(reply->result, rules.listed, kCheckLimits)
                    : Result<PluginReport>(reply.error());
  if (read) {
    report = *std::move(read);
  } else {
    report.problem = reply ? "插件的报告不合格式，技术原因：" + read.error().message
                           : why_no_report(reply.error());
  }
  report.pin.plugin = PluginName(rules.info.name);
  return report;
}

CheckedDocument DocumentCheck::check(const fs::path& file, const CheckSetting& setting) {
  CheckedDocument checked;
  checked.file = file.string();
  Result<Json> document = read(file, checked);
  if (!document) {
    checked.unreadable = document.error();
    return checked;
  }
  checked.document = *std::move(document);
  hold(checked, setting);
  return checked;
}

CheckedDocument DocumentCheck::check(Json document, const std::string& name,
                                     const CheckSetting& setting) {
  CheckedDocument checked;
  checked.file = name;
  checked.document = std::move(document);
  hold(checked, setting);
  return checked;
}

void DocumentCheck::hold(CheckedDocument& checked, const CheckSetting& setting) {
  add_findings_of(checked.document, checked.file, checked.findings);
  DocumentSetting shown;
  shown.today = day_of(checked.document, setting);
  shown.region = setting.region.empty() ? region_in(checked.document) : setting.region;
  const std::string payload = document_payload(checked.document, shown).to_text();
  const std::int64_t year = checked.document["fiscal_year"].integer();
  const bool is_dated = year >= kFirstYear && year <= kLastYear;
  for (const Rules& rules : rules_) {
    PluginReport report = is_dated ? ask(rules, payload) : undated(rules.info);
    for (Finding& finding : report.findings) {
      finding.place.file = checked.file;
      if (finding.place.line == 0)
        finding.place.line = line_of_project(checked.document, finding.place.field);
      checked.findings.push_back(std::move(finding));
    }
    report.findings.clear();
    checked.reports.push_back(std::move(report));
  }
  std::ranges::stable_sort(checked.findings, {}, [](const Finding& finding) {
    return std::tuple(finding.place.line, -static_cast<int>(finding.level));
  });
}

}  // namespace budget::cli
