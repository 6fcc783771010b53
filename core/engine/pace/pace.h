#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/pace/measure.h"

namespace budget {

/// How far a project's payments are behind its own cumulative plan at a node. Empty when the
/// project cannot be assessed: no plan in force on that day, or no budget.
[[nodiscard]] std::optional<AlertInputs> inputs_at(const ProjectState& project, FiscalYear year,
                                                   int month, Date as_of);

/// What a project is, for the sentence.
struct AlertSubject {
  ProjectCode code;
  std::string name;
  FiscalYear year;
  int month = 0;  ///< 0: the whole year
};

/// The arithmetic of an alert as one Chinese sentence, with the amount a week needed from `as_of`
/// on to reach the next node's plan, and the basis.
[[nodiscard]] std::string alert_sentence(const AlertSubject& subject, const Rule& rule,
                                         AlertLevel level, const AlertInputs& inputs, Date as_of);

/// Why an alert was closed, with its numbers, as one Chinese sentence.
[[nodiscard]] std::string closing_sentence(const AlertSubject& subject, AlertCause cause,
                                           const AlertInputs& inputs, Date as_of);

/// One step of an alert's arithmetic: what it is, and how it was come by.
struct AlertStep {
  std::string title;  ///< "支出进度 A/B"
  std::string text;   ///< "1.00 ÷ 20.00 = 5.00%"
};
/// How an alert came to its level, step by step, from nothing but the numbers it was kept with and
/// its rule: years later the same.
[[nodiscard]] std::vector<AlertStep> arithmetic_of(const Alert& alert, const Rule& rule);

/// "办公厅2026年1号第三条（转引）", or 本地做法.
[[nodiscard]] std::string basis_text(const LegalBasis& basis);

}  // namespace budget
