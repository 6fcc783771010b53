-- 前三个节点没有计划，全部安排在年底：年中不可能预警。
return {
  id = "hebei.late_plan",
  title = "10月底以前有支出计划",
  level = "warning",
  reason = "正定新区2024年有7个项目、13161万元全部安排在12月，全年不会出现落后于计划的预警，应在编制时提出。",
  basis = { certainty = "local_practice" },

  check = function(project)
    if project.budget_fen <= 0 or #project.plan == 0 then return end
    if project.planned_fen[10] == 0 and project.planned_fen[12] > 0 then
      report("10月底累计计划为0，" .. money.wan(project.planned_fen[12]) .. "万元全部安排在10月以后", "plan")
    end
  end,
}
