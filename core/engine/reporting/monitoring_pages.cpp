#include "engine/reporting/monitoring_pages.h"

#include <algorithm>
#include <array>

#include "engine/publication/page_blocks.h"
#include "engine/reporting/amounts.h"

namespace budget {
namespace {

constexpr std::array kTickedCauses = {DeviationCause::funds, DeviationCause::rules,
                                      DeviationCause::people, DeviationCause::equipment,
                                      DeviationCause::other};
constexpr std::array kTickedLikelihoods = {Likelihood::certain, Likelihood::possible,
                                           Likelihood::impossible};
const std::vector<int> kMonitoringWidths = {6, 6, 11, 8, 8, 8, 5, 5, 5, 5, 5, 12, 5, 5, 6, 8};
constexpr int kMonitoringColumns = 16;

std::string months_text(int month) {
  return month == 1 ? "1月" : "1–" + std::to_string(month) + "月";
}

std::string warning_text(const std::optional<AlertLevel>& level) {
  return level ? chinese_name_of(*level) : "无";
}

void push_monitored_head(Json& rows, const SheetRow& sheet) {
  const Project& project = sheet.project.project;
  rows.push(Json::array()
                .push(label_cell("项目名称", 2))
                .push(text_cell(project.name, 6))
                .push(label_cell("项目编码", 3))
                .push(text_cell(project.code.text(), 5)));
  rows.push(Json::array()
                .push(label_cell("主管部门", 2))
                .push(text_cell(sheet.department_name, 6))
                .push(label_cell("实施单位", 3))
                .push(text_cell(sheet.unit_name, 5)));
}

void push_spending(Json& rows, const SheetRow& sheet) {
  const std::string months = months_text(sheet.month);
  rows.push(Json::array()
                .push(label_cell("项目资金（万元）", 2, 4))
                .push(label_cell("资金", 2))
                .push(label_cell("年初预算数", 2))
                .push(label_cell("全年预算数", 2))
                .push(label_cell(months + "执行数", 3))
                .push(label_cell(months + "执行率", 2))
                .push(label_cell("全年预计执行数", 3)));
  const SheetMoney& money = sheet.money;
  Json total = Json::array();
  total.push(text_cell("年度资金总额", 2)).push(wan_cell(money.original, 2));
  total.push(wan_cell(money.budget, 2)).push(wan_cell(money.paid, 3));
  total.push(percent_cell(share_of(money.paid, money.budget), 2));
  const std::optional<Money>& expected = sheet.sheet.entry.expected;
  total.push(expected ? wan_cell(*expected, 3) : text_cell("", 3));
  rows.push(std::move(total));
  ProjectState project;
  project.funds = sheet.project.project.funds;
  project.funds_changes = sheet.project.funds_changes;
  const Funds& original = original_funds(project);
  const Funds& now = funds_on(project, Date::last_of_month(sheet.year.value(), sheet.month));
  const auto part = [&](const char* name, Money before, Money after) {
    rows.push(Json::array()
                  .push(text_cell(name, 2))
                  .push(wan_cell(before, 2))
                  .push(wan_cell(after, 2))
                  .push(centred_cell("—", 3))
                  .push(centred_cell("—", 2))
                  .push(centred_cell("—", 3)));
  };
  part("其中：财政资金", original.fiscal, now.fiscal);
  part("　　　其他资金", original.other, now.other);
}

void push_monitored_goal(Json& rows, const SheetRow& sheet) {
  std::string goals;
  for (const Goal& goal : sheet.project.project.goals)
    goals += (goals.empty() ? "" : "\n") + goal.text;
  rows.push(Json::array().push(label_cell("年度绩效目标", 2)).push(text_cell(goals, 14)));
  if (sheet.sheet.entry.outcome.empty()) return;
  rows.push(Json::array()
                .push(label_cell("目标完成情况", 2))
                .push(text_cell(sheet.sheet.entry.outcome, 14)));
}

void push_indicator_head(Json& rows, int month) {
  Json head = Json::array();
  for (const char* title : {"一级指标", "二级指标", "三级指标", "年度指标值"})
    head.push(label_cell(title, 1, 2));
  head.push(label_cell(months_text(month) + "完成情况", 1, 2));
  head.push(label_cell("全年预计完成情况", 1, 2));
  head.push(label_cell("偏差原因分析", 6)).push(label_cell("完成目标可能性", 3));
  rows.push(head.push(label_cell("备注", 1, 2)));
  Json lower = Json::array();
  for (const DeviationCause cause : kTickedCauses)
    lower.push(label_cell(chinese_name_of(cause)));
  lower.push(label_cell("原因说明"));
  for (const Likelihood likelihood : kTickedLikelihoods)
    lower.push(label_cell(chinese_name_of(likelihood)));
  rows.push(std::move(lower));
}

void push_monitored_indicators(Json& rows, const SheetRow& sheet) {
  const std::vector<Indicator>& indicators = sheet.project.project.indicators;
  const char* const tick = "√";
  for (std::size_t i = 0; i < indicators.size(); ++i) {
    const Indicator& indicator = indicators[i];
    const SheetLine& line = line_of(sheet.sheet.entry, static_cast<int>(i) + 1);
    Json row = Json::array();
    push_first_level(row, indicators, i);
    row.push(centred_cell(level_of(indicator, 1))).push(text_cell(level_of(indicator, 2)));
    row.push(centred_cell(target_of(indicator))).push(centred_cell(line.actual));
    row.push(centred_cell(line.forecast));
    for (const DeviationCause cause : kTickedCauses)
      row.push(centred_cell(std::ranges::count(line.causes, cause) > 0 ? tick : ""));
    row.push(text_cell(line.explanation));
    for (const Likelihood likelihood : kTickedLikelihoods)
      row.push(centred_cell(line.likelihood == likelihood ? tick : ""));
    rows.push(row.push(text_cell(line.remark)));
  }
}

void push_warnings(Json& rows, const SheetRow& sheet) {
  const std::optional<BasisPoints>& achieved = sheet.sheet.achieved;
  rows.push(
      Json::array()
          .push(label_cell("预算执行预警", 2))
          .push(centred_cell(warning_text(sheet.execution_alert), 3))
          .push(label_cell("目标完成预警", 3))
          .push(centred_cell(warning_text(sheet.goal_alert), 3))
          .push(label_cell("目标完成率"))
          .push(centred_cell(achieved ? percent_text(*achieved) : "—", kMonitoringColumns - 12)));
}

Json monitoring_part(const SheetRow& sheet, int number) {
  const Project& project = sheet.project.project;
  Json blocks = Json::array();
  blocks.push(heading_block(2, std::to_string(sheet.year.value()) + "年度项目支出绩效运行监控表（" +
                                   std::to_string(sheet.month) + "月）"));
  blocks.push(line_block(signature_of(sheet), "", "金额单位：万元"));
  Json rows = Json::array();
  push_monitored_head(rows, sheet);
  push_spending(rows, sheet);
  push_monitored_goal(rows, sheet);
  push_indicator_head(rows, sheet.month);
  push_monitored_indicators(rows, sheet);
  push_warnings(rows, sheet);
  blocks.push(table_block(kMonitoringWidths, 0, std::move(rows)));
  blocks.push(paragraph_block(
      "执行率以调整后的全年预算数为分母；执行数由支付记录汇总，未按资金性质分列的记“—”。", "note"));
  return part_of(sheet_name(project.name, number), true, std::move(blocks));
}

}  // namespace

Json monitoring_pages(const std::vector<SheetRow>& sheets) {
  Json parts = Json::array();
  int number = 0;
  for (const SheetRow& sheet : sheets)
    parts.push(monitoring_part(sheet, ++number));
  const int month = sheets.empty() ? 0 : sheets.front().month;
  return pages_of("monitoring-" + std::to_string(month), sheet_title(month), std::move(parts));
}

}  // namespace budget
