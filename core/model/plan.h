#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include <budget/date.h>
#include <budget/finding.h>
#include <budget/money.h>

namespace budget {

/// What should be spent, from the year's start, by the end of a month (that day included).
struct PlanNode {
  int month = 0;     ///< 1–12
  Money cumulative;  ///< 分
  friend bool operator==(const PlanNode&, const PlanNode&) = default;
};

/// A cumulative spending plan (资金支出计划); nodes in ascending month order. Which months is data:
/// Hebei has 3, 6, 10, 12.
struct Plan {
  std::vector<PlanNode> nodes;
  [[nodiscard]] bool empty() const { return nodes.empty(); }
  friend bool operator==(const Plan&, const Plan&) = default;
};

/// A plan as approved: the version in force on a day is the last one effective on or before it.
struct PlanVersion {
  int number = 1;
  Date effective_on;
  Plan plan;
  std::string approval;  ///< document or act that approved it
  friend bool operator==(const PlanVersion&, const PlanVersion&) = default;
};

/// Builds a plan from printed cells: a blank carries the previous value forward (0 at the start), a
/// blank last node in December is the budget. cells and months have the same length. Source:
/// domain.md §0.2.
[[nodiscard]] Plan plan_from_cells(std::span<const int> months,
                                   std::span<const std::optional<Money>> cells, Money budget);

/// P(m): planned from the year's start to the end of `month`. Zero before the first node; steps,
/// never interpolates.
[[nodiscard]] Money planned_by(const Plan& plan, int month);

/// True when nothing is planned before the year's last node, so that no earlier node can ever show
/// a lag.
[[nodiscard]] bool is_planned_wholly_at_year_end(const Plan& plan);

/// The version in force on a day, or null.
[[nodiscard]] const PlanVersion* version_in_force(std::span<const PlanVersion> versions, Date day);

/// Shape findings: months ascending within 1–12, amounts not negative, not falling, none above the
/// budget, the last one equal to it.
[[nodiscard]] std::vector<Finding> check_plan(const Plan& plan, Money budget);

}  // namespace budget
