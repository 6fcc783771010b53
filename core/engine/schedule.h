#pragma once

#include <optional>
#include <vector>

#include "engine/state.h"

namespace budget {

/// One moment of a stage's clock: a rung of the reminder ladder, or the due moment itself.
struct Rung {
  Instant at;
  int number = 0;  ///< 1… in the order of the ladder; 0 is the due moment
  RoleId notify;   ///< empty: whoever's turn it is
};

/// The clock of a stage that is due on a day, in order of time. Reminders go out at 9 o'clock.
[[nodiscard]] std::vector<Rung> rungs_of(const Stage& stage, Date due_on, const Calendar& calendar);

/// The timer of the first rung behind `passed` that is still worth firing: the due moment always, a
/// rung in the past only if no later one is in the past too, so that a long stop gives one message
/// and not a storm.
[[nodiscard]] std::optional<Timer> next_rung(const Stage& stage, const std::vector<Rung>& rungs,
                                             int passed, int occurrence, Instant now);

/// The rung a timer of this stage stands for; null when the definition has no such rung.
[[nodiscard]] const Rung* rung_of(const Stage& stage, const std::vector<Rung>& rungs,
                                  const std::string& timer_name);

/// The nodes of a monitoring stage: its own months, and those its rules name for their month ends.
/// Empty for a stage that monitors nothing.
[[nodiscard]] std::vector<int> node_months(const Stage& stage, const RuleSet& rule_set);

/// The timer of the first node not yet checked: it fires when the node's day is over.
[[nodiscard]] std::optional<Timer> next_node(const Stage& stage, const std::vector<int>& months,
                                             FiscalYear year, const std::vector<int>& checked);

}  // namespace budget
