#include "engine/rule_report.h"

#include <algorithm>
#include <set>

#include <budget/plugin.h>
#include <budget/text.h>

namespace budget {
namespace {

constexpr const char* kReportSchema = "budget.rule.report/1";
constexpr const char* kListSchema = "budget.rule.rules/1";
constexpr Json::Limits kJsonLimits{.depth = 16, .bytes = 64U << 20U};

Error malformed(const std::string& member, const std::string& wanted) {
  return {ErrorCode::invalid_input, "expected " + member + " to be " + wanted + ", but it is not"};
}

std::string item(const char* list, std::size_t i, const char* part = "") {
  return std::string(list) + "[" + std::to_string(i) + "]" + part;
}

Result<const Json::Array*> array_in(const Json& json, const char* name) {
  const Json* list = json.find(name);
  if (list == nullptr || !list->is_array()) return malformed(name, "a list");
  return &list->items();
}

/// A text that must be there and say something.
Result<std::string> text_in(const Json& json, const char* name, const std::string& path,
                            std::size_t most) {
  if (!json[name].is_text() || json[name].text().empty())
    return malformed(path + "." + name, "a text");
  return shortened(json[name].text(), most);
}

/// A text that may be missing.
Result<std::string> text_if_any(const Json& json, const char* name, const std::string& path,
                                std::size_t most) {
  const Json* text = json.find(name);
  if (text == nullptr || text->is_null()) return std::string();
  if (!text->is_text()) return malformed(path + "." + name, "a text");
  return shortened(text->text(), most);
}

Result<int> number_if_any(const Json& json, const char* name, const std::string& path) {
  const Json* number = json.find(name);
  if (number == nullptr || number->is_null()) return 0;
  if (!number->is_integer() || number->integer() < 0 || number->integer() > 1'000'000'000)
    return malformed(path + "." + name, "a number from 0");
  return static_cast<int>(number->integer());
}

Result<FindingLevel> level_in(const Json& json, const std::string& path) {
  for (const FindingLevel level :
       {FindingLevel::info, FindingLevel::warning, FindingLevel::error}) {
    if (json["level"].is_text() && json["level"].text() == name_of(level)) return level;
  }
  return malformed(path + ".level", "info, warning or error");
}

Result<Place> place_in(const Json& json, const std::string& path, const ReportLimits& limits) {
  Place place;
  const Json* given = json.find("place");
  if (given == nullptr || given->is_null()) return place;
  if (!given->is_object()) return malformed(path + ".place", "an object");
  const std::string inner = path + ".place";
  place.file = TRY(text_if_any(*given, "file", inner, limits.name));
  place.line = TRY(number_if_any(*given, "line", inner));
  place.column = TRY(number_if_any(*given, "column", inner));
  place.cell = TRY(text_if_any(*given, "cell", inner, limits.name));
  place.field = TRY(text_if_any(*given, "field", inner, limits.name));
  return place;
}

Result<Finding> finding_in(const Json& json, const std::string& path, const ReportLimits& limits) {
  if (!json.is_object()) return malformed(path, "an object");
  Finding finding;
  finding.rule = RuleId(TRY(text_in(json, "rule", path, limits.name)));
  finding.level = TRY(level_in(json, path));
  finding.place = TRY(place_in(json, path, limits));
  finding.message = TRY(text_in(json, "message", path, limits.text));
  finding.quote = TRY(text_if_any(json, "quote", path, limits.text));
  finding.treatment = TRY(text_if_any(json, "treatment", path, limits.text));
  return finding;
}

Result<void> read_findings(const Json& json, PluginReport& report, const ReportLimits& limits) {
  const Json::Array& list = *TRY(array_in(json, "findings"));
  for (std::size_t i = 0; i < list.size(); ++i) {
    Finding finding = TRY(finding_in(list[i], item("findings", i), limits));
    std::int64_t& count =
        finding.level == FindingLevel::error
            ? report.errors
            : (finding.level == FindingLevel::warning ? report.warnings : report.infos);
    ++count;
    report.findings.push_back(std::move(finding));
  }
  std::ranges::stable_sort(report.findings, std::greater<>(), &Finding::level);
  if (report.findings.size() > limits.findings) report.findings.resize(limits.findings);
  return {};
}

/// Not run wins over run: a rule in both lists is not one that can be relied on.
Result<void> read_rules(const Json& json, const std::vector<RuleId>& listed, PluginReport& report,
                        const ReportLimits& limits) {
  std::set<RuleId> run;
  std::set<RuleId> not_run;
  const Json::Array& left_out = *TRY(array_in(json, "rules_not_run"));
  for (std::size_t i = 0; i < left_out.size(); ++i) {
    const std::string path = item("rules_not_run", i);
    if (!left_out[i].is_object()) return malformed(path, "an object");
    RuleId rule(TRY(text_in(left_out[i], "rule", path, limits.name)));
    std::string reason = TRY(text_if_any(left_out[i], "reason", path, limits.text));
    if (!not_run.insert(rule).second) continue;
    report.not_run.push_back({std::move(rule), reason.empty() ? "插件没有说明原因" : reason});
  }
  const Json::Array& done = *TRY(array_in(json, "rules_run"));
  for (std::size_t i = 0; i < done.size(); ++i) {
    if (!done[i].is_text() || done[i].text().empty())
      return malformed(item("rules_run", i), "a text");
    RuleId rule(shortened(done[i].text(), limits.name));
    if (!not_run.contains(rule) && run.insert(rule).second) report.run.push_back(std::move(rule));
  }
  for (const RuleId& rule : listed) {
    if (!run.contains(rule) && not_run.insert(rule).second)
      report.not_run.push_back({rule, "插件的报告没有提到这条规则"});
  }
  if (report.run.size() + report.not_run.size() > limits.rules)
    return malformed("rules", "at most " + std::to_string(limits.rules));
  return {};
}

Result<Json> parsed(std::string_view text, const char* schema) {
  Json json = TRY(Json::parse(text, kJsonLimits));
  if (!json.is_object() || json["schema"].text() != schema)
    return malformed("schema", std::string("\"") + schema + "\"");
  return json;
}

}  // namespace

Result<PluginReport> read_rule_report(std::string_view text, const std::vector<RuleId>& listed,
                                      const ReportLimits& limits) {
  const Json json = TRY(parsed(text, kReportSchema));
  PluginReport report;
  TRY(read_rules(json, listed, report, limits));
  if (!json["rows"].is_integer() || json["rows"].integer() < 0)
    return malformed("rows", "a number from 0");
  report.rows = json["rows"].integer();
  if (report.run.empty() && report.not_run.empty())
    report.problem = "插件没有任何规则，等于没有检查";
  TRY(read_findings(json, report, limits));
  return report;
}

Result<std::vector<RuleId>> read_rule_list(std::string_view text, const ReportLimits& limits) {
  const Json json = TRY(parsed(text, kListSchema));
  const Json::Array& list = *TRY(array_in(json, "rules"));
  if (list.size() > limits.rules)
    return malformed("rules", "at most " + std::to_string(limits.rules));
  std::vector<RuleId> rules;
  for (std::size_t i = 0; i < list.size(); ++i)
    rules.emplace_back(TRY(text_in(list[i], "id", item("rules", i), limits.name)));
  return rules;
}

Result<std::vector<RuleDescription>> read_rule_descriptions(std::string_view text,
                                                            const ReportLimits& limits) {
  const Json json = TRY(parsed(text, kListSchema));
  const Json::Array& list = *TRY(array_in(json, "rules"));
  if (list.size() > limits.rules)
    return malformed("rules", "at most " + std::to_string(limits.rules));
  std::vector<RuleDescription> rules;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::string path = item("rules", i);
    RuleDescription rule;
    rule.id = RuleId(TRY(text_in(list[i], "id", path, limits.name)));
    rule.title = TRY(text_if_any(list[i], "title", path, limits.text));
    const std::string& level = list[i]["level"].text();
    rule.level = level == "error"  ? FindingLevel::error
                 : level == "info" ? FindingLevel::info
                                   : FindingLevel::warning;
    rule.reason = TRY(text_if_any(list[i], "reason", path, limits.text));
    rule.passes = TRY(text_if_any(list[i], "passes", path, limits.text));
    rule.fails = TRY(text_if_any(list[i], "fails", path, limits.text));
    rule.tolerance = TRY(text_if_any(list[i], "tolerance", path, limits.text));
    rule.source = TRY(text_if_any(list[i], "source", path, limits.text));
    for (const Json& region : list[i]["regions"].items())
      rule.regions.push_back(shortened(region.text(), limits.name));
    rules.push_back(std::move(rule));
  }
  return rules;
}

std::string why_not_asked(const PluginInfo& plugin) {
  if (plugin.stage == PluginStage::active || plugin.stage == PluginStage::shadow) return {};
  const std::string meaning =
      plugin.stage == PluginStage::quarantined ? "插件已隔离" : "插件没有启用";
  return meaning + (plugin.problem.empty() ? "" : "，技术原因：" + plugin.problem);
}

std::string why_no_report(const Error& error) {
  const auto meaning = [&] {
    switch (error.code) {
      case ErrorCode::unavailable:
        return "插件没有给出结果（出故障、超时或暂停调用）";
      case ErrorCode::too_large:
        return "内容太大，插件没有检查";
      case ErrorCode::unsupported:
      case ErrorCode::not_found:
        return "插件不做这种检查";
      case ErrorCode::conflict:
        return "检查期间插件换了版本";
      case ErrorCode::internal:
        return "插件内部出错";
      default:
        return "插件不接受要检查的内容";
    }
  };
  return std::string(meaning()) + "，技术原因：" + error.message;
}

}  // namespace budget
