#include "cli/report/json_report.h"

#include <algorithm>
#include <ostream>

namespace budget::cli {
namespace {

constexpr std::int64_t kWhole = 1000;  // per mille

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

}  // namespace

std::string share_accounted(const Json& document) {
  const std::int64_t all = document["file"]["characters"].integer();
  if (all == 0) return "没有文字";
  const std::int64_t share = document["file"]["characters_accounted"].integer() * kWhole / all;
  return std::to_string(share / 10) + "." + std::to_string(share % 10) + " %";
}

std::string title_of_kind(const std::string& kind) {
  if (kind == "performance_text") return "绩效文本";
  return kind == "budget_disclosure" ? "预算公开" : "其他文本";
}

std::string why_unreadable(const Error& error) {
  const auto meaning = [&] {
    switch (error.code) {
      case ErrorCode::unsupported:
        return "不是能读的预算文件（绩效目标表或预算公开文本）";
      case ErrorCode::too_large:
        return "文件太大";
      case ErrorCode::invalid_input:
        return "文件内容不合格式";
      default:
        return "文件读不出来";
    }
  };
  return std::string(meaning()) + "，技术原因：" + error.message;
}

bool has_errors(const CheckedDocument& checked) {
  const auto is_error = [](const Finding& finding) { return finding.level == FindingLevel::error; };
  const auto is_unchecked = [](const PluginReport& report) { return !report.problem.empty(); };
  return checked.unreadable || std::ranges::any_of(checked.findings, is_error) ||
         std::ranges::any_of(checked.reports, is_unchecked);
}

JsonReport::JsonReport(std::ostream& out, const DocumentCheck& check, bool with_document)
    : out_(out), check_(check), with_document_(with_document) {
  out_ << "{\"files\":[";
}

Result<void> JsonReport::add(const CheckedDocument& checked) {
  out_ << (is_first_ ? "" : ",") << to_json(checked, with_document_).to_text();
  is_first_ = false;
  return {};
}

Result<void> JsonReport::finish() {
  Json missing = Json::array();
  for (const PluginInfo& plugin : check_.missing())
    missing.push(Json::object().set("name", plugin.name).set("problem", plugin.problem));
  out_ << "],\"plugins_missing\":" << missing.to_text() << "}\n";
  return {};
}

}  // namespace budget::cli
