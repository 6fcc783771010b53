#include "engine/publication/page_blocks.h"
#include "engine/reporting/amounts.h"
#include "engine/reporting/bulletin.h"

namespace budget {
namespace {

const std::vector<int> kBulletinWidths = {5, 22, 6, 10, 10, 10, 10, 8, 8, 8, 9, 7};

Json line_cells(const BulletinLine& line) {
  const BulletinRow& row = line.row;
  Json cells = Json::array().push(centred_cell(line.rank ? std::to_string(*line.rank) : "—"));
  cells.push(text_cell(row.department_name)).push(centred_cell(std::to_string(row.projects)));
  cells.push(wan_cell(row.original)).push(wan_cell(row.budget));
  cells.push(wan_cell(row.planned)).push(wan_cell(row.paid));
  cells.push(centred_cell(percent_text(share_of(row.paid, row.budget))));
  cells.push(centred_cell(line.due ? percent_text(*line.due) : "—"));
  cells.push(centred_cell(line.level ? chinese_name_of(*line.level) : "—"));
  cells.push(wan_cell(line.gap));
  return cells.push(centred_cell(std::to_string(row.open_alerts)));
}

}  // namespace

Json bulletin_pages(const Bulletin& bulletin) {
  const std::string title = std::to_string(bulletin.year.value()) + "年" +
                            std::to_string(bulletin.month) + "月预算支出进度通报";
  const Date day = Date::last_of_month(bulletin.year.value(), bulletin.month);
  Json blocks = Json::array();
  blocks.push(heading_block(2, title));
  const BulletinRow& total = bulletin.total;
  blocks.push(
      paragraph_block("截至" + day.to_chinese() + "，" + std::to_string(bulletin.lines.size()) +
                      " 个部门、" + std::to_string(total.projects) + " 个项目，全年预算 " +
                      total.budget.to_wan() + " 万元，累计支出 " + total.paid.to_wan() +
                      " 万元，执行率 " + percent_text(share_of(total.paid, total.budget)) + "。"));
  blocks.push(line_block("按执行率从高到低排名", "", "金额单位：万元"));
  Json rows = Json::array();
  Json head = Json::array();
  for (const char* column : {"名次", "部门", "项目数", "年初预算数", "全年预算数", "累计计划",
                             "累计支出", "执行率", "应达进度", "级别", "差额", "未关闭预警"})
    head.push(label_cell(column));
  rows.push(std::move(head));
  for (const BulletinLine& line : bulletin.lines)
    rows.push(line_cells(line));
  rows.push(Json::array()
                .push(label_cell("合计", 2))
                .push(centred_cell(std::to_string(total.projects)))
                .push(wan_cell(total.original))
                .push(wan_cell(total.budget))
                .push(wan_cell(total.planned))
                .push(wan_cell(total.paid))
                .push(centred_cell(percent_text(share_of(total.paid, total.budget))))
                .push(text_cell("", 3))
                .push(centred_cell(std::to_string(total.open_alerts))));
  blocks.push(table_block(kBulletinWidths, 1, std::move(rows)));
  blocks.push(heading_block(3, "规则与计算"));
  if (bulletin.rules.empty()) blocks.push(paragraph_block("本月没有规则可以对照，只排名。"));
  for (const std::string& rule : bulletin.rules)
    blocks.push(paragraph_block(rule));
  for (const BulletinLine& line : bulletin.lines)
    blocks.push(paragraph_block(line.row.department_name + "：" + line.arithmetic));
  return pages_of(
      "bulletin-" + std::to_string(bulletin.year.value()) + "-" + std::to_string(bulletin.month),
      title, Json::array().push(part_of("通报", true, std::move(blocks))));
}

}  // namespace budget
