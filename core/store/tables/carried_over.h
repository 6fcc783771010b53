#pragma once

#include "engine/queries.h"
#include "engine/state.h"
#include "store/database.h"

namespace budget {

void write_carried(Database& database, const YearCarriedOver& event, Instant at);
/// The budget of a year is closed: what was carried into it concerns nobody any more.
void end_carried(Database& database, const Instance& closed);

void load_carried(Database& database, State& state);
/// Everything that was ever carried into a department's year, in the order of closing.
[[nodiscard]] std::vector<CarriedRow> read_carried(Database& database,
                                                   const DepartmentId& department, FiscalYear year);

}  // namespace budget
