#include "lint.h"

namespace budget::goal_lint {
namespace {

/// The multiple of 5 % of the budget nearest to a node, in 5 % steps.
Int128 nearest_step(Int128 node, Int128 budget) {
  return (node * 40 + budget) / (budget * 2);
}

}  // namespace

/// All nodes but one stand on whole steps of 5 % of the budget, and that one less than 1 % beside.
void check_plans(Lint& lint) {
  constexpr std::size_t kFewest = 3;
  for (const Sheet& sheet : lint.sheets) {
    if (!sheet.budget || sheet.plan.size() < kFewest) continue;
    const Int128 budget = *sheet.budget;
    int even = 0;
    const std::pair<int, std::optional<Int128>>* odd = nullptr;
    bool is_clear = true;
    for (const auto& node : sheet.plan) {
      if (!node.second) continue;
      const Int128 step = nearest_step(*node.second, budget);
      const Int128 off = *node.second * 20 - step * budget;  // 20 times the distance
      const Int128 distance = off < 0 ? -off : off;
      if (distance <= kHundredYuan * 20) {  // rounded or cut to two decimals
        even += step > 0 && step < 20 ? 1 : 0;
      } else if (distance * 5 < budget && odd == nullptr) {
        odd = &node;
      } else {
        is_clear = false;
      }
    }
    if (odd == nullptr || !is_clear || even < 2) continue;
    const Int128 expected = nearest_step(*odd->second, budget) * budget / 20;
    lint.add("plan_irregular", sheet, "plan", sheet.plan_line,
             std::to_string(odd->first) + " 月底累计 " + wan_text(*odd->second) +
                 "，其他节点都是预算的整百分比，此处像是应为 " +
                 wan_text(expected / 1'000'000 * 1'000'000));
  }
}

}  // namespace budget::goal_lint
