#pragma once

#include <span>

#include "engine/ports.h"
#include "store/codec/payments_summary.h"
#include "store/database.h"
#include "store/event_log.h"

namespace budget {

/// Writes into the tables what the entries changed: from the events what they say whole, from
/// `after` (the state with all of them applied) what they add to. Work is proportional to what was
/// touched, once per call however many acts. The result depends on the log alone, not on how it was
/// cut into calls; verify rests on that.
void write_projection(Database& database, std::span<const Entry> entries,
                      const PaymentsSummaries& payments, const State& after,
                      LastEvents& last_events);

}  // namespace budget
