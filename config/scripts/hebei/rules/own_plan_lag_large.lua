-- 累计支出严重落后于累计计划：(P − A) / B ≥ 20%。
local FROM_BP <const> = 2000

return {
  id = "hebei.own_plan_lag_large",
  title = "累计支出落后于累计计划20个百分点",
  level = "error",
  reason = "落后20个百分点以上的项目，应说明原因并提出调整或收回资金的意见。幅度为本系统的默认值。",
  basis = { certainty = "local_practice" },

  check = function(project, budget)
    if not project.in_force then return end   -- 还在编制，没有执行
    local month = budget.months_ended
    if month == 0 or project.budget_fen <= 0 then return end
    local planned = project.planned_fen[month]
    local gap = money.subtract(planned, project.paid_fen)
    if money.compare_share(gap, project.budget_fen, FROM_BP) >= 0 then
      report(month .. "月底累计计划" .. money.wan(planned) .. "万元，已支付" .. money.wan(project.paid_fen)
        .. "万元，落后" .. money.wan(gap) .. "万元，为预算数" .. money.wan(project.budget_fen) .. "万元的"
        .. money.percent(money.share(gap, project.budget_fen)) .. "%，达到20个百分点", "plan")
    end
  end,
}
