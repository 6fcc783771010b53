#pragma once

#include <string>
#include <vector>

#include "plugins/rules/expected_document.h"

namespace budget::tests {

using Rows = std::vector<std::vector<std::string>>;

inline Json table_of(int number, const char* title, std::vector<std::string> columns,
                     const Rows& rows, const char* note = "") {
  Json table = Json::object();
  Json heads = Json::array();
  for (std::string& column : columns)
    heads.push(std::move(column));
  Json lines = Json::array();
  Json body = Json::array();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    Json cells = Json::array();
    for (const std::string& cell : rows[i])
      cells.push(cell);
    body.push(std::move(cells));
    lines.push(Json::array().push(number * 100 + static_cast<int>(i)));
  }
  table.set("number", number).set("title", title).set("money_unit", "万元");
  table.set("columns", std::move(heads)).set("rows", std::move(body));
  table.set("row_lines", std::move(lines)).set("note", note).set("empty", rows.empty());
  return table;
}

inline Json paragraph_of(const char* text, int line) {
  Json paragraph = Json::object();
  return paragraph.set("text", text).set("source", Json::object().set("line", line));
}

inline Json section_of(int number, const char* heading, std::vector<const char*> paragraphs) {
  Json section = Json::object();
  section.set("number", number);
  section.set("heading", paragraph_of(heading, 2000 + number * 10));
  Json list = Json::array();
  for (const char* text : paragraphs)
    list.push(paragraph_of(text, 2000 + number * 10 + static_cast<int>(list.items().size()) + 1));
  return section.set("paragraphs", std::move(list));
}

/// The shortest lines of income and expenditure that still have everything: counted, with money and
/// without.
inline Json small_tables() {
  const std::vector<std::string> by_function = {
      "序号", "功能分类科目/科目编码", "功能分类科目/科目名称", "合计", "基本支出", "项目支出"};
  Json tables = Json::array();
  tables.push(table_of(
      1, "部门预算收支总表", {"序号", "收入/项目", "收入/预算数", "支出/项目", "支出/预算数"},
      {{"1", "一、一般公共预算拨款收入", "150.00", "一、一般公共服务支出", "120.00"},
       {"2", "二、政府性基金预算拨款收入", "30.00", "二、外交支出", ""},
       {"3", "三、国有资本经营预算拨款收入", "", "三、国防支出", "35.00"},
       {"4", "四、财政专户管理资金收入", "", "四、公共安全支出", "30.00"},
       {"5", "本年收入合计", "180.00", "本年支出合计", "185.00"},
       {"6", "上年结转结余", "5.00", "年终结转结余", ""},
       {"7", "收入总计", "185.00", "支出总计", "185.00"}}));
  tables.push(table_of(2, "部门预算收入总表",
                       {"序号", "功能分类科目/科目编码", "功能分类科目/科目名称", "合计",
                        "本年收入/小计", "本年收入/财政拨款收入", "本年收入/事业收入", "上年结转"},
                       {{"1", "", "合计", "185.00", "180.00", "180.00", "", "5.00"},
                        {"2", "201", "一般公共服务支出", "120.00", "120.00", "120.00", "", ""},
                        {"3", "20103", "政府办公事务", "120.00", "120.00", "120.00", "", ""},
                        {"4", "2010301", "行政运行", "90.00", "90.00", "90.00", "", ""},
                        {"5", "2010302", "一般管理", "30.00", "30.00", "30.00", "", ""},
                        {"6", "203", "国防支出", "35.00", "30.00", "30.00", "", "5.00"},
                        {"7", "20306", "国防动员", "35.00", "30.00", "30.00", "", "5.00"},
                        {"8", "2030603", "人民防空", "35.00", "30.00", "30.00", "", "5.00"},
                        {"9", "204", "公共安全支出", "30.00", "30.00", "30.00", "", ""},
                        {"10", "20402", "公安", "30.00", "30.00", "30.00", "", ""},
                        {"11", "2040220", "执法办案", "30.00", "30.00", "30.00", "", ""}}));
  tables.push(table_of(3, "部门预算支出总表", by_function,
                       {{"1", "", "合计", "185.00", "90.00", "95.00"},
                        {"2", "201", "一般公共服务支出", "120.00", "90.00", "30.00"},
                        {"3", "20103", "政府办公事务", "120.00", "90.00", "30.00"},
                        {"4", "2010301", "行政运行", "90.00", "90.00", ""},
                        {"5", "2010302", "一般管理", "30.00", "", "30.00"},
                        {"6", "203", "国防支出", "35.00", "", "35.00"},
                        {"7", "20306", "国防动员", "35.00", "", "35.00"},
                        {"8", "2030603", "人民防空", "35.00", "", "35.00"},
                        {"9", "204", "公共安全支出", "30.00", "", "30.00"},
                        {"10", "20402", "公安", "30.00", "", "30.00"},
                        {"11", "2040220", "执法办案", "30.00", "", "30.00"}}));
  tables.push(table_of(
      4, "部门预算财政拨款收支总表",
      {"序号", "收入/项目", "收入/金额", "支出/项目", "支出/合计", "支出/一般公共预算财政拨款",
       "支出/政府性基金预算财政拨款", "支出/国有资本经营预算财政拨款"},
      {{"1", "一、一般公共预算拨款", "150.00", "一、一般公共服务支出", "120.00", "120.00", "", ""},
       {"2", "二、政府性基金预算拨款", "30.00", "二、外交支出", "", "", "", ""},
       {"3", "三、国有资本经营预算拨款", "", "三、国防支出", "35.00", "35.00", "", ""},
       {"4", "", "", "四、公共安全支出", "30.00", "", "30.00", ""},
       {"5", "本年收入合计", "180.00", "本年支出合计", "185.00", "155.00", "30.00", ""},
       {"6", "年初财政拨款结转和结余", "5.00", "年末财政拨款结转和结余", "", "", "", ""},
       {"7", "一、一般公共预算拨款", "5.00", "", "", "", "", ""},
       {"8", "收入总计", "185.00", "支出总计", "185.00", "155.00", "30.00", ""}}));
  tables.push(table_of(5, "部门预算一般公共预算财政拨款支出表", by_function,
                       {{"1", "", "合计", "155.00", "90.00", "65.00"},
                        {"2", "201", "一般公共服务支出", "120.00", "90.00", "30.00"},
                        {"3", "20103", "政府办公事务", "120.00", "90.00", "30.00"},
                        {"4", "2010301", "行政运行", "90.00", "90.00", ""},
                        {"5", "2010302", "一般管理", "30.00", "", "30.00"},
                        {"6", "203", "国防支出", "35.00", "", "35.00"},
                        {"7", "20306", "国防动员", "35.00", "", "35.00"},
                        {"8", "2030603", "人民防空", "35.00", "", "35.00"}}));
  tables.push(table_of(6, "部门预算一般公共预算财政拨款基本支出表",
                       {"序号", "支出部门经济分类科目/科目编码", "支出部门经济分类科目/科目名称",
                        "一般公共预算基本支出/合计", "一般公共预算基本支出/人员经费",
                        "一般公共预算基本支出/公用经费"},
                       {{"1", "", "合计", "90.00", "70.00", "20.00"},
                        {"2", "301", "工资福利支出", "70.00", "70.00", ""},
                        {"3", "30101", "基本工资", "70.00", "70.00", ""},
                        {"4", "302", "商品和服务支出", "20.00", "", "20.00"},
                        {"5", "30201", "办公费", "19.60", "", "19.60"},
                        {"6", "30217", "公务接待费", "0.40", "", "0.40"}}));
  tables.push(table_of(7, "部门预算政府基金预算财政拨款支出表", by_function,
                       {{"1", "", "合计", "30.00", "", "30.00"},
                        {"2", "204", "公共安全支出", "30.00", "", "30.00"},
                        {"3", "20402", "公安", "30.00", "", "30.00"},
                        {"4", "2040220", "执法办案", "30.00", "", "30.00"}}));
  tables.push(table_of(8, "部门预算国有资本经营预算财政拨款支出表", by_function, {},
                       "注：无国有资本经营预算财政拨款预算，空表列示。"));
  tables.push(table_of(9, "部门预算财政拨款“三公”经费支出表",
                       {"序号", "项目", "资金性质/合计", "资金性质/一般公共预算财政拨款",
                        "资金性质/政府性基金预算拨款"},
                       {{"1", "合计", "2.40", "2.40", ""},
                        {"2", "“三公”经费小计", "2.40", "2.40", ""},
                        {"3", "一、因公出国(境)费", "", "", ""},
                        {"4", "二、公务用车购置及运维费", "2.00", "2.00", ""},
                        {"5", "其中：公务用车购置费", "", "", ""},
                        {"6", "公务用车运行维护费", "2.00", "2.00", ""},
                        {"7", "三、公务接待费", "0.40", "0.40", ""}}));
  return tables;
}

/// A whole disclosure, invented, in which everything adds up.
inline Json small_disclosure() {
  Json sections = Json::array();
  sections.push(section_of(1, "一、部门职责及机构设置情况", {"负责机关事务。"}));
  sections.push(section_of(2, "二、部门预算安排的总体情况",
                           {"2025年预算收入185.00万元，其中：一般公共预算收入150."
                            "00万元，政府性基金收入30.00万元，上年结转5.00万元。",
                            "2025年支出预算185.00万元，其中基本支出90.00万元，包括人员经费70."
                            "00万元和日常公用经费20.00万元；项目支出95."
                            "00万元。",
                            "2025年预算收支安排185.00万元，较2024年预算减少15.00万元，下降7.5%"
                            "，其中：基本支出增加5.00万元，项目支出减少20."
                            "00万元。"}));
  sections.push(section_of(3, "三、机关运行经费安排情况", {"2025年机关运行经费安排20.00万元。"}));
  sections.push(section_of(
      4, "四、财政拨款“三公”经费预算情况及增减变化原因",
      {"2025年“三公”经费预算安排2.40万元，其中因公出国（境）费0万元；公务用车购置及运维费2.00万元（"
       "其中：公务用车购置费0万元，公务用车运维费2.00万元）；公务接待费0.40万元，与上年持平。"}));
  const char* rest[] = {"五、预算绩效信息", "六、政府采购预算情况", "七、国有资产信息",
                        "八、名词解释", "九、其他需要说明的事项"};
  for (int i = 0; i < 5; ++i)
    sections.push(section_of(5 + i, rest[i], {"见附件。"}));
  Json document = Json::object();
  document.set("schema", "budget.document/1").set("kind", "budget_disclosure");
  document.set("title", "某某单位2025年部门预算公开").set("tables", small_tables());
  document.set("sections", std::move(sections));
  Json payload = empty_payload(2025);
  return payload.set("document", std::move(document));
}

/// The table with `number` changed by `change`.
template <typename ChangeTable>
Json with_table(int number, ChangeTable change) {
  Json payload = small_disclosure();
  Json::Array tables = payload["document"]["tables"].items();
  change(tables[static_cast<std::size_t>(number - 1)]);
  Json document = payload["document"];
  document.set("tables", Json(tables));
  return payload.set("document", std::move(document));
}

}  // namespace budget::tests
