#pragma once

#include <string>

#include "model/workflow_definition.h"

namespace budget {

// A definition's parts in Chinese, for whoever reads it on a screen or a drawing.

/// "5个工作日", "20日", "3个月"; without its sign.
[[nodiscard]] std::string chinese_text(const Span& span);
/// "进入阶段后5个工作日（本地做法）"; `with_basis` false leaves the brackets out.
[[nodiscard]] std::string chinese_text(const DeadlineRule& rule, bool with_basis = true);
/// "提前3个工作日提醒经办", "当天", "超期2个工作日提醒 budget_officer"
[[nodiscard]] std::string chinese_text(const LadderStep& step);
/// "会签", "票签（67%）"
[[nodiscard]] std::string chinese_text(const Signing& signing);
/// "规则 plan_shape（错误拦截；未检查则注明）"
[[nodiscard]] std::string chinese_text(const Gate& gate);
/// "提交", "审核", "撤回", "自动"
[[nodiscard]] const char* title_of(ActKind kind) noexcept;
/// A stage's title in quotes; its id where the definition does not have it.
[[nodiscard]] std::string quoted_title(const WorkflowDefinition& definition, const StageId& stage);

}  // namespace budget
