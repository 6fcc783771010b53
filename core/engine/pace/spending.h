#pragma once

#include <array>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/state.h"

namespace budget {

/// Budget, plan and payments of one fiscal year, month by month: of a project, or of many added up.
struct SpendingYear {
  FiscalYear year;
  int projects = 0;
  int drafted = 0;       ///< projects whose plan is a draft that nobody has approved yet
  int without_plan = 0;  ///< projects that add nothing to the plan, because they have none
  Money budget;          ///< in force
  Money original_budget;
  /// Planned from the year's start to each month's end by the version in force on that day;
  /// between two nodes on the straight line, which is for the eye only: no rule asks it.
  std::array<Money, 12> planned{};
  std::array<Money, 12> original_planned{};  ///< the same by the first version
  std::array<Money, 12> paid{};              ///< in the month
  std::set<int> nodes;                       ///< months in which a plan has a node
  friend bool operator==(const SpendingYear&, const SpendingYear&) = default;
};

void add(SpendingYear& sum, const ProjectState& project);
/// Paid from the year's start to a month's end.
[[nodiscard]] Money paid_by(const SpendingYear& spending, int month);

/// The plan at a month's end; between its nodes on the straight line, rounded half up. 分.
[[nodiscard]] Money planned_between(const Plan& plan, int month);

/// What a rule asks to be paid by a month's end.
struct PolicyPoint {
  int month = 0;
  BasisPoints share;  ///< shown; the amount is exact
  Money amount;
  friend bool operator==(const PolicyPoint&, const PolicyPoint&) = default;
};
/// The curve of one rule, over the budgets of the projects that it is about.
struct PolicyCurve {
  ContentHash rule_set;
  Rule rule;
  int projects = 0;
  Money budget;
};
/// Adds a project's budget to the curves of its rule set that it is in the scope of.
void add(std::vector<PolicyCurve>& curves, const RuleSet& rules, const ProjectState& project,
         const DepartmentId& department);
[[nodiscard]] std::vector<PolicyPoint> points_of(const PolicyCurve& curve);

enum class ForecastMethod {
  none,       ///< not a whole month of the year is over
  run_rate,   ///< A·12/m
  last_year,  ///< A·L(12)/L(m), with last year's payments L
  actual,     ///< the year is over: nothing is left to be foretold
};
[[nodiscard]] const char* name_of(ForecastMethod value) noexcept;
[[nodiscard]] const char* chinese_name_of(ForecastMethod value) noexcept;

/// What will have been paid by the year's end. Source: money.md "Pace".
struct Forecast {
  ForecastMethod method = ForecastMethod::none;
  int month = 0;     ///< the last whole month, which it is counted from
  Money paid;        ///< A: paid by its end
  Money then;        ///< L(m), of last_year
  Money then_total;  ///< L(12), of last_year
  /// From the year's start to each month's end; up to `month` what was paid, and never less than
  /// what has been recorded already.
  std::array<Money, 12> by_month{};
  Money year_end;
  Money carry_over;      ///< budget less year_end; below zero: more than the budget
  std::string sentence;  ///< the arithmetic, in Chinese
};

/// `last_year`: null where there is none. Its shape counts where a twentieth of that year's
/// payments at least had been made by the same month: of less nothing can be told, and a run rate
/// is taken.
[[nodiscard]] Forecast forecast_of(const SpendingYear& spending, const SpendingYear* last_year,
                                   Date today);

}  // namespace budget
