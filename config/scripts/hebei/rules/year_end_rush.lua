-- 年底集中支出：10月以后的计划占预算数超过30%。全部在年底的由 hebei.late_plan 提醒。
local LIMIT_BP <const> = 3000

return {
  id = "hebei.year_end_rush",
  title = "10月以后的计划支出不超过30%",
  level = "info",
  reason = "年底突击花钱的风险。30%是常见的内部掌握标准，没有文件依据。",
  basis = { certainty = "local_practice" },

  check = function(project)
    if project.budget_fen <= 0 or project.planned_fen[10] == 0 then return end
    local late = money.subtract(project.planned_fen[12], project.planned_fen[10])
    if money.compare_share(late, project.budget_fen, LIMIT_BP) > 0 then
      report("10月以后计划支出" .. money.wan(late) .. "万元，占预算数" .. money.wan(project.budget_fen) .. "万元的"
        .. money.percent(money.share(late, project.budget_fen)) .. "%，超过30%", "plan")
    end
  end,
}
