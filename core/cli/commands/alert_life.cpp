#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <ostream>

#include "cli/commands.h"
#include "cli/render.h"
#include "config/text_file.h"
#include "model/alert.h"

namespace budget::cli {
namespace {

namespace json = boost::json;

void add_if_any(json::object& body, const char* name, const std::string& text) {
  if (!text.empty()) body[name] = text;
}

std::optional<AlertAct> alert_act(const std::string& name) {
  for (const AlertAct act :
       {AlertAct::acknowledge, AlertAct::inquire, AlertAct::explain, AlertAct::rectify,
        AlertAct::report, AlertAct::accept, AlertAct::reject, AlertAct::escalate,
        AlertAct::suppress, AlertAct::lift}) {
    if (name == name_of(act)) return act;
  }
  return std::nullopt;
}

}  // namespace

Result<ExitCode> run(Api& api, const Terminal& terminal, const WhyAlertOptions& options) {
  const auto reasons = TRY(api.get("/v1/alerts/" + std::to_string(options.alert) + "/reasons"));
  if (terminal.is_json) {
    print_json(terminal, reasons);
    return ExitCode::ok;
  }
  terminal.out << printable(text_at(reasons, "alert.sentence")) << "\n\n";
  Sheet sheet;
  sheet.add("项目", text_at(reasons, "alert.project_name") + "（" +
                        text_at(reasons, "alert.project_code") + "）");
  const std::string month = text_at(reasons, "alert.month");
  sheet.add("节点", month == "0" ? "全年" : month + " 月底");
  sheet.add("规则", text_at(reasons, "alert.rule") + "，规则集第 " +
                        text_at(reasons, "alert.rule_set_version") + " 版");
  for (const json::value& step : array_at(reasons, "steps"))
    sheet.add(text_at(step, "title"), text_at(step, "text"));
  sheet.print(terminal);
  return ExitCode::ok;
}

Result<ExitCode> run(Api& api, const Terminal& terminal, const WhyScoreOptions& options) {
  const auto reasons = TRY(api.get("/v1/instances/" + percent_encoded(options.instance) +
                                   "/evaluations/" + percent_encoded(options.code) + "/reasons"));
  if (terminal.is_json) {
    print_json(terminal, reasons);
    return ExitCode::ok;
  }
  Sheet sheet;
  sheet.add("项目", text_at(reasons, "sheet.project_name") + "（" +
                        text_at(reasons, "sheet.project_code") + "）");
  sheet.add("状态", text_at(reasons, "sheet.phase_title"));
  for (const json::value& step : array_at(reasons, "steps"))
    sheet.add(text_at(step, "title"), text_at(step, "text"));
  sheet.print(terminal);
  return ExitCode::ok;
}

Result<ExitCode> run(Api& api, const Terminal& terminal, const AlertActOptions& options) {
  json::object body{{"act", options.act}};
  add_if_any(body, "text", options.text);
  add_if_any(body, "attachment", options.attachment);
  add_if_any(body, "day", options.day);
  if (!options.causes.empty())
    body["causes"] = json::array(options.causes.begin(), options.causes.end());
  const auto answer = TRY(api.post("/v1/alerts/" + std::to_string(options.alert) + "/acts", body));
  if (terminal.is_json) {
    print_json(terminal, answer);
  } else {
    const std::optional<AlertAct> act = alert_act(options.act);
    terminal.out << "预警 " << options.alert << "："
                 << (act ? chinese_name_of(*act) : options.act.c_str())
                 << (flag_at(answer, "is_closed") ? "，已关闭" : "，已登记") << "。\n";
  }
  return ExitCode::ok;
}

Result<ExitCode> run(Api& api, const Terminal& terminal, const AlertTotalsOptions& options) {
  const auto answer = TRY(
      api.get("/v1/alert-totals" + Query().add("by", options.by).add("year", options.year).text()));
  if (terminal.is_json) {
    print_json(terminal, answer);
    return ExitCode::ok;
  }
  Table table({{"编码"},
               {"名称", Align::left, true},
               {"红色", Align::right},
               {"橙色", Align::right},
               {"黄色", Align::right},
               {"提示", Align::right},
               {"未处理", Align::right},
               {"待答复", Align::right},
               {"整改中", Align::right},
               {"已升级", Align::right},
               {"暂不提示", Align::right},
               {"涉及金额（万元）", Align::right}});
  for (const json::value& row : array_at(answer, "items")) {
    const auto count = [&](const char* path) { return std::to_string(number_at(row, path)); };
    table.add({text_at(row, "key"), text_at(row, "name"), count("open.red"), count("open.orange"),
               count("open.yellow"), count("open.info"), count("phases.raised"),
               count("phases.inquired"), count("phases.rectifying"), count("phases.escalated"),
               count("suppressed"), text_at(row, "stake_wan")});
  }
  table.empty() ? say_nothing_found(terminal) : table.print(terminal);
  return ExitCode::ok;
}

Result<ExitCode> run(Api& api, const Terminal& terminal, const AlertNotAssessedOptions& options) {
  const auto answer = TRY(api.get("/v1/instances/" + options.instance + "/not-assessed" +
                                  Query().add("month", std::to_string(options.month)).text()));
  if (terminal.is_json) {
    print_json(terminal, answer);
    return ExitCode::ok;
  }
  Table table({{"项目编码"}, {"项目", Align::left, true}, {"规则"}, {"未检查的原因"}});
  for (const json::value& row : array_at(answer, "items")) {
    table.add({text_at(row, "project_code"), text_at(row, "project_name"), text_at(row, "rule"),
               text_at(row, "reason_title")});
  }
  table.empty() ? say_nothing_found(terminal) : table.print(terminal);
  return ExitCode::ok;
}

Result<ExitCode> run(Api& api, const Terminal& terminal, const AlertExemptOptions& options) {
  json::object body{{"act", options.lift ? "lift" : "grant"},
                    {"project_code", options.code},
                    {"rule", options.rule},
                    {"reason", options.reason}};
  add_if_any(body, "until", options.until);
  const auto answer = TRY(api.post("/v1/instances/" + options.instance + "/exemptions", body));
  if (terminal.is_json) {
    print_json(terminal, answer);
  } else {
    terminal.out << (options.lift ? "已取消豁免" : "已豁免") << "，关闭预警 "
                 << number_at(answer, "alerts_closed") << " 条。\n";
  }
  return ExitCode::ok;
}

Result<ExitCode> run(Api& api, const Terminal& terminal, const AlertExemptionsOptions& options) {
  const auto answer = TRY(api.get("/v1/instances/" + options.instance + "/exemptions"));
  if (terminal.is_json) {
    print_json(terminal, answer);
    return ExitCode::ok;
  }
  Table table({{"项目编码"}, {"规则"}, {"至"}, {"批准人"}, {"原因", Align::left, true}});
  for (const json::value& row : array_at(answer, "items")) {
    table.add({text_at(row, "project_code"), text_at(row, "rule"), text_at(row, "until"),
               text_at(row, "granted_by"), text_at(row, "reason")});
  }
  table.empty() ? say_nothing_found(terminal) : table.print(terminal);
  return ExitCode::ok;
}

Result<ExitCode> run(Api& api, const Terminal& terminal, const ProjectProgressOptions& options) {
  json::object body{{"project_code", options.code},
                    {"month", options.month},
                    {"achieved_percent", options.achieved}};
  add_if_any(body, "note", options.note);
  const auto answer = TRY(api.post("/v1/instances/" + options.instance + "/goal-progress", body));
  if (terminal.is_json) {
    print_json(terminal, answer);
  } else {
    terminal.out << "已填报 " << options.month << " 月底目标完成情况。\n";
  }
  return ExitCode::ok;
}

}  // namespace budget::cli
