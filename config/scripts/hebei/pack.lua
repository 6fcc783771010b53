-- 河北省规则包。数字可按本地文件修改，改后同时改 tests/ 里的用例：用例不符的规则包不会启用。
-- 文件写法见 plugins/rules/script_rules/README.md。
return {
  id = "hebei",
  version = "1.0.0",
  title = "河北省预算绩效规则",
  regions = { "13" },   -- 行政区划代码的开头；河北为13
  valid_from = 2022,    -- 预算年度，含
}
