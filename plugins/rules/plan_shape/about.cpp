#include "plan_shape.h"

namespace budget::plan_shape {

plugin::About PlanShapeRule::about() {
  plugin::About about;
  about.id = "cn.budgetd.rules.plan_shape";
  about.version = "1.0.0";
  about.vendor = "budgetd";
  about.title_zh = "支出计划检查";
  about.title_en = "Shape of spending plans";
  about.flags = BUDGET_FLAG_PURE | BUDGET_FLAG_THREAD_SAFE;
  about.options = {
      {.key = "node_months",
       .type = OptionType::text_list,
       .unit = "月",
       .fallback = Json::array(),
       .help = "监控节点月份，如 [\"3\", \"6\", \"10\", \"12\"]；留空则不检查节点是否齐全。"},
      {.key = "tolerance",
       .type = OptionType::money,
       .unit = "万元",
       .fallback = "0.00",
       .help = "金额比较允许的误差；表格按万元取两位小数时可设为0.01。",
       .low = 0},
      {.key = "plan_needed_from",
       .type = OptionType::money,
       .unit = "万元",
       .fallback = "0.00",
       .help = "预算数不小于此数的项目必须有支出计划。",
       .low = 0},
      {.key = "year_end_allowed_below",
       .type = OptionType::money,
       .unit = "万元",
       .fallback = "0.00",
       .help = "全部安排在12月的项目，金额小于此数时不提醒。",
       .low = 0},
      {.key = "policy_curve",
       .type = OptionType::text_list,
       .fallback = Json::array(),
       .help = "支出进度要求，如 [\"6=60%\", \"10=90%\"]；留空则不检查计划是否低于要求。"},
      {.key = "policy_basis",
       .type = OptionType::text,
       .fallback = "",
       .help = "进度要求的文号和条款，写进提示；留空则注明“本地做法”。"},
      {.key = "policy_exempt_words",
       .type = OptionType::text_list,
       .fallback = Json::array(),
       .help = "名称中含有这些词的项目不与进度要求比较，如 [\"科研\"]。"},
  };
  return about;
}

std::vector<plugin::RuleText> PlanShapeRule::rules() const {
  std::vector<plugin::RuleText> rules{
      {RuleId("plan_shape.missing"), "有预算的项目有支出计划", FindingLevel::error,
       "绩效目标表要求填报资金支出计划（累计），没有计划就无法监控。",
       "预算10万元，四个节点都有计划", "预算10万元，计划为空"},
      {RuleId("plan_shape.funds"), "预算数等于财政资金与其他资金之和", FindingLevel::error,
       "绩效目标表：预算数 = 其中财政资金 + 其他资金，空白为0。", "10 = 8 + 2", "10 ≠ 8 + 1"},
      {RuleId("plan_shape.negative"), "金额不为负数", FindingLevel::error,
       "预算数、资金来源和累计计划都不会小于0。", "6月底累计计划0万元", "6月底累计计划-1万元"},
      {RuleId("plan_shape.months"), "计划节点的月份依次递增", FindingLevel::error,
       "累计计划按月份先后排列，每个月份一次，在1至12之间。", "3、6、10、12月", "3、10、6、12月"},
      {RuleId("plan_shape.nodes"), "计划节点与监控节点一致", FindingLevel::warning,
       "监控节点由选项 node_months 设定；河北为3、6、10、12月。", "3、6、10、12月",
       "3、6、9、12月"},
      {RuleId("plan_shape.falling"), "累计计划不下降", FindingLevel::error, "累计数只增不减。",
       "2、5、8、10万元", "2、5、4、10万元"},
      {RuleId("plan_shape.above_budget"), "累计计划不大于预算数", FindingLevel::error,
       "计划支出不能超过预算。", "预算10万元，12月底10万元", "预算10万元，12月底10.01万元"},
      {RuleId("plan_shape.end"), "最后一个节点等于预算数", FindingLevel::error,
       "到年底应安排完全部预算；缺少的部分没有支出安排。", "预算10万元，12月底10万元",
       "预算10万元，12月底9.99万元"},
      {RuleId("plan_shape.year_end"), "支出不全部安排在12月", FindingLevel::warning,
       "全部安排在12月的计划，年中实际支出为0也不会落后，预警不会出现。",
       "6月底5万元，12月底10万元", "前三个节点为0，12月底10万元"},
      {RuleId("plan_shape.behind_curve"), "累计计划不低于支出进度要求", FindingLevel::warning,
       "编制时就要看计划本身是否达到要求，否则按计划执行也会不达标。要求由选项 policy_curve 设定。",
       "要求6月底60%，计划60%", "要求6月底60%，计划59.99%"},
  };
  // Without numbers to go by, a rule is not one of this office's.
  std::erase_if(rules, [this](const plugin::RuleText& rule) {
    return (rule.id.text() == "plan_shape.nodes" && node_months_.empty()) ||
           (rule.id.text() == "plan_shape.behind_curve" && curve_.empty());
  });
  for (plugin::RuleText& rule : rules) {
    const std::string& id = rule.id.text();
    const bool is_of_amounts =
        id == "plan_shape.funds" || id == "plan_shape.above_budget" || id == "plan_shape.end";
    if (is_of_amounts && !tolerance_.is_zero()) rule.tolerance = tolerance_.to_wan() + " 万元";
    if (id == "plan_shape.behind_curve")
      rule.source = curve_basis_.empty() ? "本地做法" : curve_basis_;
  }
  return rules;
}

}  // namespace budget::plan_shape
