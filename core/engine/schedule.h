#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/state.h"

namespace budget {

/// One moment of a stage's clock: a rung of the reminder ladder, or the due moment itself.
struct Rung {
  Instant at;
  int number = 0;  ///< 1… in the order of the ladder; 0 is the due moment
  RoleId notify;   ///< empty: whoever's turn it is
  CatchUp catch_up = CatchUp::once;
  Instant until{};  ///< for skip: later than this it does not fire
};

/// Until when something is to be done in a stage, as people are told: "2025年10月31日", with the
/// hour where the day ends early.
[[nodiscard]] std::string due_text(const Stage& stage, Date due_on);

/// The clock of a stage that is due on a day, in order of time. Reminders go out at 9 o'clock.
[[nodiscard]] std::vector<Rung> rungs_of(const Stage& stage, Date due_on, const Calendar& calendar);

/// The timer of the first rung behind `passed` that is still worth firing: the due moment always, a
/// rung in the past by its catch-up policy. The usual one, once, leaves it out if a later one is in
/// the past too, so that a long stop gives one message and not a storm.
[[nodiscard]] std::optional<Timer> next_rung(const Stage& stage, const std::vector<Rung>& rungs,
                                             int passed, int occurrence, Instant now);

/// The rung a timer of this stage stands for; null when the definition has no such rung.
[[nodiscard]] const Rung* rung_of(const Stage& stage, const std::vector<Rung>& rungs,
                                  const std::string& timer_name);

/// The rung that is armed when a deadline is put where it was not: what lies before now is not made
/// up for, but the due moment, unless it is overdue already, is.
[[nodiscard]] std::optional<Timer> rung_from_now(const Stage& stage, const std::vector<Rung>& rungs,
                                                 int occurrence, Instant now, bool is_overdue);

/// When the stage an instance is in is due, by a calendar and the days named so far; nothing where
/// it never is. `is_redo`: by the deadline for doing it again.
struct DueFacts {
  const Calendar& calendar;
  const std::map<OccasionKey, Date>& occasions;
};
[[nodiscard]] std::optional<Deadline> deadline_of(const Instance& instance, const Stage& stage,
                                                  Date entered_on, bool is_redo,
                                                  const DueFacts& facts);
/// The day of the occasion a rule counts from, if it has been named.
[[nodiscard]] std::optional<Date> occasion_of(const DeadlineRule& rule, const Instance& instance,
                                              const std::map<OccasionKey, Date>& occasions);
/// The nodes of a monitoring stage: its own months, and those its rules name for their month ends.
/// Empty for a stage that monitors nothing.
[[nodiscard]] std::vector<int> node_months(const Stage& stage, const RuleSet& rule_set);

/// The timer of the first node not yet checked: it fires when the node's day is over.
[[nodiscard]] std::optional<Timer> next_node(const Stage& stage, const std::vector<int>& months,
                                             FiscalYear year, const std::vector<int>& checked);

}  // namespace budget
