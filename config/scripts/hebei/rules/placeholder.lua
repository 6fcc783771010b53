-- 模板里的占位文字没有改，或指标名就是层级名。
local PLACEHOLDERS <const> = { "目标内容", "指标内容", "XX", "xx", "××", "……", "..." }

local function placeholder_in(words)
  for _, placeholder in ipairs(PLACEHOLDERS) do
    if text.contains(words, placeholder) then return placeholder end
  end
end

return {
  id = "hebei.placeholder",
  title = "绩效目标和指标没有占位文字",
  level = "warning",
  reason = "“目标内容1”“XX”是模板里的占位文字，出现在报送稿里说明没有填写；怀来县2021年有11处。",
  basis = { certainty = "local_practice" },

  check = function(project)
    for position, goal in ipairs(project.goals) do
      local placeholder = placeholder_in(goal)
      if placeholder then
        report("第" .. position .. "条绩效目标含有占位文字“" .. placeholder .. "”", "goals[" .. position .. "]", goal)
      end
    end
    for position, indicator in ipairs(project.indicators) do
      local placeholder = placeholder_in(indicator.level3)
      local name = indicator.level3
      if placeholder then
        report("第" .. position .. "个指标的名称含有占位文字“" .. placeholder .. "”", "indicators[" .. position .. "]", name)
      elseif name ~= "" and (name .. "指标" == indicator.level2 or name == indicator.level2) then
        report("第" .. position .. "个指标的名称“" .. name .. "”就是二级指标的名称", "indicators[" .. position .. "]", name)
      end
    end
  end,
}
