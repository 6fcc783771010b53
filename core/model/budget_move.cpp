#include "model/budget_move.h"

#include <algorithm>

#include <budget/decimal.h>

namespace budget {

Plan plan_for(const Plan& plan, Money before, Money after, PlanTreatment treatment) {
  Plan made = plan;
  const bool was_whole = !plan.nodes.empty() && plan.nodes.back().cumulative == before;
  for (PlanNode& node : made.nodes) {
    if (treatment == PlanTreatment::percent && before > Money()) {
      node.cumulative = Money::from_fen(
          divide_half_up(Int128{node.cumulative.fen()} * after.fen(), before.fen()));
    }
    node.cumulative = std::min(node.cumulative, after);
  }
  if (was_whole) made.nodes.back().cumulative = after;
  return made;
}

const char* name_of(MovementKind value) noexcept {
  switch (value) {
    case MovementKind::transfer:
      return "transfer";
    case MovementKind::adjustment:
      return "adjustment";
    case MovementKind::plan:
      return "plan";
  }
  return "";
}

const char* chinese_name_of(MovementKind value) noexcept {
  switch (value) {
    case MovementKind::transfer:
      return "项目间调剂";
    case MovementKind::adjustment:
      return "预算调整";
    case MovementKind::plan:
      return "计划调整";
  }
  return "";
}

const char* name_of(PlanTreatment value) noexcept {
  switch (value) {
    case PlanTreatment::percent:
      return "percent";
    case PlanTreatment::amounts:
      return "amounts";
    case PlanTreatment::given:
      return "given";
  }
  return "";
}

}  // namespace budget
