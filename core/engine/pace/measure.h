#pragma once

#include <optional>
#include <string>
#include <variant>

#include <budget/decimal.h>

#include "engine/state.h"

namespace budget {

/// Why a project is not held against a rule at a node.
enum class NotAssessed {
  out_of_scope,     ///< the rule is not about it
  exempted,         ///< by the rule itself or by an act
  no_budget,        ///< B is empty: never a division
  no_plan,          ///< no plan in force on the node's day
  nothing_planned,  ///< P(m) = 0: it cannot lag its own plan
  no_progress,      ///< the unit has not told how far its goals are
};
[[nodiscard]] const char* name_of(NotAssessed value) noexcept;
[[nodiscard]] const char* chinese_name_of(NotAssessed value) noexcept;

/// A node is the last civil day of its month, that day included; month 0: of the year.
[[nodiscard]] inline Date node_day(FiscalYear year, int month) {
  return Date::last_of_month(year.value(), month == 0 ? 12 : month);
}

/// Whether a rule is about a project of this department.
[[nodiscard]] bool is_in_scope(const Rule& rule, const ProjectState& project,
                               const DepartmentId& department);

/// The exemption written in the rule that holds for a project on a day, or null.
[[nodiscard]] const RuleExemption* exemption_in(const Rule& rule, const ProjectCode& project,
                                                const DepartmentId& department, Date day);

/// What a rule's measure is computed from at a month's end (month 0: the whole year), or why it
/// cannot be. Money: exact 分. Date: a node is the last civil day of its month, that day included.
/// `as_of`: payments dated in months after it do not count as paid to date. Scope and exemptions
/// are not asked here. Source: domain.md §3.6.
[[nodiscard]] std::variant<AlertInputs, NotAssessed> inputs_for(const Rule& rule,
                                                                const ProjectState& project,
                                                                FiscalYear year, int month,
                                                                Date as_of);

/// A measure as an exact fraction; below or at zero it is silent.
struct Fraction {
  Int128 part = 0;
  Int128 whole = 1;  ///< > 0
};
/// Empty: the measure says nothing of these numbers. own_plan_gap: 分 over 1.
[[nodiscard]] std::optional<Fraction> value_of(Measure measure, const AlertInputs& inputs,
                                               int month);
/// Compared by cross-multiplication, never divided.
[[nodiscard]] bool reaches(const Threshold& threshold, const Fraction& value);
/// In basis points, rounded half up, for display.
[[nodiscard]] BasisPoints shown(const Fraction& value);

/// The level a rule gives to these numbers; empty when it is silent. P = 0 is always silent in
/// measures of the project's own plan.
[[nodiscard]] std::optional<AlertLevel> level_of(const Rule& rule, const AlertInputs& inputs,
                                                 int month = 0);

/// Everything paid so far reaches what the node asked for, whenever it was paid. Never, of measures
/// that later payments cannot mend.
[[nodiscard]] bool has_caught_up(const Rule& rule, const AlertInputs& inputs, int month);

}  // namespace budget
