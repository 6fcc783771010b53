#include "cli/report/html_report.h"

#include <algorithm>

#include "cli/findings.h"
#include "engine/rule_report.h"

namespace budget::cli {
namespace {

constexpr const char* kHead = R"(<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>预算文件检查报告</title>
<style>
body { font: 15px/1.6 "Noto Serif CJK SC", "Source Han Serif SC", SimSun, serif; color: #222; max-width: 62em; margin: 2em auto; padding: 0 1em; }
h1 { font-size: 1.6em; border-bottom: 2px solid #333; } h2 { font-size: 1.25em; margin-top: 2em; } h3 { font-size: 1.05em; }
table { border-collapse: collapse; width: 100%; margin: .5em 0 1em; } th, td { border: 1px solid #bbb; padding: .25em .5em; text-align: left; vertical-align: top; }
th { background: #f0f0f0; font-weight: 600; } thead { display: table-header-group; } tr { break-inside: avoid; }
.number { text-align: right; white-space: nowrap; } .place { white-space: nowrap; } .quote { color: #555; } .rule { color: #777; font-size: .85em; overflow-wrap: anywhere; }
.error { border-left: .4em solid #c0392b; padding-left: .5em; } .warning { border-left: .4em solid #e0a800; padding-left: .5em; } .info { border-left: .4em solid #5b8bc0; padding-left: .5em; }
section { break-before: page; } section:first-of-type { break-before: auto; }
@page { size: A4; margin: 18mm 15mm; } @media print { body { max-width: none; margin: 0; padding: 0; font-size: 10.5pt; } }
</style></head><body>
<h1>预算文件检查报告</h1>
)";

std::string escaped(const std::string& text) {
  std::string safe;
  for (const char c : text) {
    switch (c) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '"':
        safe += "&quot;";
        break;
      default:
        safe += c;
    }
  }
  return safe;
}

std::string place_of(const Finding& finding) {
  if (!finding.place.cell.empty()) return finding.place.cell;
  return finding.place.line > 0 ? "第" + std::to_string(finding.place.line) + "行"
                                : std::string("全文");
}

const char* title_of_level(FindingLevel level) {
  if (level == FindingLevel::error) return "错误";
  return level == FindingLevel::warning ? "警告" : "提示";
}

}  // namespace

HtmlReport::HtmlReport(std::ostream& out, const DocumentCheck& check) : out_(out), check_(check) {
  out_ << kHead;
  for (const PluginInfo& plugin : check_.missing()) {
    out_ << "<p class=\"error\">插件 " << escaped(plugin.name) << " 没有参加检查："
         << escaped(why_not_asked(plugin)) << "。它若有规则，一条都没有查。</p>\n";
  }
}

std::string HtmlReport::title_of(const RuleId& rule) const {
  const auto found = check_.titles().find(rule);
  return found == check_.titles().end() ? "读入" : found->second;  // the importer's own
}

void HtmlReport::write_findings(const CheckedDocument& checked, FindingLevel level) {
  const std::size_t number = checked.count(level);
  if (number == 0) return;
  out_
      << "<h3 class=\"" << name_of(level) << "\">" << title_of_level(level) << "（" << number
      << "）</h3>\n<table><thead><tr><th>位置</th><th>问题</th><th>原文</th></tr></thead><tbody>\n";
  for (const Finding& finding : checked.findings) {
    if (finding.level != level) continue;
    out_ << "<tr><td class=\"place\">" << escaped(place_of(finding)) << "</td><td>"
         << escaped(finding.message);
    if (!finding.treatment.empty()) out_ << "<br>处理：" << escaped(finding.treatment);
    out_ << "<br><span class=\"rule\">" << escaped(title_of(finding.rule)) << "　"
         << escaped(finding.rule.text())
         << (finding.place.field.empty() ? "" : "　" + escaped(finding.place.field))
         << "</span></td><td class=\"quote\">" << escaped(finding.quote) << "</td></tr>\n";
  }
  out_ << "</tbody></table>\n";
}

void HtmlReport::write_rules(const CheckedDocument& checked) {
  std::map<RuleId, std::size_t> found;
  for (const Finding& finding : checked.findings)
    ++found[finding.rule];
  out_ << "<h3>查过的规则（" << checked.rules_run()
       << "）</h3>\n<table><thead><tr><th>规则</th><th>编号</th><th>插件</th><th>发现</th></tr></"
          "thead><tbody>\n";
  for (const PluginReport& report : checked.reports) {
    for (const RuleId& rule : report.run) {
      out_ << "<tr><td>" << escaped(title_of(rule)) << "</td><td class=\"rule\">"
           << escaped(rule.text()) << "</td><td class=\"rule\">"
           << escaped(report.pin.plugin.text()) << "</td><td class=\"number\">" << found[rule]
           << "</td></tr>\n";
    }
  }
  out_ << "</tbody></table>\n";
  const std::vector<RuleNotRun> not_run = checked.rules_not_run();
  out_ << "<h3>没有查的规则（" << not_run.size() << "）</h3>\n";
  if (not_run.empty()) return;
  out_ << "<table><thead><tr><th>规则</th><th>编号</th><th>为什么没有查</th></tr></thead><tbody>\n";
  for (const RuleNotRun& rule : not_run) {
    out_ << "<tr><td>" << escaped(title_of(rule.rule)) << "</td><td class=\"rule\">"
         << escaped(rule.rule.text()) << "</td><td>" << escaped(rule.reason) << "</td></tr>\n";
  }
  out_ << "</tbody></table>\n";
}

Result<void> HtmlReport::add(const CheckedDocument& checked) {
  ++documents_;
  out_ << "<section><h2>" << escaped(checked.file) << "</h2>\n";
  if (checked.unreadable) {
    out_ << "<p class=\"error\">没有读入，也没有查："
         << escaped(why_unreadable(*checked.unreadable)) << "</p></section>\n";
    return {};
  }
  const Json& document = checked.document;
  out_ << "<table><tbody><tr><th>种类</th><td>" << title_of_kind(document["kind"].text())
       << "</td><th>部门</th><td>" << escaped(document["department_name"]["text"].text())
       << "</td><th>年度</th><td>" << document["fiscal_year"].integer()
       << "</td></tr>\n<tr><th>目标表</th><td>" << document["projects"].items().size()
       << " 张</td><th>公开表</th><td>" << document["tables"].items().size()
       << " 张</td><th>读懂</th><td>" << share_accounted(document) << "（"
       << document["file"]["characters_accounted"].integer() << "/"
       << document["file"]["characters"].integer()
       << " 字）</td></tr>\n<tr><th>发现</th><td colspan=\"5\">" << count_text(checked.findings)
       << "；规则已查 " << checked.rules_run() << " 条，没有查 " << checked.rules_not_run().size()
       << " 条</td></tr></tbody></table>\n";
  for (const FindingLevel level : {FindingLevel::error, FindingLevel::warning, FindingLevel::info})
    write_findings(checked, level);
  out_ << "<h3>各插件查到的范围</h3>\n<table><thead><tr><th>插件</th><th>查过的规则</"
          "th><th>没有查</th>"
          "<th>看过的行</th></tr></thead><tbody>\n";
  for (const PluginReport& report : checked.reports) {
    out_ << "<tr><td>" << escaped(report.pin.plugin.text())
         << (report.problem.empty() ? "" : "：" + escaped(report.problem))
         << "</td><td class=\"number\">" << report.run.size() << "</td><td class=\"number\">"
         << report.not_run.size() << "</td><td class=\"number\">" << report.rows << "</td></tr>\n";
  }
  out_ << "</tbody></table>\n";
  const auto& unclaimed = document["unclaimed"].items();
  if (!unclaimed.empty()) {
    out_ << "<h3>没有归到任何内容的行（" << unclaimed.size() << "）</h3>\n<ul>\n";
    for (const Json& line : unclaimed) {
      out_ << "<li>第" << line["line"].integer() << "行　" << escaped(line["text"].text())
           << "</li>\n";
    }
    out_ << "</ul>\n";
  }
  write_rules(checked);
  out_ << "</section>\n";
  return {};
}

Result<void> HtmlReport::finish() {
  out_ << "<p class=\"rule\">共 " << documents_
       << " 个文件。没有查的规则不算通过。</p></body></html>\n";
  return {};
}

}  // namespace budget::cli
