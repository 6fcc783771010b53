return {
  id = "mycounty.overspent",
  title = "累计支付不超过预算数",
  level = "error",
  reason = "超过预算数的支付没有依据。",
  basis = { document = "预算法实施条例（国务院令第729号）", article = "第五十七条", certainty = "primary" },

  check = function(project, budget)
    if project.paid_fen > project.budget_fen then
      report("已支付" .. money.wan(project.paid_fen) .. "万元，预算数" .. money.wan(project.budget_fen) .. "万元", "paid_fen")
    end
  end,
}
