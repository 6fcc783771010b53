-- 绩效指标规则的用例。
local function indicator(level1, level2, level3, more)
  local made = { level1 = level1, level2 = level2, level3 = level3 }
  for name, value in pairs(more or {}) do made[name] = value end
  return made
end

local complete = {
  indicator("产出指标", "数量指标", "补贴发放人数", { weight = "20" }),
  indicator("产出指标", "质量指标", "补贴发放准确率", { weight = "20" }),
  indicator("产出指标", "时效指标", "补贴发放时限", { weight = "10" }),
  indicator("效益指标", "社会效益指标", "重大群体性事件数量", { weight = "30" }),
  indicator("满意度指标", "服务对象满意度指标", "领取人员满意度", { weight = "10" }),
}

local function one(rule, case, expected, given)
  local test = { rule = rule, case = case, projects = { { budget_wan = "6.16", indicators = { given } } } }
  if expected then test.finds = expected else test.passes = true end
  return test
end

return {
  { rule = "hebei.indicator_classes", case = "四类齐全", passes = true,
    projects = { { budget_wan = "1", indicators = complete } } },
  { rule = "hebei.indicator_classes", case = "没有指标", finds = "缺少数量、质量、时效、效益指标",
    projects = { { budget_wan = "0.000001" } } },
  { rule = "hebei.indicator_classes", case = "没有预算的项目不适用", passes = true, projects = { {} } },

  { rule = "hebei.indicator_pair", case = "框架内的对应关系", passes = true, projects = { { indicators = complete } } },
  one("hebei.indicator_pair", "成本为一级指标（新式）", nil, indicator("成本指标", "经济成本指标", "补助标准")),
  one("hebei.indicator_pair", "一格里有两个一级指标", "不对应", indicator("效益指标、经济效益指标", "经济效益指标", "增收")),

  one("hebei.cost_above_budget", "成本等于预算", nil,
    indicator("产出指标", "成本指标", "补助标准", { value = "6.16", unit = "万元" })),
  one("hebei.cost_above_budget", "成本9.19万元大于预算6.16万元", "9.19万元，大于预算数6.16万元",
    indicator("产出指标", "成本指标", "工作经费补助标准", { value = "9.19", unit = "万元", printed = "9.19万元" })),
  one("hebei.cost_above_budget", "成本以元计多一分", "6.160001万元",
    indicator("产出指标", "成本指标", "补助标准", { value = "61600.01", unit = "元" })),
  one("hebei.cost_above_budget", "按人按月的标准不在此列", nil,
    indicator("产出指标", "成本指标", "补助标准", { value = "99", unit = "万元/人/月" })),

  one("hebei.percent_range", "100%", nil, indicator("产出指标", "质量指标", "准确率", { value = "100", unit = "%" })),
  one("hebei.percent_range", "1100%", "大于100%",
    indicator("产出指标", "质量指标", "准确率", { value = "1100", unit = "%", printed = "1100%" })),
  one("hebei.percent_range", "增长率可以超过100%", nil,
    indicator("效益指标", "经济效益指标", "收入增长率", { value = "190", unit = "%" })),
  one("hebei.percent_range", "定性指标没有数值", nil, indicator("产出指标", "质量指标", "准确率", { unit = "%" })),

  one("hebei.comparator_direction", "成本用≤", nil,
    indicator("产出指标", "成本指标", "补助标准", { comparator = "<=", value = "1", unit = "元" })),
  one("hebei.comparator_direction", "投诉越少越好", nil,
    indicator("满意度指标", "服务对象满意度指标", "接受投诉次数", { comparator = "<=", value = "5", unit = "次" })),
  one("hebei.comparator_direction", "补助标准写成≥", "应为“≤”",
    indicator("产出指标", "成本指标", "补助标准", { comparator = ">=", value = "1", unit = "元" })),
  one("hebei.comparator_direction", "满意度写成≤", "应为“≥”",
    indicator("满意度指标", "服务对象满意度指标", "满意度", { comparator = "<=", value = "90", unit = "%" })),

  one("hebei.deadline_year", "时限为预算年度", nil, indicator("产出指标", "时效指标", "完成时间", { printed = "2026年底" })),
  one("hebei.deadline_year", "2026年预算写着2025年底", "早于预算年度2026年",
    indicator("产出指标", "时效指标", "补助发放完成时间", { printed = "2025年底" })),

  { rule = "hebei.placeholder", case = "写明了目标", passes = true,
    projects = { { goals = { "按时足额发放补贴" }, indicators = complete } } },
  { rule = "hebei.placeholder", case = "目标内容1", finds = "占位文字“目标内容”", projects = { { goals = { "1.目标内容1" } } } },
  one("hebei.placeholder", "数量指标叫“数量”", "就是二级指标的名称", indicator("产出指标", "数量指标", "数量")),

  { rule = "hebei.weights", case = "合计90", passes = true, projects = { { indicators = complete } } },
  one("hebei.weights", "没有填权重", nil, indicator("产出指标", "数量指标", "人数")),
  one("hebei.weights", "合计99.99", "权重合计为99.99", indicator("产出指标", "数量指标", "人数", { weight = "99.99" })),
  one("hebei.weights", "权重不是数字", "不是数字", indicator("产出指标", "数量指标", "人数", { weight = "约20" })),

  { rule = "hebei.copied_indicators", case = "三个项目相同", passes = true,
    projects = { { indicators = complete }, { indicators = complete }, { indicators = complete } } },
  { rule = "hebei.copied_indicators", case = "四个项目相同", finds = "4个项目的5个指标完全相同",
    projects = { { indicators = complete }, { indicators = complete }, { indicators = complete },
      { indicators = complete } } },
}
