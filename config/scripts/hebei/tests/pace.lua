-- 支出进度规则的用例：刚好等于界限、差一分。金额是万元的文本。
local plan = { [3] = "20", [6] = "50", [10] = "80", [12] = "100" }

local function paid(rule, amount, more)
  local case = { rule = rule, projects = { { budget_wan = "100", paid_wan = amount, plan_wan = plan } } }
  for name, value in pairs(more) do case[name] = value end
  return case
end

local function drafted(amount, name)
  return { { name = name or "测试项目", budget_wan = "100", paid_wan = amount, plan_wan = plan, in_force = false } }
end

local education = { department = { id = "130000-205", name = "教育局" } }
local education_october = { department = { id = "130000-205", name = "教育局" }, today = "2026-10-31" }

return {
  paid("hebei.own_plan_lag", "42.000001", { case = "落后不到8个百分点", passes = true }),
  paid("hebei.own_plan_lag", "42", { case = "刚好落后8个百分点", finds = "落后8.00万元" }),
  paid("hebei.own_plan_lag", "50", { case = "与计划相同", passes = true }),
  paid("hebei.own_plan_lag", "30", { case = "落后20个百分点由另一规则报告", passes = true }),
  paid("hebei.own_plan_lag", "8", { case = "年度未开始", budget = { today = "2025-12-31" }, passes = true }),
  { rule = "hebei.own_plan_lag", case = "没有预算的项目不适用", passes = true, projects = { { plan_wan = plan } } },

  paid("hebei.own_plan_lag_large", "30.000001", { case = "落后不到20个百分点", passes = true }),
  paid("hebei.own_plan_lag_large", "13", { case = "6月29日还看3月底的计划", passes = true,
    budget = { today = "2026-06-29" } }),
  paid("hebei.own_plan_lag_large", "30", { case = "刚好落后20个百分点", finds = "20.0%" }),
  paid("hebei.own_plan_lag", "40", { case = "编制时不看执行", passes = true, projects = drafted("40") }),
  paid("hebei.own_plan_lag_large", "0", { case = "编制时不看执行", passes = true, projects = drafted("0") }),
  paid("hebei.own_plan_lag_large", "0", { case = "全年没有支付", finds = "12月底累计计划100.00万元",
    budget = { today = "2027-01-15" } }),

  paid("hebei.education_pace", "60", { case = "6月底刚好60%", budget = education, passes = true }),
  paid("hebei.education_pace", "59.999999", { case = "6月底差一分", budget = education, finds = "6月底应不低于60.0%" }),
  paid("hebei.education_pace", "89.999999", { case = "10月底差一分", budget = education_october,
    finds = "10月底应不低于90.0%" }),
  paid("hebei.education_pace", "0", { case = "其他部门不适用", passes = true }),
  paid("hebei.education_pace", "0", { case = "编制时不看执行", budget = education, passes = true, projects = drafted("0") }),

  { rule = "hebei.three_guarantees_pace", case = "6月底刚好42%", passes = true,
    projects = { { name = "保工资支出", budget_wan = "100", paid_wan = "42" } } },
  { rule = "hebei.three_guarantees_pace", case = "6月底差一分不到42%", finds = "时间进度为6/12",
    projects = { { name = "保工资支出", budget_wan = "100", paid_wan = "41.999999" } } },
  { rule = "hebei.three_guarantees_pace", case = "编制时不看执行", passes = true, projects = drafted("0", "保工资支出") },
  { rule = "hebei.three_guarantees_pace", case = "其他项目不适用", passes = true,
    projects = { { name = "办公楼维修", budget_wan = "100" } } },

  paid("hebei.overspent", "100", { case = "刚好用完", passes = true }),
  paid("hebei.overspent", "100.000001", { case = "多付一分", finds = "多0.000001万元" }),
}
