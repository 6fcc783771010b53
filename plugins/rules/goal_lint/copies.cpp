#include <map>

#include "lint.h"

namespace budget::goal_lint {
namespace {

void look_at_goals(Lint& lint, const Sheet& sheet) {
  std::map<Text, int> counts;
  for (const Field& goal : sheet.goals)
    if (!goal.empty()) ++counts[goal.text];
  for (const auto& [goal, times] : counts) {
    if (times < 2) continue;
    lint.add("duplicate_goals", sheet, "goals", sheet.goals.front().line,
             "同一绩效目标写了 " + std::to_string(times) + " 次：" + quoted(encode(goal)),
             encode(goal));
  }
}

void look_at_rows(Lint& lint, const Sheet& sheet) {
  std::map<std::pair<Text, Text>, const Row*> seen;
  for (const Row& row : sheet.rows) {
    if (row.is_redacted || row.name.empty()) continue;
    const auto [first, is_new] = seen.try_emplace({row.name.text, row.description.text}, &row);
    if (is_new) continue;
    lint.add("duplicate_indicator", sheet, row, "level3",
             "与第 " + std::to_string(first->second->index + 1) + " 个指标的名称、描述完全相同",
             row.name.printed);
    if (row.category == first->second->category) continue;
    lint.add("copied_row", sheet, row, "level3",
             encode(row.level2) + "照抄了" + encode(first->second->level2) + "的一行",
             row.name.printed);
  }
}

void look_at_bases(Lint& lint, const Sheet& sheet) {
  constexpr std::size_t kShortest = 10;
  for (const Row& row : sheet.rows) {
    for (const Field& goal : sheet.goals) {
      if (row.basis.text.size() < kShortest || row.basis.text != goal.text) continue;
      lint.add("copied_row", sheet, row, "basis", "指标值确定依据照抄绩效目标", row.basis.printed);
      break;
    }
  }
}

}  // namespace

void check_copies(Lint& lint) {
  for (const Sheet& sheet : lint.sheets) {
    look_at_goals(lint, sheet);
    look_at_rows(lint, sheet);
    look_at_bases(lint, sheet);
  }
}

}  // namespace budget::goal_lint
