#pragma once

#include <filesystem>

#include <budget/logger.h>

#include "plugin_host/call_limits.h"
#include "plugin_host/library_shelf.h"
#include "plugin_host/plugin_object.h"
#include "plugin_host/room.h"

namespace budget {

/// What a room needs to know of its plugin.
struct RoomSetting {
  std::string name;               ///< of the entry
  std::filesystem::path library;  ///< absolute, verified
  std::string hash;               ///< of the library
  std::string id;
  std::uint64_t flags = 0;  ///< as the manifest says
  bool allow_drafts = false;
  int memory_mib = 512;
  CallLimits limits{};
  std::chrono::milliseconds start_limit{30'000};  ///< for load and for configure
  std::chrono::milliseconds grace{5'000};         ///< between being told to stop and being given up
  std::chrono::milliseconds silence{15'000};      ///< isolated: without a beat the process is stuck
};

/// The room in the daemon's own process: quick, for plugins one trusts.
///
/// What throws, refuses or goes beyond a limit is an answer like any other. A call that does not
/// end is given up with its thread; a crash is the daemon's too, and the next start knows whose.
class InsideRoom final : public Room {
 public:
  InsideRoom(RoomSetting setting, std::shared_ptr<LibraryShelf> shelf, Logger& logger);
  ~InsideRoom() override;

  [[nodiscard]] Result<PluginDescription> load() override;
  [[nodiscard]] Result<void> configure(const std::string& config) override;
  [[nodiscard]] CallResult call(const PluginCall& call, std::int64_t budget_ms) override;
  [[nodiscard]] std::vector<std::string> protections() const override;

 private:
  struct Shared;

  std::shared_ptr<Shared> shared_;  ///< shared with calls that may never end
  std::unique_ptr<WorkCrew> crew_;
};

/// Lines of a plugin in the daemon's log.
[[nodiscard]] PluginLog::Writer log_writer(Logger& logger, const std::string& name);

}  // namespace budget
