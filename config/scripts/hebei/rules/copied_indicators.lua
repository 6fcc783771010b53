-- 一套指标照抄到3个以上的项目。
local MOST <const> = 3

return {
  id = "hebei.copied_indicators",
  title = "同一套指标不照抄到多个项目",
  level = "info",
  reason = "指标名称和目标值全都相同的项目超过3个，多为照抄，难以反映各项目的绩效。",
  basis = { certainty = "local_practice" },

  check_budget = function(budget)
    local sets = {}
    for _, project in ipairs(budget.projects) do
      if #project.indicators > 0 then
        local parts = {}
        for _, indicator in ipairs(project.indicators) do
          table.insert(parts, indicator.level2 .. "|" .. indicator.level3 .. "|" .. indicator.printed)
        end
        local key = table.concat(parts, "\n")
        sets[key] = sets[key] or {}
        table.insert(sets[key], project)
      end
    end
    for _, projects in pairs(sets) do
      if #projects > MOST then
        report(#projects .. "个项目的" .. #projects[1].indicators .. "个指标完全相同，第一个是“"
          .. projects[1].name .. "”", "projects[" .. projects[1].code .. "].indicators")
      end
    end
  end,
}
