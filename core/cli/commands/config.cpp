#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <ostream>

#include "cli/commands.h"
#include "cli/findings.h"
#include "cli/render.h"
#include "config/check_all.h"
#include "plugin_host/plugin_check.h"

namespace budget::cli {
namespace {

namespace json = boost::json;

std::string listed(const std::vector<std::string>& words) {
  return cli::joined(json::array(words.begin(), words.end()));
}

std::string listed(const std::vector<int>& years) {
  return cli::joined(json::array(years.begin(), years.end()));
}

void print_summary(const Terminal& terminal, const LoadSummary& summary) {
  Sheet sheet;
  sheet.add("地区", std::to_string(summary.regions) + " 个，部门 " +
                        std::to_string(summary.departments) + " 个");
  sheet.add("人员", std::to_string(summary.people) + " 人，其中可登录 " +
                        std::to_string(summary.people_with_token) + " 人；角色 " +
                        std::to_string(summary.roles) + " 个");
  sheet.add("流程", listed(summary.workflows));
  sheet.add("规则", listed(summary.rule_sets));
  if (!summary.plugins.empty()) sheet.add("插件", listed(summary.plugins));
  sheet.add("日历", "已公布 " + listed(summary.published_years));
  sheet.add("暂定年份", listed(summary.provisional_years));
  sheet.print(terminal);
}

}  // namespace

Result<ExitCode> run(const Terminal& terminal, const ConfigCheckOptions& options) {
  const CheckReport report =
      check_all(options.file, [](const Configuration& configuration, const PluginEntry& entry) {
        PluginPlaces places = places_of_this_program();
        if (!configuration.files.plugins.empty()) places.folder = configuration.files.plugins;
        return check_plugin(entry, places);
      });
  const bool has_errors = std::ranges::any_of(
      report.findings, [](const Finding& finding) { return finding.level == FindingLevel::error; });
  const ExitCode exit = has_errors ? ExitCode::findings : ExitCode::ok;
  if (terminal.is_json) {
    print_json(terminal, json::object{{"findings", to_json(report.findings)}});
    return exit;
  }
  print_findings(terminal, terminal.out, report.findings);
  terminal.out << options.file << "："
               << (report.findings.empty() ? "没有发现问题。" : count_text(report.findings) + "。")
               << '\n';
  if (!terminal.is_quiet) {
    print_summary(terminal, report.summary);
  }
  return exit;
}

}  // namespace budget::cli
