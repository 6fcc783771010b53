#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <ostream>
#include <set>

#include <budget/money.h>

#include "cli/commands.h"
#include "cli/progress.h"
#include "cli/render.h"

namespace budget::cli {
namespace {

namespace json = boost::json;

std::string projects_of(const std::string& instance) {
  return "/v1/instances/" + percent_encoded(instance) + "/projects";
}

/// Cumulative 分 of a plan at a month's end: steps from node to node.
std::int64_t planned_by(const json::array& plan, std::int64_t month) {
  std::int64_t planned = 0;
  for (const auto& node : plan) {
    if (number_at(node, "month") <= month) planned = number_at(node, "cumulative_fen");
  }
  return planned;
}

std::int64_t paid_by(const json::value& project, std::int64_t month) {
  std::int64_t paid = 0;
  for (const auto& one : array_at(project, "paid_by_month"))
    paid += number_at(one, "month") <= month ? number_at(one, "paid_fen") : 0;
  return paid;
}

std::string wan(std::int64_t fen) {
  return Money::from_fen(fen).to_wan();
}

/// The plan in force and the original one side by side, against what was paid by then.
void print_plan(const Terminal& terminal, const json::value& project) {
  const json::array& versions = array_at(project, "versions");
  const json::array& draft = array_at(project, "plan");
  const json::array& plan = versions.empty() ? draft : array_at(versions.back(), "plan");
  const bool is_changed = versions.size() > 1;
  const json::array& original = is_changed ? array_at(versions.front(), "plan") : plan;
  std::set<std::int64_t> months;
  for (const json::array* one : {&plan, &original}) {
    for (const auto& node : *one)
      months.insert(number_at(node, "month"));
  }
  if (months.empty()) return;
  std::vector<Column> columns{{"节点"}, {"累计计划（万元）", Align::right}};
  if (is_changed) columns.push_back({"原计划", Align::right});
  columns.push_back({"累计支付", Align::right});
  columns.push_back({"差额", Align::right});
  Table table(columns);
  for (const std::int64_t month : months) {
    const std::int64_t planned = planned_by(plan, month);
    const std::int64_t paid = paid_by(project, month);
    std::vector<Cell> row{std::to_string(month) + "月底", wan(planned)};
    if (is_changed) row.emplace_back(wan(planned_by(original, month)));
    row.emplace_back(wan(paid));
    row.emplace_back(wan(planned - paid));
    table.add(std::move(row));
  }
  terminal.out << '\n'
               << (versions.empty() ? "计划（草案）"
                                    : "计划（第 " + text_at(versions.back(), "number") + " 版，" +
                                          text_at(versions.back(), "effective_on") + " 起）")
               << '\n';
  table.print(terminal);
}

void print_indicators(const Terminal& terminal, const json::value& project) {
  Table table({{"指标", Align::left, true}, {"指标值", Align::left, true}, {"权重", Align::right}});
  for (const auto& indicator : array_at(project, "indicators")) {
    std::string path;
    for (const auto& step : array_at(indicator, "path")) {
      path += (path.empty() ? "" : " / ") + text_at(step, "");
    }
    table.add({path, text_at(indicator, "raw"), text_at(indicator, "weight")});
  }
  if (!table.empty()) {
    terminal.out << "\n绩效指标\n";
    table.print(terminal);
  }
}

}  // namespace

Result<ExitCode> run(Api& api, const Terminal& terminal, const ProjectListOptions& options) {
  const json::array projects = TRY(api.list(projects_of(options.instance)));
  if (terminal.is_json) {
    print_json(terminal, json::object{{"items", projects}});
    return ExitCode::ok;
  }
  Table table({{"项目编码"},
               {"项目", Align::left, true},
               {"单位"},
               {"预算（万元）", Align::right},
               {"已支付", Align::right},
               {"预警", Align::right}});
  for (const auto& project : projects) {
    table.add({text_at(project, "code"), text_at(project, "name"), text_at(project, "unit"),
               wan_at(project, "budget_wan"), wan_at(project, "paid_wan"),
               text_at(project, "open_alerts")});
  }
  table.empty() ? say_nothing_found(terminal) : table.print(terminal);
  return ExitCode::ok;
}

Result<ExitCode> run(Api& api, const Terminal& terminal, const ProjectShowOptions& options) {
  const auto project = TRY(api.get("/v1/projects/" + std::to_string(options.year) + "/" +
                                   percent_encoded(options.code)));
  if (terminal.is_json) {
    print_json(terminal, project);
    return ExitCode::ok;
  }
  Sheet sheet;
  sheet.add("项目", text_at(project, "name"));
  sheet.add("编码", text_at(project, "code"));
  sheet.add("年度", text_at(project, "fiscal_year"));
  sheet.add("单位", text_at(project, "unit"));
  sheet.add("预算", text_at(project, "budget_wan") + " 万元（财政 " +
                        text_at(project, "fiscal_wan") + "，其他 " + text_at(project, "other_wan") +
                        "）");
  if (!array_at(project, "funds_changes").empty())
    sheet.add("年初预算", text_at(project, "original_budget_wan") + " 万元");
  sheet.add("已支付", text_at(project, "paid_wan") + " 万元");
  sheet.add("资金用途", text_at(project, "purpose"));
  sheet.add("未关闭预警", text_at(project, "open_alerts") + " 条");
  sheet.print(terminal);
  print_plan(terminal, project);
  print_indicators(terminal, project);
  return ExitCode::ok;
}

Result<ExitCode> run(Api& api, const Terminal& terminal, const ProjectDropOptions& options) {
  const auto answer =
      TRY(api.remove(projects_of(options.instance) + "/" + percent_encoded(options.code)));
  if (terminal.is_json) {
    print_json(terminal, answer);
  } else {
    terminal.out << "已移除项目 " << options.code << "。\n";
  }
  return ExitCode::ok;
}

}  // namespace budget::cli
