#include "daemon/reload.h"

#include <future>

#include "daemon/deployment.h"

namespace budget {

Deployed deploy(EngineThread& engine, std::vector<Command> commands, Logger& logger) {
  Deployed deployed;
  for (Command& command : commands) {
    auto answer = std::make_shared<std::promise<Result<Outcome>>>();  // shared: std::function
                                                                      // copies its target
    std::future<Result<Outcome>> outcome = answer->get_future();
    engine.submit(command,
                  [answer](Result<Outcome> result) { answer->set_value(std::move(result)); });
    const Result<Outcome> result = outcome.get();
    if (result) {
      log_deployment(logger, command, *result);
      continue;
    }
    deployed.everything = false;
    if (std::holds_alternative<DeployOrganisation>(command.action)) deployed.organisation = false;
    logger.write(LogLevel::error, "deploy_refused",
                 {{"what", subject_of(command)}, {"why", result.error().message}});
  }
  return deployed;
}

void log_deployment(Logger& logger, const Command& command, const Outcome& outcome) {
  if (outcome.events.empty()) return;
  logger.write(LogLevel::info, "deployed",
               {{"what", subject_of(command)}, {"event", outcome.last.value()}});
}

void log_needs_restart(Logger& logger, const Configuration& running, const Configuration& now) {
  std::string changed;
  const auto add = [&changed](bool differs, const char* section) {
    if (differs) changed += (changed.empty() ? "" : " ") + std::string(section);
  };
  add(running.storage != now.storage, "[storage]");
  add(running.http != now.http, "[http]");
  add(running.engine != now.engine, "[engine]");
  add(running.log.file != now.log.file, "[log]file");
  add(running.files.plugins != now.files.plugins, "[files]plugins");
  add(running.notices != now.notices, "[notices]");
  add(running.channels != now.channels, "[[channels]]");
  if (!changed.empty()) logger.write(LogLevel::warn, "needs_restart", {{"changed", changed}});
}

}  // namespace budget
