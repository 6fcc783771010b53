-- 支付超过预算：A > B。
return {
  id = "hebei.overspent",
  title = "累计支付不超过预算数",
  level = "error",
  reason = "资金拨付应当按照预算、用款计划和项目进度；超过预算数的支付没有依据。",
  basis = { document = "预算法实施条例（国务院令第729号）", article = "第五十七条", certainty = "primary" },

  check = function(project)
    if project.paid_fen > project.budget_fen then
      report("已支付" .. money.wan(project.paid_fen) .. "万元，超过预算数" .. money.wan(project.budget_fen) .. "万元，多"
        .. money.wan(money.subtract(project.paid_fen, project.budget_fen)) .. "万元", "paid_fen")
    end
  end,
}
