-- 比较符与指标方向一致：成本用 ≤ 或 =，满意度用 ≥；满意度下的投诉、差评越少越好，不在此列。
local function is_unwanted(name)
  for _, word in ipairs({ "投诉", "不满意", "差评", "信访", "上访", "举报", "纠纷" }) do
    if text.contains(name, word) then return true end
  end
  return false
end

return {
  id = "hebei.comparator_direction",
  title = "比较符与指标方向一致",
  level = "warning",
  reason = "成本类指标越低越好，用“≤”或“=”；满意度越高越好，用“≥”或“=”。方向写反，评价时得分相反。",
  basis = { document = "财预〔2021〕101号", certainty = "secondary" },

  check = function(project)
    for position, indicator in ipairs(project.indicators) do
      local is_cost = text.contains(indicator.level1 .. indicator.level2, "成本")
      local is_satisfaction = text.contains(indicator.level2, "满意度")
      local upward = indicator.comparator == ">=" or indicator.comparator == ">"
      local downward = indicator.comparator == "<=" or indicator.comparator == "<"
      if (is_cost and upward) or (is_satisfaction and downward and not is_unwanted(indicator.level3)) then
        report((is_cost and "成本" or "满意度") .. "指标“" .. indicator.level3 .. "”的方向不对，应为“"
          .. (is_cost and "≤" or "≥") .. "”", "indicators[" .. position .. "]", indicator.printed)
      end
    end
  end,
}
