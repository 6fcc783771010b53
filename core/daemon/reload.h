#pragma once

#include <vector>

#include <budget/logger.h>

#include "config/config_file.h"
#include "engine/engine_thread.h"

namespace budget {

/// What was not refused.
struct Deployed {
  bool everything = true;
  bool organisation = true;
};

/// Deploys over the running engine and waits for the commits. Every refusal is logged.
[[nodiscard]] Deployed deploy(EngineThread& engine, std::vector<Command> commands, Logger& logger);

/// One line when something was new.
void log_deployment(Logger& logger, const Command& command, const Outcome& outcome);

/// Says which changed options take effect with the next start only.
void log_needs_restart(Logger& logger, const Configuration& running, const Configuration& now);

}  // namespace budget
