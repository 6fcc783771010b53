#include "engine/pace/spending.h"

#include <algorithm>

#include <budget/decimal.h>

#include "engine/pace/measure.h"

namespace budget {
namespace {

constexpr Int128 kFullShare = 10'000;  // basis points

Money part_of(Money whole, Int128 part, Int128 parts) {
  return Money::from_fen(divide_half_up(whole.fen() * part, parts));
}

void add_plan_at(std::array<Money, 12>& sums, const Plan& plan, int month) {
  sums[static_cast<std::size_t>(month - 1)] += planned_between(plan, month);
}

bool has_curve(const Rule& rule) {
  return rule.measure == Measure::policy_lag || rule.measure == Measure::plan_behind_policy ||
         rule.measure == Measure::time_lag;
}

}  // namespace

Money planned_between(const Plan& plan, int month) {
  PlanNode before;
  for (const PlanNode& node : plan.nodes) {
    if (node.month == month) return node.cumulative;
    if (node.month > month) {
      const Money rise = node.cumulative - before.cumulative;
      return before.cumulative + part_of(rise, month - before.month, node.month - before.month);
    }
    before = node;
  }
  return before.cumulative;
}

void add(SpendingYear& sum, const ProjectState& project) {
  ++sum.projects;
  sum.budget += project.funds.budget;
  sum.original_budget += original_funds(project).budget;
  for (std::size_t m = 0; m < sum.paid.size(); ++m)
    sum.paid[m] += project.paid[m];

  const bool is_draft = project.versions.empty();
  const Plan& original = is_draft ? project.draft : project.versions.front().plan;
  if (original.empty() && project.versions.size() < 2) {
    ++sum.without_plan;
    return;
  }
  if (is_draft) ++sum.drafted;
  for (int month = 1; month <= 12; ++month) {
    const PlanVersion* version =
        version_in_force(project.versions, Date::last_of_month(sum.year.value(), month));
    const Plan& plan = version == nullptr ? original : version->plan;
    add_plan_at(sum.planned, plan, month);
    add_plan_at(sum.original_planned, original, month);
    if (std::ranges::find(plan.nodes, month, &PlanNode::month) != plan.nodes.end())
      sum.nodes.insert(month);
  }
}

Money paid_by(const SpendingYear& spending, int month) {
  Money sum;
  for (int m = 0; m < month; ++m)
    sum += spending.paid[static_cast<std::size_t>(m)];
  return sum;
}

void add(std::vector<PolicyCurve>& curves, const RuleSet& rules, const ProjectState& project,
         const DepartmentId& department) {
  if (project.funds.budget <= Money()) return;
  for (const Rule& rule : rules.rules) {
    if (!has_curve(rule) || !is_in_scope(rule, project, department)) continue;
    auto curve = std::ranges::find_if(curves, [&](const PolicyCurve& known) {
      return known.rule_set == rules.hash && known.rule.id == rule.id;
    });
    if (curve == curves.end()) curve = curves.insert(curve, {rules.hash, rule, 0, Money()});
    ++curve->projects;
    curve->budget += project.funds.budget;
  }
}

std::vector<PolicyPoint> points_of(const PolicyCurve& curve) {
  std::vector<PolicyPoint> points;
  if (curve.rule.measure == Measure::time_lag) {
    for (const int month : curve.rule.months) {
      points.push_back({month, BasisPoints(divide_half_up(month * kFullShare, 12)),
                        part_of(curve.budget, month, 12)});
    }
    return points;
  }
  for (const CurvePoint& point : curve.rule.curve)
    points.push_back(
        {point.month, point.share, part_of(curve.budget, point.share.value(), kFullShare)});
  return points;
}

}  // namespace budget
