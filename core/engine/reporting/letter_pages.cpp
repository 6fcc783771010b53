#include "engine/reporting/letter_pages.h"

#include "engine/pace/pace.h"
#include "engine/publication/page_blocks.h"
#include "engine/reporting/amounts.h"

namespace budget {
namespace {

std::string causes_text(const std::vector<DeviationCause>& causes) {
  std::string text;
  for (const DeviationCause cause : causes)
    text += (text.empty() ? "" : "、") + std::string(chinese_name_of(cause));
  return text;
}

Json two(const char* label, const std::string& text) {
  return Json::array().push(label_cell(label)).push(text_cell(text, 3));
}

/// What an answer is to be given to, at one look.
Json facts_of(const AlertLetterRow& letter) {
  const AlertRow& alert = letter.alert;
  Json rows = Json::array();
  rows.push(two("项目", alert.project_name + "（" + alert.data.project.text() + "）"));
  rows.push(
      two("节点", alert.data.month == 0 ? "全年" : std::to_string(alert.data.month) + "月底"));
  rows.push(two("预警编号、级别",
                std::to_string(alert.data.id.value()) + "，" + chinese_name_of(alert.data.level)));
  if (alert.rule)
    rows.push(two("规则及依据", alert.rule->title + "（" + basis_text(alert.rule->basis) + "）"));
  if (letter.due_on) rows.push(two("答复期限", letter.due_on->to_chinese() + "（含当日）"));
  return table_block({22, 26, 26, 26}, 0, std::move(rows));
}

Json answer_of(const AlertLetterRow& letter) {
  Json rows = Json::array();
  rows.push(two("答复人", letter.answered_by.name));
  rows.push(two("答复日期", letter.answered_at ? letter.answered_at->date().to_chinese() : ""));
  rows.push(two("偏差原因", causes_text(letter.causes)));
  rows.push(two("情况说明", letter.answer));
  rows.push(two("附件", letter.attachment));
  const AlertHandling& handling = letter.alert.handling;
  rows.push(two("办理情况", letter.alert.data.state == AlertState::closed
                                ? std::string("已关闭：") + chinese_name_of(letter.alert.data.cause)
                                : chinese_name_of(handling.phase)));
  return table_block({22, 26, 26, 26}, 0, std::move(rows));
}

}  // namespace

const char* letter_title(AlertAct act) noexcept {
  return act == AlertAct::rectify ? "预算支出整改通知书" : "预算支出问询函";
}

std::string letter_number(const AlertLetterRow& letter) {
  return std::string(letter.act == AlertAct::rectify ? "整改" : "问询") + "〔" +
         std::to_string(letter.year.value()) + "〕" + std::to_string(letter.number) + "号";
}

Json letter_pages(const AlertLetterRow& letter) {
  const std::string office = letter.region_name + "财政部门";
  Json blocks = Json::array();
  blocks.push(paragraph_block(letter_title(letter.act), "title"));
  blocks.push(paragraph_block(letter_number(letter), "centre"));
  blocks.push(paragraph_block(letter.alert.department_name + "："));
  blocks.push(paragraph_block("经支出进度监控，你部门下列项目触发预警。" + letter.sentence));
  blocks.push(paragraph_block(letter.demand));
  blocks.push(facts_of(letter));
  if (letter.due_on) {
    blocks.push(
        paragraph_block("请于" + letter.due_on->to_chinese() +
                        (letter.act == AlertAct::rectify ? "前完成整改并报告结果。"
                                                         : "前书面答复，说明偏差原因和措施。")));
  }
  blocks.push(paragraph_block(office, "right"));
  blocks.push(paragraph_block(letter.issued_at.date().to_chinese(), "right"));
  blocks.push(heading_block(3, "答复"));
  blocks.push(letter.answered_at ? answer_of(letter) : paragraph_block("尚未答复。"));
  return pages_of(
      "letter-" + std::to_string(letter.year.value()) + "-" + std::to_string(letter.number),
      letter_title(letter.act) + std::string(" ") + letter_number(letter),
      Json::array().push(part_of("函", false, std::move(blocks))));
}

}  // namespace budget
