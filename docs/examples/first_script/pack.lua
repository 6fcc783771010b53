return {
  id = "mycounty",
  version = "1.0.0",
  title = "本县规则",
  regions = { "130605" },
  valid_from = 2026,
}
