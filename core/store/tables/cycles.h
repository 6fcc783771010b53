#pragma once

#include "engine/queries.h"
#include "engine/state.h"
#include "store/database.h"

namespace budget {

void write_cycle(Database& database, const CycleOpened& event, Instant at);
/// One more instance of its cycle has been opened, or closed.
void count_opened(Database& database, const InstanceOpened& event);
void count_closed(Database& database, const Instance& instance);

void load_cycles(Database& database, State& state);
[[nodiscard]] std::vector<CycleRow> read_cycles(Database& database);

}  // namespace budget
