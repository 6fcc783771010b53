#pragma once

#include <optional>
#include <string>
#include <vector>

#include <budget/date.h>
#include <budget/ids.h>

#include "model/project.h"

namespace budget {

/// Why budgets or plans change after the reply.
enum class MovementKind {
  transfer,    ///< 调剂 between projects of one department: what one gets another gives
  adjustment,  ///< 预算调整: the total changes, with its approval
  plan,        ///< the plan alone
};

/// What becomes of a plan when its budget changes.
enum class PlanTreatment {
  percent,  ///< every node keeps its share of the budget
  amounts,  ///< every node keeps its amount, none above the new budget; the last one follows it
  given,    ///< the new plan comes with the request
};

/// One project of a movement, before and after.
struct BudgetMove {
  ProjectCode project;
  Funds before;
  Funds after;
  Plan plan;  ///< in force from the movement's day on
  friend bool operator==(const BudgetMove&, const BudgetMove&) = default;
};

/// What a request to adjust the budget asks for (申请), and what of it will be carried out (核定).
struct AskedMovement {
  MovementKind kind = MovementKind::transfer;
  PlanTreatment treatment = PlanTreatment::percent;
  Date effective_on;
  std::vector<BudgetMove> asked;
  std::vector<BudgetMove> granted;  ///< as asked until somebody who examines it changes it
  friend bool operator==(const AskedMovement&, const AskedMovement&) = default;
};

/// A budget that was in force until a day.
struct FundsChange {
  Date effective_on;  ///< the first day of the new one
  Funds before;
  friend bool operator==(const FundsChange&, const FundsChange&) = default;
};

/// The plan for another budget. percent: rounded half up to 分, the last node of a plan that was
/// whole is the budget exactly.
[[nodiscard]] Plan plan_for(const Plan& plan, Money before, Money after, PlanTreatment treatment);

[[nodiscard]] const char* name_of(MovementKind value) noexcept;
[[nodiscard]] const char* chinese_name_of(MovementKind value) noexcept;
[[nodiscard]] const char* name_of(PlanTreatment value) noexcept;

}  // namespace budget
