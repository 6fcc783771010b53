#pragma once

#include "engine/state.h"
#include "store/database.h"

namespace budget {

void write_alert(Database& database, const Alert& alert, FiscalYear year);

/// What read_alert() expects, in its order, of `alerts a`.
inline constexpr char kAlertColumns[] =
    "a.id, a.instance, a.project, a.rule, a.rule_set, a.rule_set_version, a.month, a.level, "
    "a.budget_fen, "
    "a.planned_fen, a.paid_fen, a.paid_to_date_fen, a.next_month, a.next_planned_fen, a.state, "
    "a.cause, "
    "a.raised_at_ms, a.changed_at_ms, a.sentence, a.policy_bp, a.period_paid_fen, a.achieved_bp, "
    "a.stake_fen";
inline constexpr int kAlertColumnCount = 23;
[[nodiscard]] Alert read_alert(const Rows& rows);

void write_handling(Database& database, AlertId alert, const AlertHandling& handling);

/// What read_handling() expects, in its order, of `alert_handlings h`; a null phase: nothing done.
inline constexpr char kHandlingColumns[] =
    "h.phase, h.causes, h.explanation, h.attachment, h.answered_by, h.due_on, h.demand, "
    "h.suppressed_until, h.suppressed_because";
inline constexpr int kHandlingColumnCount = 9;
[[nodiscard]] AlertHandling read_handling(const Rows& rows, int first);

/// Of the instances that are in the state already.
void load_alerts(Database& database, State& state);

}  // namespace budget
