#pragma once

#include "engine/state.h"
#include "store/database.h"

namespace budget {

/// As the state has it; gone from the table when it is gone from there.
void write_exemption(Database& database, const State& after, InstanceId instance,
                     const ExemptionKey& key);
/// Of instance, project, rule, reason, until_on, granted_by, granted_at_ms.
[[nodiscard]] GrantedExemption read_exemption(const Rows& rows);
/// Of the instances that are in the state already.
void load_exemptions(Database& database, State& state);

}  // namespace budget
