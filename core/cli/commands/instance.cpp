#include <ostream>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "cli/commands.h"
#include "cli/progress.h"
#include "cli/render.h"
#include "cli/text_width.h"

namespace budget::cli {
namespace {

namespace json = boost::json;

constexpr int kPayloadColumns = 80;

/// "部门负责人：李强、赵敏"
std::string turn_text(const json::value& instance) {
  std::string people;
  for (const auto& holder : array_at(instance, "holders")) {
    people += (people.empty() ? "：" : "、") + text_at(holder, "name");
  }
  return name_at(instance, "stage_role") + people;
}

/// What may be done next, with the word to type: "通过（approve）、退回（return，要写原因）"
std::string acts_text(const json::value& instance) {
  std::string acts;
  for (const auto& act : array_at(instance, "acts")) {
    if (text_at(act, "kind") == "automatic") continue;  // nobody types it
    const std::string reason = flag_at(act, "reason_required") ? "，要写原因" : "";
    acts += (acts.empty() ? "" : "、") + text_at(act, "title") + "（" + text_at(act, "id") +
            reason + "）";
  }
  return acts;
}

/// What fires: "月底节点检查", "到期", "催办".
std::string timer_text(const json::value& timer) {
  const std::string name = text_at(timer, "name");
  if (name.ends_with(".node")) return "月底节点检查";
  if (name.ends_with(".due")) return "到期";
  return name.find(".ladder.") == std::string::npos ? name : "催办";
}

}  // namespace

Result<ExitCode> run(Api& api, const Terminal& terminal, const InstanceListOptions& options) {
  const Query query = Query()
                          .add("year", options.year)
                          .add("department", options.department)
                          .add("stage", options.stage)
                          .add_flag("open", options.open)
                          .add_flag("overdue", options.overdue);
  const json::array instances = TRY(api.list("/v1/instances" + query.text()));
  if (terminal.is_json) {
    print_json(terminal, json::object{{"items", instances}});
    return ExitCode::ok;
  }
  Table table({{"编号", Align::right},
               {"代码"},
               {"部门", Align::left, true},
               {"阶段"},
               {"截止"},
               {"项目", Align::right},
               {"预算（万元）", Align::right},
               {"已支付", Align::right},
               {"预警", Align::right}});
  for (const auto& instance : instances) {
    table.add({text_at(instance, "id"), text_at(instance, "key"),
               text_at(instance, "department_name"), text_at(instance, "stage_title"),
               due_cell(instance), grouped(number_at(instance, "projects")),
               wan_at(instance, "budget_wan"), wan_at(instance, "paid_wan"),
               grouped(number_at(instance, "open_alerts"))});
  }
  table.empty() ? say_nothing_found(terminal) : table.print(terminal);
  return ExitCode::ok;
}

Result<ExitCode> run(Api& api, const Terminal& terminal, const InstanceShowOptions& options) {
  const std::string number = percent_encoded(options.instance);
  const auto instance = TRY(api.get("/v1/instances/" + number));
  if (terminal.is_json) {
    print_json(terminal, instance);
    return ExitCode::ok;
  }
  Sheet sheet;
  sheet.add("编号", text_at(instance, "id") + "（" + text_at(instance, "key") + "）");
  sheet.add("部门",
            text_at(instance, "department_name") + "（" + text_at(instance, "department") + "）");
  sheet.add("年度", text_at(instance, "fiscal_year"));
  sheet.add("阶段", text_at(instance, "stage_title") + "（" + text_at(instance, "stage") + "）");
  sheet.add("轮到", turn_text(instance));
  sheet.add("可办理", acts_text(instance));
  sheet.add("等待", text_at(instance, "missing"));
  sheet.add("事由", text_at(instance, "about"));
  sheet.add("可启动", joined(array_at(instance, "may_open")));
  if (number_at(instance, "children") > 0)
    sheet.add("下级事项", grouped(number_at(instance, "children")) + " 项");
  sheet.add("经办过", names_at(instance, "authors"));
  sheet.add("轮次", text_at(instance, "round"));
  sheet.add("截止", due_cell(instance));
  sheet.add("项目", grouped(number_at(instance, "projects")) + " 个");
  sheet.add("预算", wan_at(instance, "budget_wan") + " 万元");
  sheet.add("计划", wan_at(instance, "planned_to_date_wan") + " 万元（最近节点累计）");
  sheet.add("已支付", wan_at(instance, "paid_wan") + " 万元");
  sheet.add("未关闭预警", grouped(number_at(instance, "open_alerts")) + " 条");
  if (const auto& timer = at(instance, "next_timer"); !timer.is_null()) {
    sheet.add("下次提醒", to_minute(text_at(timer, "at")) + "（" + timer_text(timer) + "）");
  }
  sheet.add("修订号", text_at(instance, "revision"));
  sheet.print(terminal);
  return ExitCode::ok;
}

Result<ExitCode> run(Api& api, const Terminal& terminal, const InstanceHistoryOptions& options) {
  const std::string number = percent_encoded(options.instance);
  const json::array events = TRY(api.list("/v1/instances/" + number + "/history"));
  if (terminal.is_json) {
    print_json(terminal, json::object{{"items", events}});
    return ExitCode::ok;
  }
  Table table({{"序号", Align::right},
               {"时间"},
               {"人员"},
               {"途径"},
               {"事件"},
               {"封印"},
               {"内容", Align::left, true}});
  for (const auto& event : events) {
    const std::string summary = text_at(event, "summary");  // none: of a kind nobody has words for
    table.add(
        {text_at(event, "seq"), to_minute(text_at(event, "at")), name_at(event, "actor"),
         text_at(event, "via"), name_at(event, "type"), text_at(event, "hash").substr(0, 12),
         summary.empty() ? cut(json::serialize(at(event, "payload")), kPayloadColumns) : summary});
  }
  table.empty() ? say_nothing_found(terminal) : table.print(terminal);
  return ExitCode::ok;
}

}  // namespace budget::cli
