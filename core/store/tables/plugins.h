#pragma once

#include "engine/state.h"
#include "store/database.h"

namespace budget {

void write_plugin(Database& database, const std::string& name, const PluginRecord& plugin,
                  Instant changed_at);
void load_plugins(Database& database, State& state);

}  // namespace budget
