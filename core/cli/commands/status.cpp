#include <ostream>

#include "cli/commands.h"
#include "cli/progress.h"
#include "cli/render.h"

namespace budget::cli {

Result<ExitCode> run(Api& api, const Terminal& terminal, const StatusOptions& options) {
  const auto status = TRY(api.get("/v1/status" + Query().add("year", options.year).text()));
  if (terminal.is_json) {
    print_json(terminal, status);
    return ExitCode::ok;
  }
  Sheet sheet;
  sheet.add("年度", options.year ? std::to_string(*options.year) : std::string("全部"));
  const std::int64_t budgets = number_at(status, "budgets");
  const std::int64_t others = number_at(status, "instances") - budgets;
  sheet.add("部门预算",
            grouped(budgets) + " 个" +
                (others == 0 ? "" : "；财政部门年度工作、调整、整改等 " + grouped(others) + " 件"));
  sheet.add("超期", grouped(number_at(status, "overdue")) + " 件");
  sheet.add("项目", grouped(number_at(status, "projects")) + " 个");
  sheet.add("预算",
            wan_at(status, "budget_wan") + " 万元，已支付 " + wan_at(status, "paid_wan") + " 万元");
  sheet.add("未关闭预警", "红色 " + grouped(number_at(status, "open_alerts.red")) + "，橙色 " +
                              grouped(number_at(status, "open_alerts.orange")) + "，黄色 " +
                              grouped(number_at(status, "open_alerts.yellow")) + "，提示 " +
                              grouped(number_at(status, "open_alerts.info")));
  if (!at(status, "last_event").is_null()) {
    sheet.add("待发通知", grouped(number_at(status, "queued_notices")) + " 条");
    std::string off;
    for (const auto& channel : array_at(status, "channels_off")) {
      const std::string problem = text_at(channel, "problem");
      off += (off.empty() ? "" : "；") + text_at(channel, "name") +
             (problem.empty() ? "" : "（" + problem + "）");
    }
    if (!off.empty()) sheet.add("停用的通道", off);
    sheet.add("最后事件", "第 " + grouped(number_at(status, "last_event")) + " 号，" +
                              to_minute(text_at(status, "last_at")));
  }
  sheet.print(terminal);

  Table table({{"流程"}, {"阶段"}, {"件数", Align::right}});
  for (const auto& stage : array_at(status, "stages")) {
    if (number_at(stage, "instances") == 0) continue;
    table.add({text_at(stage, "workflow_title"), text_at(stage, "title"),
               grouped(number_at(stage, "instances"))});
  }
  if (!table.empty()) {
    terminal.out << '\n';
    table.print(terminal);
  }
  return ExitCode::ok;
}

}  // namespace budget::cli
