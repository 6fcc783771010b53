#include <ostream>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "cli/commands.h"
#include "cli/render.h"

namespace budget::cli {
namespace {

namespace json = boost::json;

Cell state_cell(const json::value& alert) {
  return text_at(alert, "state") == "open" ? Cell("未关闭", Style::bold)
                                           : Cell("已关闭", Style::dim);
}

/// "3月"; of the whole year: "全年".
std::string month_cell(const json::value& alert) {
  const std::string month = text_at(alert, "month");
  return month == "0" ? "全年" : month + "月";
}

}  // namespace

Result<ExitCode> run(Api& api, const Terminal& terminal, const AlertListOptions& options) {
  const Query query = Query()
                          .add("year", options.year)
                          .add("state", options.state)
                          .add("month", options.month)
                          .add("level", options.level)
                          .add("instance", options.instance);
  const json::array alerts = TRY(api.list("/v1/alerts" + query.text()));
  if (terminal.is_json) {
    print_json(terminal, json::object{{"items", alerts}});
    return ExitCode::ok;
  }
  Table table({{"编号", Align::right},
               {"级别"},
               {"状态"},
               {"节点"},
               {"部门"},
               {"项目编码"},
               {"项目", Align::left, true},
               {"计划（万元）", Align::right},
               {"已支付", Align::right},
               {"差额", Align::right},
               {"百分点", Align::right}});
  for (const auto& alert : alerts) {
    table.add({text_at(alert, "id"), level_cell(text_at(alert, "level")), state_cell(alert),
               month_cell(alert), text_at(alert, "department"), text_at(alert, "project_code"),
               text_at(alert, "project_name"), wan_at(alert, "planned_wan"),
               wan_at(alert, "paid_wan"), wan_at(alert, "gap_wan"), text_at(alert, "lag_percent")});
  }
  table.empty() ? say_nothing_found(terminal) : table.print(terminal);
  return ExitCode::ok;
}

Result<ExitCode> run(Api& api, const Terminal& terminal, const AlertShowOptions& options) {
  const auto alert = TRY(api.get("/v1/alerts/" + std::to_string(options.alert)));
  if (terminal.is_json) {
    print_json(terminal, alert);
    return ExitCode::ok;
  }
  terminal.out << printable(text_at(alert, "sentence")) << "\n\n";
  Sheet sheet;
  sheet.add("编号", text_at(alert, "id"));
  sheet.add("级别", level_cell(text_at(alert, "level")));
  sheet.add("状态", state_cell(alert));
  sheet.add("原因", text_at(alert, "cause_title"));
  sheet.add("部门", text_at(alert, "department_name") + "（" + text_at(alert, "department") + "）");
  sheet.add("项目", text_at(alert, "project_name") + "（" + text_at(alert, "project_code") + "）");
  const std::string month = text_at(alert, "month");
  sheet.add("节点", month == "0" ? "全年" : month + " 月底");
  sheet.add("预算 B", text_at(alert, "budget_wan") + " 万元");
  sheet.add("累计计划 P", text_at(alert, "planned_wan") + " 万元");
  sheet.add("累计支付 A", text_at(alert, "paid_wan") + " 万元（至节点）");
  sheet.add("至今支付", text_at(alert, "paid_to_date_wan") + " 万元");
  sheet.add("差额 P − A", text_at(alert, "gap_wan") + " 万元");
  sheet.add("落后", text_at(alert, "lag_percent") + " 个百分点");
  sheet.add("规则", text_at(alert, "rule") + "，第 " + text_at(alert, "rule_set_version") + " 版");
  if (const std::string next = text_at(alert, "next_month"); !next.empty()) {
    sheet.add("下一节点", next + " 月底，累计计划 " + text_at(alert, "next_planned_wan") + " 万元");
  }
  sheet.add("处理", text_at(alert, "phase_title"));
  sheet.add("要求", text_at(alert, "demand"));
  sheet.add("答复期限", text_at(alert, "answer_due_on"));
  sheet.add("偏差原因", joined(array_at(alert, "deviation_cause_titles")));
  sheet.add("说明", text_at(alert, "explanation"));
  sheet.add("附件", text_at(alert, "attachment"));
  sheet.add("答复人", name_at(alert, "answered_by"));
  if (const std::string until = text_at(alert, "suppressed_until"); !until.empty())
    sheet.add("暂不提示", "至 " + until + "：" + text_at(alert, "suppressed_because"));
  sheet.add("产生", to_minute(text_at(alert, "raised_at")));
  sheet.add("变更", to_minute(text_at(alert, "changed_at")));
  sheet.print(terminal);
  return ExitCode::ok;
}

}  // namespace budget::cli
