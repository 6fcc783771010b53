#include "engine/pace/measure.h"

#include <algorithm>

namespace budget {
namespace {

constexpr Int128 kWhole = 10'000;  // basis points
constexpr Int128 kMonths = 12;

template <typename T>
bool holds_any(const std::vector<T>& list, const T& value) {
  return list.empty() || std::ranges::find(list, value) != list.end();
}

bool holds_word(const std::string& name, const std::vector<std::string>& words) {
  return std::ranges::any_of(
      words, [&](const std::string& word) { return name.find(word) != std::string::npos; });
}

bool needs_plan(Measure measure) {
  return measure == Measure::own_plan_lag || measure == Measure::own_plan_lag_relative ||
         measure == Measure::own_plan_gap;
}

Money in_months(const ProjectState& project, int first, int last) {
  return paid_by(project, last) - paid_by(project, first - 1);
}

Money rounded(Int128 units, Int128 divisor) {
  return Money::from_fen(divide_half_up(units, divisor));
}

/// What the alert is about in money, where that is not P − A.
std::optional<Money> stake(Measure measure, const AlertInputs& inputs, int month) {
  const Int128 budget = inputs.budget.fen();
  const Int128 share = inputs.policy ? inputs.policy->value() : 0;
  switch (measure) {
    case Measure::policy_lag:
      return rounded(share * budget, kWhole) - inputs.paid;
    case Measure::plan_behind_policy:
      return rounded(share * budget, kWhole) - inputs.planned;
    case Measure::time_lag:
      return rounded(month * budget, kMonths) - inputs.paid;
    case Measure::december_share:
    case Measure::last_quarter_share:
      return inputs.period_paid;
    case Measure::over_spending:
      return inputs.paid - inputs.budget;
    case Measure::expected_carry_over:
      return inputs.budget - rounded(kMonths * inputs.paid.fen(), month);
    case Measure::goal_gap:
      return inputs.budget - inputs.paid;
    default:
      return std::nullopt;
  }
}

/// Plan and paid sums as at the node.
void add_plan(AlertInputs& inputs, const Plan& plan, int month) {
  inputs.planned = planned_by(plan, month);
  for (const PlanNode& node : plan.nodes) {
    if (node.month <= month) continue;
    inputs.next_month = node.month;
    inputs.next_planned = node.cumulative;
    break;
  }
}

}  // namespace

const char* name_of(NotAssessed value) noexcept {
  switch (value) {
    case NotAssessed::out_of_scope:
      return "out_of_scope";
    case NotAssessed::exempted:
      return "exempted";
    case NotAssessed::no_budget:
      return "no_budget";
    case NotAssessed::no_plan:
      return "no_plan";
    case NotAssessed::nothing_planned:
      return "nothing_planned";
    case NotAssessed::no_progress:
      return "no_progress";
  }
  return "";
}

const char* chinese_name_of(NotAssessed value) noexcept {
  switch (value) {
    case NotAssessed::out_of_scope:
      return "不在规则的适用范围内";
    case NotAssessed::exempted:
      return "已获豁免";
    case NotAssessed::no_budget:
      return "预算数为零";
    case NotAssessed::no_plan:
      return "节点当日没有生效的计划";
    case NotAssessed::nothing_planned:
      return "到节点为止没有计划支出，无从落后";
    case NotAssessed::no_progress:
      return "单位没有填报目标完成情况";
  }
  return "";
}

bool is_in_scope(const Rule& rule, const ProjectState& project, const DepartmentId& department) {
  if (!rule.scope) return true;
  const RuleScope& scope = *rule.scope;
  if (!holds_any(scope.regions, region_of(department)) ||
      !holds_any(scope.departments, department) || !holds_any(scope.units, project.unit) ||
      !holds_any(scope.projects, project.code))
    return false;
  if (!scope.words.empty() && !holds_word(project.name, scope.words)) return false;
  if (holds_word(project.name, scope.without_words)) return false;
  if (scope.fund) {
    const Money part = *scope.fund == FundKind::fiscal ? project.funds.fiscal : project.funds.other;
    if (part <= Money()) return false;
  }
  return !scope.budget_at_least || project.funds.budget >= *scope.budget_at_least;
}

const RuleExemption* exemption_in(const Rule& rule, const ProjectCode& project,
                                  const DepartmentId& department, Date day) {
  for (const RuleExemption& exemption : rule.exemptions) {
    const bool is_named =
        std::ranges::find(exemption.projects, project) != exemption.projects.end() ||
        std::ranges::find(exemption.departments, department) != exemption.departments.end();
    if (is_named && (!exemption.until || day <= *exemption.until)) return &exemption;
  }
  return nullptr;
}

std::variant<AlertInputs, NotAssessed> inputs_for(const Rule& rule, const ProjectState& project,
                                                  FiscalYear year, int month, Date as_of) {
  const Date day = node_day(year, month);
  const PlanVersion* version = version_in_force(project.versions, day);
  const bool has_plan = version != nullptr && !version->plan.empty();
  if (needs_plan(rule.measure) && !has_plan) return NotAssessed::no_plan;

  AlertInputs inputs;
  inputs.budget = month == 0 ? project.funds.budget : funds_on(project, day).budget;
  if (inputs.budget <= Money() && rule.measure != Measure::over_spending)
    return NotAssessed::no_budget;
  const bool is_draft = rule.measure == Measure::plan_behind_policy;
  if (is_draft) {
    if (project.draft.empty()) return NotAssessed::no_plan;
    inputs.planned = planned_by(project.draft, month);
  } else {
    if (has_plan) add_plan(inputs, version->plan, month == 0 ? 12 : month);
    const int last = month == 0 ? 12 : month;
    inputs.paid = paid_by(project, last);
    inputs.paid_to_date =
        paid_by(project, std::max(last, as_of < year.last_day() ? as_of.month() : 12));
  }
  inputs.policy = curve_at(rule, month);
  if (rule.measure == Measure::december_share) inputs.period_paid = in_months(project, 12, 12);
  if (rule.measure == Measure::last_quarter_share) inputs.period_paid = in_months(project, 10, 12);
  if (rule.measure == Measure::goal_gap) {
    for (const GoalProgress& progress : project.achieved) {
      if (progress.month == month) inputs.achieved = progress.achieved;
    }
    if (!inputs.achieved) return NotAssessed::no_progress;
  }
  inputs.stake = stake(rule.measure, inputs, month);
  return inputs;
}

std::optional<Fraction> value_of(Measure measure, const AlertInputs& inputs, int month) {
  const Int128 budget = inputs.budget.fen();
  const Int128 planned = inputs.planned.fen();
  const Int128 paid = inputs.paid.fen();
  const Int128 curve = inputs.policy ? inputs.policy->value() : 0;
  if (measure == Measure::over_spending)
    return Fraction{paid - budget, budget > 0 ? budget : Int128{1}};
  if (budget <= 0) return std::nullopt;
  switch (measure) {
    case Measure::own_plan_lag:
      if (planned <= 0) return std::nullopt;
      return Fraction{planned - paid, budget};
    case Measure::own_plan_lag_relative:
      if (planned <= 0) return std::nullopt;
      return Fraction{planned - paid, planned};
    case Measure::own_plan_gap:
      if (planned <= 0) return std::nullopt;
      return Fraction{planned - paid, 1};
    case Measure::policy_lag:
      return Fraction{curve * budget - kWhole * paid, kWhole * budget};
    case Measure::plan_behind_policy:
      return Fraction{curve * budget - kWhole * planned, kWhole * budget};
    case Measure::time_lag:
      return Fraction{month * budget - kMonths * paid, kMonths * budget};
    case Measure::december_share:
    case Measure::last_quarter_share:
      return Fraction{inputs.period_paid.value_or(Money()).fen(), budget};
    case Measure::expected_carry_over:
      if (month <= 0) return std::nullopt;
      return Fraction{month * budget - kMonths * paid, month * budget};
    case Measure::goal_gap: {
      const Int128 apart = inputs.achieved.value_or(BasisPoints()).value() * budget - kWhole * paid;
      return Fraction{apart < 0 ? -apart : apart, kWhole * budget};
    }
    case Measure::over_spending:
      break;
  }
  return std::nullopt;
}

bool reaches(const Threshold& threshold, const Fraction& value) {
  if (threshold.amount) {
    const Int128 limit = threshold.amount->fen() * value.whole;
    return threshold.inclusive ? value.part >= limit : value.part > limit;
  }
  const Int128 left = value.part * kWhole;
  const Int128 right = threshold.number.value() * value.whole;
  return threshold.inclusive ? left >= right : left > right;
}

BasisPoints shown(const Fraction& value) {
  return BasisPoints(divide_half_up(value.part * kWhole, value.whole));
}

std::optional<AlertLevel> level_of(const Rule& rule, const AlertInputs& inputs, int month) {
  const std::optional<Fraction> value = value_of(rule.measure, inputs, month);
  if (!value || value->part <= 0) return std::nullopt;
  std::optional<AlertLevel> level;
  for (const Threshold& threshold : rule.thresholds) {
    if (reaches(threshold, *value)) level = threshold.level;
  }
  return level;
}

bool has_caught_up(const Rule& rule, const AlertInputs& inputs, int month) {
  const bool is_own = needs_plan(rule.measure);
  if (is_own) return inputs.paid_to_date >= inputs.planned;
  if (rule.measure != Measure::policy_lag && rule.measure != Measure::time_lag) return false;
  AlertInputs now = inputs;
  now.paid = inputs.paid_to_date;
  const std::optional<Fraction> left = value_of(rule.measure, now, month);
  return left && left->part <= 0;
}

}  // namespace budget
