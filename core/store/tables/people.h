#pragma once

#include "engine/queries.h"
#include "engine/state.h"
#include "store/database.h"

namespace budget {

// Who acts for whom, and the named days of the year.

void write_appointed(Database& database, const Substitution& substitution,
                     const Envelope& envelope);
void write_ended(Database& database, const SubstitutionEnded& event, const Envelope& envelope);
void write_occasion(Database& database, const OccasionNamed& event, const Envelope& envelope);

void load_people(Database& database, State& state);

/// Of the first seven columns, in the order of the table.
[[nodiscard]] Substitution read_substitution(const Rows& rows);
/// Those that were not ended.
[[nodiscard]] Substitutions read_open_substitutions(Database& database);
[[nodiscard]] std::map<OccasionKey, Date> read_occasion_days(Database& database);

}  // namespace budget
