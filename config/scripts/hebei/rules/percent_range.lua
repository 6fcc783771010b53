-- 百分比指标值在0至100之间；增长、比率类可以超过。
local MAY_EXCEED <const> = { "增长", "增幅", "提高", "同比", "比率", "倍" }

local function may_exceed(name)
  for _, word in ipairs(MAY_EXCEED) do
    if text.contains(name, word) then return true end
  end
  return false
end

return {
  id = "hebei.percent_range",
  title = "百分比指标值在0至100之间",
  level = "warning",
  reason = "完成率、合格率、满意度不会超过100%；“1100%”“≥190%”多为录入错误。",
  basis = { certainty = "local_practice" },

  check = function(project)
    for position, indicator in ipairs(project.indicators) do
      local above = decimal.compare(indicator.value, "100")
      if indicator.unit == "%" and above == 1 and not may_exceed(indicator.level3) then
        report("指标“" .. indicator.level3 .. "”的值为" .. indicator.value .. "%，大于100%",
          "indicators[" .. position .. "]", indicator.printed)
      end
    end
  end,
}
