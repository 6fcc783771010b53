#include "engine/publication/page_blocks.h"
#include "engine/reporting/amounts.h"
#include "engine/reporting/bulletin.h"

namespace budget {
namespace {

const std::vector<int> kBulletinWidths = {5, 22, 6, 10, 10, 10, 10, 8, 8, 8, 9, 7};

Json line_cells(const BulletinLine& line) {
  const BulletinRow& row = line.row;
  Json cells = Json::array().push(centred_cell(line.rank ? std::to_string(*line.rank) : "—"));
  cells.push(text_cell(row.department_name)).push(count_cell(row.projects));
  cells.push(wan_cell(row.original)).push(wan_cell(row.budget));
  cells.push(wan_cell(row.planned)).push(wan_cell(row.paid));
  cells.push(percent_cell(share_of(row.paid, row.budget)));
  cells.push(line.due ? percent_cell(*line.due) : centred_cell("—"));
  cells.push(centred_cell(line.level ? chinese_name_of(*line.level) : "—"));
  cells.push(wan_cell(line.gap));
  return cells.push(count_cell(row.open_alerts));
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
  const auto of_column = [&](Json cell, int column) {
    const auto last = static_cast<int>(bulletin.lines.size());
    return last == 0 ? cell : summed(std::move(cell), column_spots(column, 1, last));
  };
  rows.push(Json::array()
                .push(label_cell("合计", 2))
                .push(of_column(count_cell(total.projects), 2))
                .push(of_column(wan_cell(total.original), 3))
                .push(of_column(wan_cell(total.budget), 4))
                .push(of_column(wan_cell(total.planned), 5))
                .push(of_column(wan_cell(total.paid), 6))
                .push(percent_cell(share_of(total.paid, total.budget)))
                .push(text_cell("", 3))
                .push(of_column(count_cell(total.open_alerts), 11)));
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
