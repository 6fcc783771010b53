#include "engine/publication/goal_sheets.h"

#include <algorithm>
#include <array>

#include "engine/publication/page_blocks.h"

namespace budget {
namespace {

constexpr int kColumns = 7;

Json label(const std::string& text, int columns = 1, int rows = 1) {
  return text_cell(text, columns, rows, "centre");
}

/// An amount: a number where a table prints it as one, else the words that stand there.
Json amount(const Json& money, int columns = 1) {
  Json cell = text_cell("", columns);
  const std::string& number = money["number"].text();
  if (amount_in(number)) {
    cell.set("number", number);
  } else {
    cell.set("text", money["printed"].text());
  }
  return cell.set("align", "right");
}

void push_money(Json& rows, const Json& project) {
  if (!project["code"].is_null() || !project["budget"].is_null()) {
    Json row = Json::array().push(label("项目编码"));
    row.push(text_cell(words_of(project["code"]), 2)).push(label("项目名称"));
    rows.push(row.push(text_cell(words_of(project["name"]), 3)));
  }
  if (project["budget"].is_null() && project["purpose"].is_null()) return;
  Json funds = Json::array().push(label("预算规模及资金用途", 1, 2)).push(label("预算数"));
  funds.push(amount(project["budget"])).push(label("其中：财政资金"));
  funds.push(amount(project["fiscal"])).push(label("其他资金"));
  rows.push(funds.push(amount(project["other"])));
  rows.push(Json::array().push(text_cell(words_of(project["purpose"]), kColumns - 1)));
}

Json plan_cell(const Json& node, int columns) {
  const std::string& printed = node["printed"].text();
  Json cell = text_cell("", columns, 1, "right");
  return amount_in(printed) ? cell.set("number", printed) : cell.set("text", printed);
}

void push_plan(Json& rows, const Json& plan, const GoalSheetLayout& layout) {
  if (plan.is_null()) return;
  const Json::Array& nodes = plan["nodes"].items();
  std::vector<int> months;
  for (const Json& node : nodes)
    months.push_back(static_cast<int>(node["month"].integer()));
  if (months.empty()) months = layout.months;
  const auto count = static_cast<int>(months.size());
  if (count == 0 || count > kColumns - 1) return;
  const std::string& printed = words_of(plan["label"]);
  Json heads = Json::array().push(label(printed.empty() ? layout.plan_label : printed, 1, 2));
  Json values = Json::array();
  int left = kColumns - 1;
  for (int i = 0; i < count; ++i) {
    const int wide = (left + count - i - 1) / (count - i);
    left -= wide;
    heads.push(label(std::to_string(months[static_cast<std::size_t>(i)]) + "月底", wide));
    const bool is_there = static_cast<std::size_t>(i) < nodes.size();
    values.push(plan_cell(is_there ? nodes[static_cast<std::size_t>(i)] : Json(), wide));
  }
  rows.push(std::move(heads));
  rows.push(std::move(values));
}

/// The goals on lines of their own, unless their numbers do not make up the printed text again.
std::string goal_lines(const Json& project) {
  std::string lines;
  for (const Json& goal : project["goals"].items()) {
    if (!lines.empty()) lines += '\n';
    if (goal["number"].integer() > 0) lines += std::to_string(goal["number"].integer()) + ".";
    lines += goal["text"].text();
  }
  const std::string& printed = words_of(project["goals_text"]);
  return folded(lines) == folded(printed) || printed.empty() ? lines : printed;
}

struct IndicatorColumn {
  const char* title;
  int columns;
};

void push_indicators(Json& rows, const Json& project) {
  const Json::Array& indicators = project["indicators"].items();
  if (indicators.empty()) return;
  const bool has_weights = std::ranges::any_of(
      indicators, [](const Json& each) { return !each["weight"].text().empty(); });
  Json header = Json::array();
  for (const char* title : {"一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值"})
    header.push(text_cell(title, 1, 1, "centre", true));
  if (has_weights) header.push(text_cell("权重", 1, 1, "centre", true));
  header.push(text_cell("指标值确定依据", has_weights ? 1 : 2, 1, "centre", true));
  rows.push(std::move(header));
  for (std::size_t i = 0; i < indicators.size(); ++i) {
    const Json& indicator = indicators[i];
    Json row = Json::array();
    // A first level printed once stands over all its rows.
    if (i == 0 || indicator["level1_printed"].boolean()) {
      int below = 1;
      while (i + static_cast<std::size_t>(below) < indicators.size() &&
             !indicators[i + static_cast<std::size_t>(below)]["level1_printed"].boolean())
        ++below;
      row.push(label(indicator["level1"].text(), 1, below));
    }
    row.push(label(indicator["level2"].text()));
    row.push(text_cell(indicator["level3"].text()));
    row.push(text_cell(indicator["description"].text()));
    row.push(label(indicator["value"]["printed"].text()));
    if (has_weights) row.push(label(indicator["weight"].text()));
    rows.push(row.push(text_cell(indicator["basis"].text(), has_weights ? 1 : 2)));
  }
}

}  // namespace

std::string goal_sheet_title(const Json& project) {
  const std::string& sequence = project["sequence"].text();
  std::string name = words_of(project["title"]);
  if (name.empty()) name = words_of(project["name"]);
  return (sequence.empty() ? "" : sequence + ".") + name + "绩效目标表";
}

Json goal_sheet_blocks(const Json& project, const GoalSheetLayout& layout, const std::string& id) {
  Json blocks = Json::array();
  Json heading = heading_block(3, goal_sheet_title(project), id);
  blocks.push(heading.set("begins_page", true));
  const std::string& unit = project["unit_name"].text();
  if (!unit.empty() || !project["budget"].is_null()) {
    const std::string& code = project["unit_code"].text();
    blocks.push(line_block(code.empty() ? unit : code + " " + unit, "",
                           "单位：" + project["money_unit"].text()));
  }
  Json rows = Json::array();
  push_money(rows, project);
  push_plan(rows, project["plan"], layout);
  const std::string goals = goal_lines(project);
  if (!goals.empty())
    rows.push(Json::array().push(label("绩效目标")).push(text_cell(goals, kColumns - 1)));
  push_indicators(rows, project);
  if (!rows.items().empty()) blocks.push(table_block(layout.widths, 0, std::move(rows)));
  return blocks;
}

}  // namespace budget
