-- 数量、质量、时效、效益指标各至少一个。
local NEEDED <const> = { "数量", "质量", "时效", "效益" }

return {
  id = "hebei.indicator_classes",
  title = "数量、质量、时效、效益指标齐全",
  level = "error",
  reason = "项目绩效目标应有产出指标（数量、质量、时效）和至少一个效益指标。",
  basis = { document = "财预〔2021〕101号", certainty = "secondary" },

  check = function(project)
    if project.budget_fen <= 0 then return end
    local missing = ""
    for _, class in ipairs(NEEDED) do
      local found = false
      for _, indicator in ipairs(project.indicators) do
        if text.starts_with(indicator.level2, class) or (class == "效益" and text.contains(indicator.level1, class)) then
          found = true
        end
      end
      if not found then missing = missing .. (missing == "" and "" or "、") .. class end
    end
    if missing ~= "" then report("缺少" .. missing .. "指标，现有" .. #project.indicators .. "个指标", "indicators") end
  end,
}
