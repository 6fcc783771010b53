-- 教育系统非科研项目的支出进度低于要求：6月底60%，10月底90%。
return {
  id = "hebei.education_pace",
  title = "教育系统项目的支出进度达到要求",
  level = "error",
  reason = "教育系统非科研项目6月底支出进度不低于60%、10月底不低于90%，未用完的政府采购资金收回。",
  basis = { document = "冀教财〔2018〕11号", certainty = "secondary" },

  check = function(project, budget)
    if not project.in_force then return end   -- 还在编制，没有执行
    if not text.contains(budget.department.name, "教育") or text.contains(project.name, "科研") then return end
    local month, needed_bp = 0, 0
    if budget.months_ended >= 10 then
      month, needed_bp = 10, 9000
    elseif budget.months_ended >= 6 then
      month, needed_bp = 6, 6000
    end
    if month == 0 or project.budget_fen <= 0 then return end
    if money.compare_share(project.paid_fen, project.budget_fen, needed_bp) < 0 then
      report("已支付" .. money.wan(project.paid_fen) .. "万元，占预算数" .. money.wan(project.budget_fen) .. "万元的"
        .. money.percent(money.share(project.paid_fen, project.budget_fen)) .. "%，" .. month .. "月底应不低于"
        .. money.percent(needed_bp) .. "%", "paid_fen")
    end
  end,
}
