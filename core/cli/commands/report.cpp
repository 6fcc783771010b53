#include <algorithm>
#include <map>
#include <ostream>
#include <string_view>
#include <vector>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "cli/commands.h"
#include "cli/render.h"

namespace budget::cli {
namespace {

namespace json = boost::json;

constexpr std::string_view kProjects = "projects[";

std::string target_of(const std::string& instance) {
  return "/v1/instances/" + percent_encoded(instance);
}

Cell finding_level(const std::string& level) {
  if (level == "error") return {"错误", Style::red};
  if (level == "warning") return {"警告", Style::yellow};
  return {"提示", Style::dim};
}

bool is_unchecked(const json::value& plugin) {
  return !at(plugin, "problem").is_null() || !array_at(plugin, "rules_not_run").empty();
}

std::string summary_of(const json::value& plugin) {
  std::string text = text_at(plugin, "name");
  if (const std::string version = text_at(plugin, "version"); !version.empty())
    text += " " + version;
  if (flag_at(plugin, "is_shadow")) text += "（试运行，不影响办理）";
  if (const std::string problem = text_at(plugin, "problem"); !problem.empty())
    return text + "：未检查，" + problem;
  text += "：检查 " + text_at(plugin, "rows") + " 行，" + text_at(plugin, "errors") + " 个错误，" +
          text_at(plugin, "warnings") + " 个警告，" + text_at(plugin, "infos") + " 个提示";
  if (const auto not_run = array_at(plugin, "rules_not_run").size(); not_run > 0)
    text += "，" + std::to_string(not_run) + " 条规则未检查";
  const auto left_out = number_at(plugin, "errors") + number_at(plugin, "warnings") +
                        number_at(plugin, "infos") -
                        static_cast<std::int64_t>(array_at(plugin, "findings").size());
  return left_out > 0 ? text + "（其中 " + std::to_string(left_out) + " 个没有列出）" : text;
}

/// What projects are called, by their codes.
using ProjectNames = std::map<std::string, std::string>;

/// "稳就业补助资金（projects[13060526P00002810078Y].plan）"
std::string place_of(const json::value& finding, const ProjectNames& names) {
  std::string field = text_at(finding, "field");
  if (!field.starts_with(kProjects)) return field;
  const std::size_t end = field.find(']');
  if (end == std::string::npos) return field;
  const auto name = names.find(field.substr(kProjects.size(), end - kProjects.size()));
  return name == names.end() ? field : name->second + "（" + field + "）";
}

int rank_of(const json::value& finding) {
  const std::string level = text_at(finding, "level");
  if (level == "error") return 0;
  return level == "warning" ? 1 : 2;
}

/// Of all plugins, errors first.
std::vector<const json::value*> findings_of(const json::array& plugins) {
  std::vector<const json::value*> findings;
  for (const auto& plugin : plugins)
    for (const auto& finding : array_at(plugin, "findings"))
      findings.push_back(&finding);
  std::ranges::stable_sort(findings, {}, [](const json::value* each) { return rank_of(*each); });
  return findings;
}

/// Of the projects findings are about; a report is worth showing without.
ProjectNames names_for(Api& api, const std::string& instance,
                       const std::vector<const json::value*>& findings) {
  const bool is_asked = std::ranges::any_of(findings, [](const json::value* finding) {
    return text_at(*finding, "field").starts_with(kProjects);
  });
  ProjectNames names;
  if (!is_asked) return names;
  const auto projects = api.list(target_of(instance) + "/projects");
  for (const auto& project : projects ? *projects : json::array())
    names[text_at(project, "code")] = text_at(project, "name");
  return names;
}

void print_findings_of(const Terminal& terminal, const std::vector<const json::value*>& findings,
                       const ProjectNames& names) {
  Table table(
      {{"规则"}, {"级别"}, {"位置"}, {"问题", Align::left, true}, {"原文", Align::left, true}});
  for (const json::value* finding : findings) {
    table.add({text_at(*finding, "rule"), finding_level(text_at(*finding, "level")),
               place_of(*finding, names), text_at(*finding, "message"),
               text_at(*finding, "quote")});
  }
  if (!table.empty()) table.print(terminal);
}

void print_not_run(const Terminal& terminal, const json::array& plugins) {
  for (const auto& plugin : plugins) {
    for (const auto& rule : array_at(plugin, "rules_not_run")) {
      terminal.out << "未检查 " << printable(text_at(rule, "rule")) << "："
                   << printable(text_at(rule, "reason")) << '\n';
    }
  }
}

bool has_trouble(const json::value& plugin) {
  return !flag_at(plugin, "is_shadow") && (is_unchecked(plugin) || number_at(plugin, "errors") > 0);
}

ExitCode print_report(Api& api, const std::string& instance, const Terminal& terminal,
                      const json::value& report) {
  const json::array& plugins = array_at(report, "plugins");
  const bool is_clean = std::ranges::none_of(plugins, has_trouble);
  if (terminal.is_json) {
    print_json(terminal, report);
    return is_clean ? ExitCode::ok : ExitCode::findings;
  }
  const std::string act = text_at(report, "moment_title");
  terminal.out << "检查 " << text_at(report, "check") << "："
               << printable(text_at(report, "stage_title"))
               << (act.empty() ? std::string() : "，" + printable(act)) << "，"
               << to_minute(text_at(report, "at"))
               << (flag_at(report, "is_stale") ? "（此后内容已有变动）" : "") << '\n';
  for (const auto& plugin : plugins)
    terminal.out << "  " << printable(summary_of(plugin)) << '\n';
  const std::vector<const json::value*> findings = findings_of(plugins);
  print_findings_of(terminal, findings, names_for(api, instance, findings));
  print_not_run(terminal, plugins);
  return is_clean ? ExitCode::ok : ExitCode::findings;
}

}  // namespace

Result<ExitCode> run(Api& api, const Terminal& terminal, const InstanceReportOptions& options) {
  return print_report(api, options.instance, terminal,
                      TRY(api.get(target_of(options.instance) + "/report")));
}

Result<ExitCode> run(Api& api, const Terminal& terminal, const InstanceCheckOptions& options) {
  return print_report(api, options.instance, terminal,
                      TRY(api.post(target_of(options.instance) + "/checks", json::object())));
}

Result<ExitCode> run(Api& api, const Terminal& terminal, const InstanceRepinOptions& options) {
  const auto answer = TRY(
      api.post(target_of(options.instance) + "/pins", json::object{{"reason", options.reason}}));
  if (terminal.is_json) {
    print_json(terminal, answer);
    return ExitCode::ok;
  }
  const json::array& pins = array_at(answer, "pins");
  if (pins.empty()) terminal.out << "规则版本没有变化。\n";
  for (const auto& pin : pins) {
    terminal.out << "锁定 " << printable(text_at(pin, "plugin")) << " "
                 << printable(text_at(pin, "version")) << "（" << text_at(pin, "hash").substr(0, 12)
                 << "）\n";
  }
  return ExitCode::ok;
}

}  // namespace budget::cli
