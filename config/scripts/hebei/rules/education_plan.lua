-- 教育系统非科研项目的支出计划本身低于要求：6月底60%，10月底90%。编制时就应发现。
local CURVE <const> = { { month = 6, share_bp = 6000 }, { month = 10, share_bp = 9000 } }

return {
  id = "hebei.education_plan",
  title = "教育系统项目的累计计划达到支出进度要求",
  level = "warning",
  reason = "教育系统非科研项目6月底支出进度不低于60%、10月底不低于90%；计划低于要求，按计划执行也会不达标。",
  basis = { document = "冀教财〔2018〕11号", certainty = "secondary" },

  check = function(project, budget)
    if not text.contains(budget.department.name, "教育") or text.contains(project.name, "科研") then return end
    if project.budget_fen <= 0 or #project.plan == 0 then return end
    for _, point in ipairs(CURVE) do
      local planned = project.planned_fen[point.month]
      if money.compare_share(planned, project.budget_fen, point.share_bp) < 0 then
        report(point.month .. "月底累计计划" .. money.wan(planned) .. "万元，占预算数"
          .. money.wan(project.budget_fen) .. "万元的" .. money.percent(money.share(planned, project.budget_fen))
          .. "%，低于要求的" .. money.percent(point.share_bp) .. "%", "plan")
      end
    end
  end,
}
