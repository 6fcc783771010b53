#include "model/workflow_words.h"

#include <cstdlib>

namespace budget {
namespace {

std::string year_text(int offset) {
  if (offset == 0) return "预算年度";
  const std::string count = std::to_string(std::abs(offset));
  return offset < 0 ? "预算年度前" + count + "年" : "预算年度后" + count + "年";
}

std::string day_text(const DeadlineRule& rule) {
  return year_text(rule.year_offset) + std::to_string(rule.month) + "月" +
         std::to_string(rule.day) + "日";
}

std::string start_text(const DeadlineRule& rule) {
  switch (rule.reference) {
    case DeadlineReference::stage_entered:
      return "进入阶段";
    case DeadlineReference::fiscal_year:
      return day_text(rule);
    case DeadlineReference::occasion:
      return rule.occasion.text() + "之日（未定前按" + day_text(rule) + "）";
  }
  return "";
}

}  // namespace

std::string chinese_text(const Span& span) {
  const std::string count = std::to_string(std::abs(span.count));
  switch (span.unit) {
    case SpanUnit::days:
      return count + "日";
    case SpanUnit::working_days:
      return count + "个工作日";
    case SpanUnit::months:
      return count + "个月";
  }
  return "";
}

std::string chinese_text(const DeadlineRule& rule, bool with_basis) {
  std::string text = start_text(rule);
  if (rule.span.count != 0) text += (rule.span.count < 0 ? "前" : "后") + chinese_text(rule.span);
  if (rule.roll == Roll::forward) text += "，遇休息日顺延";
  if (rule.roll == Roll::backward) text += "，遇休息日提前";
  if (rule.cutoff_hour != 24) text += "，" + std::to_string(rule.cutoff_hour) + "时截止";
  if (with_basis && !rule.basis.empty()) text += "（" + rule.basis + "）";
  return text;
}

std::string chinese_text(const LadderStep& step) {
  std::string text = step.offset.count == 0  ? "到期当天"
                     : step.offset.count < 0 ? "到期前" + chinese_text(step.offset)
                                             : "超期" + chinese_text(step.offset);
  text += "提醒" + (step.notify.empty() ? std::string("经办人") : " " + step.notify.text());
  if (step.catch_up == CatchUp::each) text += "（停机后逐次补发）";
  if (step.catch_up == CatchUp::skip)
    text += "（迟于" + chinese_text(step.skip_after) + "不再补发）";
  return text;
}

std::string chinese_text(const Signing& signing) {
  if (signing.mode == SigningMode::all) return "会签";
  return "票签（" + std::to_string(signing.percent) + "%）";
}

std::string chinese_text(const Gate& gate) {
  std::string rules;
  for (const PluginName& rule : gate.rules)
    rules += (rules.empty() ? "" : "、") + rule.text();
  const char* blocks = gate.blocks == GateBlocks::error     ? "错误拦截"
                       : gate.blocks == GateBlocks::warning ? "警告也拦截"
                                                            : "不拦截";
  return "规则 " + rules + "（" + blocks +
         (gate.not_checked == WhenNotChecked::block ? "；未检查则拦截）" : "；未检查则注明）");
}

const char* title_of(ActKind kind) noexcept {
  switch (kind) {
    case ActKind::hand_in:
      return "提交";
    case ActKind::judge:
      return "审核";
    case ActKind::take_back:
      return "撤回";
    case ActKind::automatic:
      return "自动";
  }
  return "";
}

std::string quoted_title(const WorkflowDefinition& definition, const StageId& stage) {
  const Stage* found = find_stage(definition, stage);
  return "“" + (found == nullptr ? stage.text() : found->title) + "”";
}

}  // namespace budget
