-- 填了权重的，合计应为100；编制时可为90，另10分为预算执行率。
return {
  id = "hebei.weights",
  title = "指标权重合计为100或90",
  level = "error",
  reason = "自评总分100分，其中预算执行率10分；编制绩效目标时指标权重合计为90，也有地方按100填报。",
  basis = { document = "财预〔2020〕10号", certainty = "secondary" },

  check = function(project)
    local sum, count = 0, 0
    for position, indicator in ipairs(project.indicators) do
      if indicator.weight ~= "" then
        -- of_yuan reads two decimals exactly; 100 points are 10000 units.
        local weight = money.of_yuan(indicator.weight)
        if not weight then
          report("指标“" .. indicator.level3 .. "”的权重“" .. indicator.weight .. "”不是数字",
            "indicators[" .. position .. "]", indicator.weight)
          return
        end
        sum = money.add(sum, weight)
        count = count + 1
      end
    end
    if count > 0 and sum ~= 10000 and sum ~= 9000 then
      report(count .. "个指标的权重合计为" .. money.yuan(sum) .. "，应为100或90", "indicators")
    end
  end,
}
