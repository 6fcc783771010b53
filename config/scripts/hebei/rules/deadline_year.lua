-- 时效指标写着以前的年份，如2026年预算里的“2025年底”。
return {
  id = "hebei.deadline_year",
  title = "时效指标的年份不早于预算年度",
  level = "warning",
  reason = "沿用上年目标表时常忘记改年份，早于预算年度的时限无法考核。",
  basis = { certainty = "local_practice" },

  check = function(project, budget)
    for position, indicator in ipairs(project.indicators) do
      if text.contains(indicator.level2, "时效") then
        for year = budget.fiscal_year - 10, budget.fiscal_year - 1 do
          if text.contains(indicator.printed, year .. "年") then
            report("时效指标“" .. indicator.level3 .. "”的时限为“" .. indicator.printed .. "”，早于预算年度"
              .. budget.fiscal_year .. "年", "indicators[" .. position .. "]", indicator.printed)
          end
        end
      end
    end
  end,
}
