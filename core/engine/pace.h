#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/state.h"

namespace budget {

/// How far a project's payments are behind its own cumulative plan at a node.
///
/// Money: exact 分, compared by cross-multiplication; shown in percentage points with one decimal,
/// half up. Date: a node is the last civil day of its month, that day included. Empty when the
/// project cannot be assessed: no plan in force on that day, or no budget. Source: domain.md §3.6;
/// thresholds and legal basis come from the rule set. Payments dated in months after `as_of` do not
/// count as paid to date: what is to come cures nothing.
[[nodiscard]] std::optional<AlertInputs> inputs_at(const ProjectState& project, FiscalYear year,
                                                   int month, Date as_of);

/// The level a rule gives to these numbers; empty when it is silent. P = 0 is always silent.
[[nodiscard]] std::optional<AlertLevel> level_of(const Rule& rule, const AlertInputs& inputs);

/// Everything paid so far reaches the node's plan, whenever it was paid.
[[nodiscard]] bool has_caught_up(const AlertInputs& inputs);

/// What a project is, for the sentence.
struct AlertSubject {
  ProjectCode code;
  std::string name;
  FiscalYear year;
  int month = 0;
};

/// The arithmetic of an alert as one Chinese sentence, with the amount a week needed from `as_of`
/// on to reach the next node's plan, and the basis.
[[nodiscard]] std::string alert_sentence(const AlertSubject& subject, const Rule& rule,
                                         AlertLevel level, const AlertInputs& inputs, Date as_of);

/// Why an alert was closed, with its numbers, as one Chinese sentence.
[[nodiscard]] std::string closing_sentence(const AlertSubject& subject, AlertCause cause,
                                           const AlertInputs& inputs, Date as_of);

}  // namespace budget
