#pragma once

#include <optional>

#include "engine/state.h"
#include "store/database.h"

namespace budget {

void write_asked(Database& database, InstanceId request, const AskedMovement& asked);
/// Of the open ones.
void load_asked(Database& database, State& state);
[[nodiscard]] std::optional<AskedMovement> read_asked(Database& database, InstanceId request);

}  // namespace budget
