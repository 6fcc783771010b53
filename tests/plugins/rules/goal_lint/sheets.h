#pragma once

#include <string>
#include <vector>

#include "plugins/rules/expected_document.h"
#include "plugins/rules/rule_run.h"

namespace budget::tests {

inline Json indicator(const char* level1, const char* level2, const char* name,
                      const char* description, const char* printed,
                      const char* basis = "年度工作计划安排") {
  Json row = Json::object();
  row.set("level1", level1).set("level2", level2).set("level3", name);
  row.set("description", description).set("printed", printed).set("basis", basis);
  return row;
}

/// A sheet nobody would object to: a bridge to be inspected. Tests change what they are about.
struct SheetText {
  std::string code = "13060525P00008610001A";
  std::string name = "桥梁定期检测经费";
  std::string budget = "12.00";
  std::string purpose = "用于辖区桥梁的定期检测。";
  std::vector<std::string> goals = {"完成辖区桥梁检测，保障通行安全。"};
  std::vector<Json> rows = {
      indicator("产出指标", "数量指标", "检测桥梁数量", "纳入年度检测范围的桥梁总数", "≥8座"),
      indicator("产出指标", "质量指标", "检测报告合格率", "合格报告数/报告总数×100%", "≥98%"),
      indicator("产出指标", "时效指标", "检测完成时间", "全部桥梁完成外业检测", "≤11月底"),
      indicator("产出指标", "成本指标", "检测总费用", "支付检测单位的合同价款", "≤12万元"),
      indicator("效益指标", "社会效益指标", "通行安全保障程度", "检测后桥梁安全状况", "有效提升"),
      indicator("满意度指标", "服务对象满意度指标", "群众满意度", "沿线群众问卷满意比例", "≥90%")};
  std::vector<std::string> plan = {"3.00", "6.00", "9.00", "12.00"};
  int fiscal_year = 0;  ///< of the part of the file; 0: the budget's

  SheetText& row(std::size_t index, Json with) {
    rows[index] = std::move(with);
    return *this;
  }
  [[nodiscard]] Json json(int line) const {
    constexpr int kMonths[] = {3, 6, 10, 12};
    Json sheet = Json::object();
    sheet.set("code", code).set("name", name).set("purpose", purpose).set("line", line);
    if (fiscal_year != 0) sheet.set("fiscal_year", fiscal_year);
    if (!budget.empty()) sheet.set("budget_fen", fen_of(Json(budget)));
    Json list = Json::array();
    for (const std::string& goal : goals)
      list.push(goal);
    sheet.set("goals", std::move(list));
    Json nodes = Json::array();
    for (std::size_t i = 0; i < plan.size(); ++i)
      nodes.push(
          Json::object().set("month", kMonths[i]).set("cumulative_fen", fen_of(Json(plan[i]))));
    sheet.set("plan", std::move(nodes));
    Json indicators = Json::array();
    for (std::size_t i = 0; i < rows.size(); ++i) {
      Json row = rows[i];
      indicators.push(row.set("line", line + 10 + static_cast<int>(i)));
    }
    return sheet.set("indicators", std::move(indicators));
  }
};

inline Json sheets_payload(const std::vector<SheetText>& sheets) {
  Json payload = empty_payload(2025);
  Json projects = Json::array();
  for (std::size_t i = 0; i < sheets.size(); ++i)
    projects.push(sheets[i].json(static_cast<int>(i) * 100 + 1));
  return payload.set("projects", std::move(projects));
}

}  // namespace budget::tests
