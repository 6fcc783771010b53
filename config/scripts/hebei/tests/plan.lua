-- 支出计划规则的用例。
local education = { department = { id = "130000-205", name = "教育局" } }

return {
  { rule = "hebei.education_plan", case = "计划刚好60%和90%", passes = true, budget = education,
    projects = { { budget_wan = "100", plan_wan = { [6] = "60", [10] = "90", [12] = "100" } } } },
  { rule = "hebei.education_plan", case = "6月底计划差一分", finds = "6月底累计计划59.999999万元", budget = education,
    projects = { { budget_wan = "100", plan_wan = { [6] = "59.999999", [10] = "90", [12] = "100" } } } },
  { rule = "hebei.education_plan", case = "科研项目不适用", passes = true, budget = education,
    projects = { { name = "科研平台", budget_wan = "100", plan_wan = { [12] = "100" } } } },

  { rule = "hebei.late_plan", case = "10月底有一分钱计划", passes = true,
    projects = { { budget_wan = "100", plan_wan = { [10] = "0.000001", [12] = "100" } } } },
  { rule = "hebei.late_plan", case = "全部在12月", finds = "100.00万元全部安排在10月以后",
    projects = { { budget_wan = "100", plan_wan = { [3] = "0", [6] = "0", [10] = "0", [12] = "100" } } } },
  { rule = "hebei.late_plan", case = "没有计划的由 plan_shape 报告", passes = true, projects = { { budget_wan = "100" } } },

  { rule = "hebei.year_end_rush", case = "10月以后刚好30%", passes = true,
    projects = { { budget_wan = "100", plan_wan = { [6] = "40", [10] = "70", [12] = "100" } } } },
  { rule = "hebei.year_end_rush", case = "10月以后超过30%一分", finds = "30.000001万元",
    projects = { { budget_wan = "100", plan_wan = { [6] = "40", [10] = "69.999999", [12] = "100" } } } },
}
