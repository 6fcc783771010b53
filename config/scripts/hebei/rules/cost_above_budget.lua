-- 成本指标的金额大于预算数。只看单位就是“元”或“万元”的；“元/人/月”这样的标准要乘人数和月数，不在此列。
return {
  id = "hebei.cost_above_budget",
  title = "成本指标不大于预算数",
  level = "warning",
  reason = "项目成本不会超过项目预算，多为单位写错（元与万元）或沿用往年数字。",
  basis = { document = "财预〔2021〕101号", certainty = "secondary" },

  check = function(project)
    for position, indicator in ipairs(project.indicators) do
      if text.contains(indicator.level1 .. indicator.level2, "成本") then
        local cost
        if indicator.unit == "万元" then
          cost = money.of_wan(indicator.value)
        elseif indicator.unit == "元" then
          cost = money.of_yuan(indicator.value)
        end
        if cost and cost > project.budget_fen then
          report("成本指标“" .. indicator.level3 .. "”为" .. money.wan(cost) .. "万元，大于预算数"
            .. money.wan(project.budget_fen) .. "万元", "indicators[" .. position .. "]", indicator.printed)
        end
      end
    end
  end,
}
