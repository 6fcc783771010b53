#pragma once

#include "engine/state.h"
#include "store/database.h"

namespace budget {

/// The engine's state from the tables: what is open, never the log. Inside the caller's
/// transaction.
[[nodiscard]] State load_state(Database& database);

}  // namespace budget
