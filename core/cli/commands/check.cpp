#include <algorithm>
#include <map>
#include <ostream>

#include "cli/commands.h"
#include "cli/document_check.h"
#include "cli/findings.h"
#include "cli/progress.h"
#include "cli/table.h"
#include "config/config_file.h"
#include "plugin_host/plugin_registry.h"

namespace budget::cli {
namespace {

/// What plugins say goes to a person only where it became a finding or a reason.
class NoLogger final : public Logger {
 public:
  void write(LogLevel, std::string_view, std::initializer_list<LogField>) override {}
};

constexpr std::int64_t kWhole = 1000;  // per mille

std::string share_accounted(const Json& document) {
  const std::int64_t all = document["file"]["characters"].integer();
  if (all == 0) return "没有文字";
  const std::int64_t share = document["file"]["characters_accounted"].integer() * kWhole / all;
  return std::to_string(share / 10) + "." + std::to_string(share % 10) + " %";
}

std::string kind_title(const std::string& kind) {
  if (kind == "performance_text") return "绩效文本";
  return kind == "budget_disclosure" ? "预算公开" : "其他文本";
}

Json finding_json(const Finding& finding) {
  Json json = Json::object();
  json.set("rule", finding.rule.text()).set("level", name_of(finding.level));
  json.set("line", finding.place.line).set("cell", finding.place.cell);
  json.set("field", finding.place.field).set("message", finding.message);
  return json.set("quote", finding.quote).set("treatment", finding.treatment);
}

Json to_json(const CheckedDocument& checked, bool with_document) {
  Json json = Json::object();
  json.set("file", checked.file);
  if (checked.unreadable) {
    return json.set("error", Json::object()
                                 .set("code", name_of(checked.unreadable->code))
                                 .set("detail", checked.unreadable->message)
                                 .set("hint", checked.unreadable->hint));
  }
  const Json& document = checked.document;
  json.set("importer", checked.importer).set("kind", document["kind"]);
  json.set("department_name", document["department_name"]["text"]);
  json.set("fiscal_year", document["fiscal_year"]);
  json.set("projects", document["projects"].items().size());
  json.set("tables", document["tables"].items().size());
  json.set("characters", document["file"]["characters"]);
  json.set("characters_accounted", document["file"]["characters_accounted"]);
  Json findings = Json::array();
  for (const Finding& finding : checked.findings)
    findings.push(finding_json(finding));
  Json run = Json::array();
  for (const PluginReport& report : checked.reports)
    for (const RuleId& rule : report.run)
      run.push(rule.text());
  Json not_run = Json::array();
  for (const RuleNotRun& rule : checked.rules_not_run())
    not_run.push(Json::object().set("rule", rule.rule.text()).set("reason", rule.reason));
  json.set("findings", std::move(findings)).set("rules_run", std::move(run));
  json.set("rules_not_run", std::move(not_run));
  if (with_document) json.set("document", document);
  return json;
}

/// Rules with one reason share a line.
void print_not_run(const Terminal& terminal, const std::vector<RuleNotRun>& not_run) {
  std::map<std::string, std::string> by_reason;
  for (const RuleNotRun& rule : not_run) {
    std::string& rules = by_reason[rule.reason];
    rules += (rules.empty() ? "" : " ") + rule.rule.text();
  }
  for (const auto& [reason, rules] : by_reason)
    terminal.out << "  未查（" << reason << "）：" << rules << '\n';
}

void print_document(const Terminal& terminal, const CheckedDocument& checked) {
  terminal.out << '\n' << styled(terminal, "══ " + checked.file + " ══", Style::bold) << '\n';
  if (checked.unreadable) {
    terminal.out << styled(terminal, "没有读入：", Style::red) << checked.unreadable->message
                 << '\n';
    return;
  }
  const Json& document = checked.document;
  terminal.out << kind_title(document["kind"].text()) << "，"
               << document["department_name"]["text"].text() << "，"
               << document["fiscal_year"].integer() << "年度，项目 "
               << document["projects"].items().size() << " 个，公开表 "
               << document["tables"].items().size() << " 张，读懂 " << share_accounted(document)
               << '\n';
  for (Finding finding : checked.findings) {
    finding.place.file = "第" + std::to_string(finding.place.line) + "行";
    finding.place.line = 0;
    print_finding(terminal, terminal.out, finding);
  }
  const std::vector<RuleNotRun> not_run = checked.rules_not_run();
  terminal.out << count_text(checked.findings) << "；规则已查 " << checked.rules_run()
               << " 条，未查 " << not_run.size() << " 条\n";
  print_not_run(terminal, not_run);
}

bool has_errors(const CheckedDocument& checked) {
  return checked.unreadable || std::ranges::any_of(checked.findings, [](const Finding& finding) {
           return finding.level == FindingLevel::error;
         });
}

}  // namespace

Result<ExitCode> run(const Terminal& terminal, const CheckOptions& options) {
  const Loaded<Configuration> configuration = load_config_file(options.config);
  if (configuration.report.has_errors()) {
    print_findings(terminal, terminal.err, configuration.report.findings());
    return Error{ErrorCode::invalid_input,
                 "expected a configuration that names importers and rules, but " + options.config +
                     " cannot be used",
                 "give another one with --config FILE"};
  }
  CheckSetting setting;
  setting.region = RegionCode(options.region);
  if (!options.day.empty()) setting.today = TRY(Date::parse(options.day));
  const auto files = TRY(documents_in(options.files));

  NoLogger logger;
  PluginRegistry::Options places;
  if (!configuration.value.files.plugins.empty())
    places.places.folder = configuration.value.files.plugins;
  PluginRegistry plugins(configuration.value.plugins, {}, std::move(places), logger);
  DocumentCheck check(plugins);
  for (const PluginInfo& plugin : check.missing())
    remark(terminal, "插件 " + plugin.name + " 没有参加检查：" + plugin.problem);

  Progress progress(terminal, "检查文件", static_cast<std::int64_t>(files.size()));
  ExitCode exit = check.missing().empty() ? ExitCode::ok : ExitCode::findings;
  if (terminal.is_json) terminal.out << "{\"files\":[";
  for (std::size_t i = 0; i < files.size(); ++i) {
    const CheckedDocument checked = check.check(files[i], setting);
    if (has_errors(checked)) exit = ExitCode::findings;
    if (terminal.is_json) {
      terminal.out << (i == 0 ? "" : ",") << to_json(checked, options.with_document).to_text();
    } else {
      progress.finish();
      print_document(terminal, checked);
    }
    progress.advance_to(static_cast<std::int64_t>(i) + 1);
  }
  progress.finish();
  if (terminal.is_json) {
    Json missing = Json::array();
    for (const PluginInfo& plugin : check.missing())
      missing.push(Json::object().set("name", plugin.name).set("problem", plugin.problem));
    terminal.out << "],\"plugins_missing\":" << missing.to_text() << "}\n";
  }
  return exit;
}

}  // namespace budget::cli
