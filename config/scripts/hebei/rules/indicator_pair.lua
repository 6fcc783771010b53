-- 一级、二级指标的对应关系。2022年以来河北仍用旧式（成本在产出之下），新式（成本为一级）也接受。
local PAIRS <const> = {
  ["产出指标"] = { ["数量指标"] = true, ["质量指标"] = true, ["时效指标"] = true, ["成本指标"] = true },
  ["成本指标"] = { ["经济成本指标"] = true, ["社会成本指标"] = true, ["生态环境成本指标"] = true },
  ["效益指标"] = { ["经济效益指标"] = true, ["社会效益指标"] = true, ["生态效益指标"] = true,
    ["可持续影响指标"] = true },
  ["满意度指标"] = { ["服务对象满意度指标"] = true, ["满意度指标"] = true },
}

return {
  id = "hebei.indicator_pair",
  title = "一级指标与二级指标对应",
  level = "error",
  reason = "指标框架规定了每个一级指标之下的二级指标；一格里写两个一级指标也算不对应。",
  basis = { document = "财预〔2021〕101号", certainty = "secondary" },

  check = function(project)
    for position, indicator in ipairs(project.indicators) do
      local seconds = PAIRS[indicator.level1]
      if not seconds or not seconds[indicator.level2] then
        report("第" .. position .. "个指标“" .. indicator.level3 .. "”的一级指标“" .. indicator.level1
          .. "”与二级指标“" .. indicator.level2 .. "”不对应", "indicators[" .. position .. "]")
      end
    end
  end,
}
