return {
  { rule = "mycounty.overspent", case = "刚好用完", passes = true,
    projects = { { budget_wan = "1", paid_wan = "1" } } },
  { rule = "mycounty.overspent", case = "多付一分", finds = "1.000001万元",
    projects = { { budget_wan = "1", paid_wan = "1.000001" } } },
}
