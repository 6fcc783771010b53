-- 累计支出落后于累计计划：8% ≤ (P − A) / B < 20%。
local FROM_BP <const> = 800
local BELOW_BP <const> = 2000

return {
  id = "hebei.own_plan_lag",
  title = "累计支出落后于累计计划8个百分点",
  level = "warning",
  reason = "绩效目标表按三、六、十、十二月底填报累计支出计划，支出落后应及时查明原因。"
    .. "河北未公布允许落后的幅度，8个百分点取自其他省平台的做法。",
  basis = { certainty = "local_practice" },

  check = function(project, budget)
    if not project.in_force then return end   -- 还在编制，没有执行
    local month = budget.months_ended
    if month == 0 or project.budget_fen <= 0 then return end
    local planned = project.planned_fen[month]
    local gap = money.subtract(planned, project.paid_fen)
    if money.compare_share(gap, project.budget_fen, FROM_BP) >= 0
      and money.compare_share(gap, project.budget_fen, BELOW_BP) < 0 then
      report(month .. "月底累计计划" .. money.wan(planned) .. "万元，已支付" .. money.wan(project.paid_fen)
        .. "万元，落后" .. money.wan(gap) .. "万元，为预算数" .. money.wan(project.budget_fen) .. "万元的"
        .. money.percent(money.share(gap, project.budget_fen)) .. "%，达到8个百分点", "plan")
    end
  end,
}
