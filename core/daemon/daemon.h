#pragma once

#include <memory>
#include <optional>

#include "config/check_all.h"
#include "daemon/address_book.h"
#include "daemon/channels.h"
#include "daemon/check_runner.h"
#include "daemon/metered_store.h"
#include "daemon/notice_runner.h"
#include "daemon/system_clock.h"
#include "engine/engine_thread.h"
#include "http/api.h"
#include "http/server.h"
#include "logging/line_logger.h"
#include "plugin_host/plugin_registry.h"
#include "store/sqlite_event_store.h"
#include "store/sqlite_queries.h"

namespace budget {

/// All parts of the running daemon, put together.
class Daemon {
 public:
  /// Opens the database, deploys what the configuration says, listens. Errors: conflict when
  /// another process has the database; unsupported when it is from a newer version; unavailable;
  /// what a deployment was refused for.
  ///
  /// A plugin that cannot be used stops nothing; safe mode leaves out those that did not come with
  /// budgetd.
  [[nodiscard]] static Result<std::unique_ptr<Daemon>> open(const LoadedConfiguration& loaded,
                                                            LineLogger& logger,
                                                            bool is_safe_mode = false);
  Daemon(const Daemon&) = delete;
  Daemon& operator=(const Daemon&) = delete;
  ~Daemon();

  [[nodiscard]] int port() const { return server_->port(); }
  void start();

  /// Deploys what changed, and takes over tokens and log level. What was refused is logged and
  /// stays as it was.
  void reload(const LoadedConfiguration& loaded);

  /// Finishes what is in hand, as long as that does not take long. Can be called twice.
  void stop();
  /// Whether code of plugins is left in the process, so that it should end by _Exit.
  [[nodiscard]] bool has_remains() const { return plugins_ && plugins_->has_remains(); }

 private:
  explicit Daemon(LineLogger& logger);

  [[nodiscard]] Result<void> open_store(const LoadedConfiguration& loaded);
  [[nodiscard]] Result<void> make_channels();
  [[nodiscard]] std::string channel_metrics();
  void open_plugins(bool is_safe_mode);
  void report(PluginProgress progress);
  void make_engine_thread(const LoadedConfiguration& loaded);
  void make_check_runner();
  [[nodiscard]] Result<void> make_server(const LoadedConfiguration& loaded);
  [[nodiscard]] Result<WorkflowReading> read_sent_workflow(const std::string& toml);

  LineLogger& logger_;
  SystemClock clock_;
  Configuration configuration_;  ///< as started with
  std::unique_ptr<PluginRegistry> plugins_;
  std::unique_ptr<SqliteEventStore> store_;
  std::optional<MeteredStore> metered_;
  std::unique_ptr<SqliteQueries> queries_;
  std::optional<Engine> engine_;
  std::optional<EngineThread> engine_thread_;
  AddressBook people_;
  NoticeRunner notices_;
  std::optional<StepRunner> steps_;
  std::optional<CheckRunner> checks_;
  Accounts accounts_;
  std::optional<WorkerPool> workers_;
  std::unique_ptr<Server> server_;
  std::optional<Api> api_;
};

}  // namespace budget
