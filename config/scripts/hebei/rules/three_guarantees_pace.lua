-- “三保”支出按时间进度：A/B 落后于 月份/12 超过8个百分点。两边同乘 1200×B，全是整数，没有舍入。
local WORDS <const> = { "三保", "保工资", "保运转", "保基本民生" }

local function is_guaranteed(name)
  for _, word in ipairs(WORDS) do
    if text.contains(name, word) then return true end
  end
  return false
end

return {
  id = "hebei.three_guarantees_pace",
  title = "“三保”支出落后时间进度不超过8个百分点",
  level = "error",
  reason = "“三保”支出按月均衡，落后时间进度8个百分点以内为黄色，超过为红色。见于陕西、黑龙江等省的平台，河北未见公布。",
  basis = { certainty = "local_practice" },

  check = function(project, budget)
    if not project.in_force then return end   -- 还在编制，没有执行
    local month = budget.months_ended
    if month == 0 or project.budget_fen <= 0 or not is_guaranteed(project.name) then return end
    -- month/12 − A/B > 8/100
    local expected = money.multiply(project.budget_fen, 100 * month - 96)
    if money.multiply(project.paid_fen, 1200) < expected then
      report("已支付" .. money.wan(project.paid_fen) .. "万元，占预算数" .. money.wan(project.budget_fen) .. "万元的"
        .. money.percent(money.share(project.paid_fen, project.budget_fen)) .. "%，时间进度为" .. month
        .. "/12，落后超过8个百分点", "paid_fen")
    end
  end,
}
