#include <algorithm>
#include <functional>
#include <map>
#include <ostream>

#include "cli/commands.h"
#include "cli/documents/document_check.h"
#include "cli/documents/document_file.h"
#include "cli/findings.h"
#include "cli/local_plugins.h"
#include "cli/progress.h"
#include "cli/report/json_report.h"
#include "cli/report/report_file.h"
#include "cli/table.h"
#include "cli/text_width.h"
#include "engine/rule_report.h"

namespace budget::cli {
namespace {

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
    terminal.out << styled(terminal, "没有读入：", Style::red)
                 << printable(why_unreadable(*checked.unreadable)) << '\n';
    return;
  }
  const Json& document = checked.document;
  terminal.out << title_of_kind(document["kind"].text()) << "，"
               << document["department_name"]["text"].text() << "，"
               << document["fiscal_year"].integer() << "年度，项目 "
               << document["projects"].items().size() << " 个，公开表 "
               << document["tables"].items().size() << " 张，读懂 " << share_accounted(document)
               << '\n';
  std::vector<Finding> findings = checked.findings;  // in the order of the file
  std::ranges::stable_sort(findings, std::greater(), &Finding::level);
  for (Finding& finding : findings) {
    const int line = finding.place.line;
    finding.place.file = line > 0 ? "第" + std::to_string(line) + "行" : std::string("全文");
    if (const std::string name = checked.project_of(finding); !name.empty()) {
      finding.place.file += "，" + name;
      finding.place.field.clear();  // names the project by its code
    }
    finding.place.line = 0;
    print_finding(terminal, terminal.out, finding);
  }
  const std::vector<RuleNotRun> not_run = checked.rules_not_run();
  terminal.out << count_text(checked.findings) << "；规则已查 " << checked.rules_run()
               << " 条，未查 " << not_run.size() << " 条\n";
  print_not_run(terminal, not_run);
}

/// What stands on the terminal.
class TerminalReport final : public CheckReport {
 public:
  explicit TerminalReport(const Terminal& terminal) : terminal_(terminal) {}
  Result<void> add(const CheckedDocument& checked) override {
    print_document(terminal_, checked);
    return {};
  }
  Result<void> finish() override { return {}; }

 private:
  const Terminal& terminal_;
};

Result<std::unique_ptr<CheckReport>> report_for(const Terminal& terminal,
                                                const CheckOptions& options,
                                                const DocumentCheck& check, std::size_t files) {
  if (!options.report.empty()) return open_report(options, check, files);
  if (terminal.is_json)
    return std::unique_ptr<CheckReport>(
        std::make_unique<JsonReport>(terminal.out, check, options.with_document));
  return std::unique_ptr<CheckReport>(std::make_unique<TerminalReport>(terminal));
}

/// What was found in all of the documents.
struct Found {
  std::size_t documents = 0;
  std::size_t unreadable = 0;
  std::map<FindingLevel, std::size_t> findings;

  void add(const CheckedDocument& checked) {
    ++documents;
    if (checked.unreadable) ++unreadable;
    for (const Finding& finding : checked.findings)
      ++findings[finding.level];
  }
  [[nodiscard]] std::string text() {
    return std::to_string(documents) + " 个文件" +
           (unreadable == 0 ? "" : "，其中 " + std::to_string(unreadable) + " 个没有读入") + "，" +
           std::to_string(findings[FindingLevel::error]) + " 个错误，" +
           std::to_string(findings[FindingLevel::warning]) + " 个警告，" +
           std::to_string(findings[FindingLevel::info]) + " 个提示";
  }
};

}  // namespace

Result<ExitCode> run(const Terminal& terminal, const CheckOptions& options) {
  const auto plugins = TRY(LocalPlugins::open(terminal, options.config));
  CheckSetting setting;
  setting.region = RegionCode(options.region);
  if (!options.day.empty()) setting.today = TRY(Date::parse(options.day));
  const auto files = TRY(documents_in(options.files));

  DocumentCheck check(plugins->catalog());
  for (const PluginInfo& plugin : check.missing())
    remark(terminal, "插件 " + plugin.name + " 没有参加检查：" + why_not_asked(plugin));

  Found found;
  Progress progress(terminal, "检查文件", static_cast<std::int64_t>(files.size()));
  ExitCode exit = check.missing().empty() ? ExitCode::ok : ExitCode::findings;
  const auto report = TRY(report_for(terminal, options, check, files.size()));
  for (std::size_t i = 0; i < files.size(); ++i) {
    const CheckedDocument checked = check.check(files[i], setting);
    if (has_errors(checked)) exit = ExitCode::findings;
    found.add(checked);
    progress.finish();
    TRY(report->add(checked));
    progress.advance_to(static_cast<std::int64_t>(i) + 1);
  }
  progress.finish();
  TRY(report->finish());
  if (!options.report.empty() && !terminal.is_json && !terminal.is_quiet)
    terminal.out << "报告已写入 " << printable(options.out) << "：" << found.text() << '\n';
  return exit;
}

}  // namespace budget::cli
