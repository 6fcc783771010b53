#include "daemon/program.h"

#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iostream>

#include "daemon/daemon.h"
#include "daemon/service_manager.h"
#include "daemon/signals.h"

namespace budget {
namespace {

constexpr std::chrono::milliseconds kWithoutWatchdog{60'000};

ExitCode exit_code_of(const Error& error) {
  if (error.code == ErrorCode::conflict) return ExitCode::database_in_use;
  if (error.code == ErrorCode::unsupported) return ExitCode::database_too_new;
  return ExitCode::failed;
}

void print(const Error& error) {
  std::cerr << "budgetd: " << error.message << "\n";
  if (!error.hint.empty()) std::cerr << "budgetd: " << error.hint << "\n";
}

void print(const std::vector<Finding>& findings) {
  for (const Finding& finding : findings) {
    std::cerr << finding.place.to_text() << ": " << name_of(finding.level) << ": "
              << finding.message;
    if (!finding.quote.empty()) std::cerr << ": " << finding.quote;
    std::cerr << "\n";
  }
}

void log(Logger& logger, const std::vector<Finding>& findings) {
  for (const Finding& finding : findings) {
    logger.write(finding.level == FindingLevel::error ? LogLevel::error : LogLevel::warn,
                 "config_finding",
                 {{"place", finding.place.to_text()},
                  {"message", finding.message},
                  {"quote", finding.quote}});
  }
}

/// Whole or not at all: whoever waits for the file reads a number.
void write_port_file(const std::filesystem::path& file, int port) {
  if (file.empty()) return;
  const std::filesystem::path draft = file.string() + ".new";
  std::ofstream(draft) << port << "\n";
  std::filesystem::rename(draft, file);
}

void reload(Daemon& daemon, const Arguments& arguments, LineLogger& logger,
            const ServiceManager& manager) {
  manager.reloading();
  if (const Result<void> reopened = logger.reopen(); !reopened) {
    logger.write(LogLevel::error, "log_not_reopened", {{"why", reopened.error().message}});
  }
  const LoadReport report = load_all(arguments.config);
  log(logger, report.findings);
  if (report.loaded) {
    daemon.reload(*report.loaded);
    logger.write(LogLevel::info, "reloaded", {{"config", arguments.config.string()}});
  } else {
    logger.write(LogLevel::error, "reload_refused",
                 {{"config", arguments.config.string()}, {"findings", report.findings.size()}});
  }
  manager.ready();
}

void serve(Daemon& daemon, const Arguments& arguments, LineLogger& logger, const Signals& signals) {
  const ServiceManager manager;
  manager.ready();
  while (true) {
    const auto signal = signals.wait(manager.watchdog_interval().value_or(kWithoutWatchdog));
    manager.alive();
    if (signal == Signals::Kind::reload) reload(daemon, arguments, logger, manager);
    if (signal == Signals::Kind::stop) break;
  }
  manager.stopping();
  logger.write(LogLevel::info, "stopping", {});
  signals.let_go();
  daemon.stop();
  logger.write(LogLevel::info, "stopped", {});
}

ExitCode run_daemon(const Arguments& arguments, const LoadedConfiguration& loaded) {
  const Signals signals;
  const Configuration& configuration = loaded.configuration;
  auto logger = LineLogger::open(configuration.log.file, configuration.log.level);
  if (!logger) {
    print(logger.error());
    return ExitCode::failed;
  }
  auto daemon = Daemon::open(loaded, **logger, arguments.is_safe_mode);
  if (!daemon) {
    print(daemon.error());
    (*logger)->write(LogLevel::error, "not_started", {{"why", daemon.error().message}});
    return exit_code_of(daemon.error());
  }
  (*daemon)->start();
  (*logger)->write(LogLevel::info, "started",
                   {{"version", BUDGETD_VERSION},
                    {"address", configuration.http.address},
                    {"port", (*daemon)->port()},
                    {"database", configuration.storage.database.string()},
                    {"pid", static_cast<std::int64_t>(getpid())}});
  write_port_file(arguments.port_file, (*daemon)->port());
  serve(**daemon, arguments, **logger, signals);
  if ((*daemon)->has_remains()) {
    // Destructors of plugins' libraries would still run, and one that crashes there would make a
    // clean stop look like a failure.
    daemon->reset();
    logger->reset();
    std::_Exit(static_cast<int>(ExitCode::stopped));
  }
  return ExitCode::stopped;
}

}  // namespace

ExitCode run(const Arguments& arguments) {
  if (arguments.task == Arguments::Task::help) {
    std::cout << usage();
    return ExitCode::stopped;
  }
  if (arguments.task == Arguments::Task::version) {
    std::cout << "budgetd " << BUDGETD_VERSION << "\n";
    return ExitCode::stopped;
  }
  const LoadReport report = load_all(arguments.config);
  print(report.findings);
  if (!report.loaded) return ExitCode::wrong_configuration;
  if (arguments.task == Arguments::Task::check) return ExitCode::stopped;
  return run_daemon(arguments, *report.loaded);
}

}  // namespace budget
