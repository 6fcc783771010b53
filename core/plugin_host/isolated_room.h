#pragma once

#include <memory>
#include <mutex>
#include <optional>

#include "plugin_host/child_process.h"
#include "plugin_host/frame_channel.h"
#include "plugin_host/inside_room.h"
#include "plugin_host/plugin_log.h"
#include "plugin_host/room.h"

namespace budget {

/// The room in a process of its own, budget-plugin-host: a plugin that crashes, hangs, leaks or
/// eats costs that process and one call, nothing else. It is started again for the next call.
class IsolatedRoom final : public Room {
 public:
  IsolatedRoom(RoomSetting setting, std::filesystem::path program, Logger& logger);
  ~IsolatedRoom() override;

  [[nodiscard]] Result<PluginDescription> load() override;
  [[nodiscard]] Result<void> configure(const std::string& config) override;
  [[nodiscard]] CallResult call(const PluginCall& call, std::int64_t budget_ms) override;
  [[nodiscard]] std::vector<std::string> protections() const override;

 private:
  using Moment = FrameChannel::Moment;
  struct Child {
    ChildProcess process;
    FrameChannel channel;
  };

  [[nodiscard]] Result<void> start(Moment until);
  [[nodiscard]] Result<Frame> ask(FrameKind kind, std::string_view part, FrameKind answer,
                                  Moment until);
  [[nodiscard]] Result<Frame> receive_for(std::uint64_t call, Moment until);
  void take_last_words();
  [[nodiscard]] Result<void> revive(Moment until);
  [[nodiscard]] CallResult exchange(const PluginCall& call, std::int64_t budget_ms, Moment until);
  [[nodiscard]] CallResult result_of(const Frame& reply);
  /// Ends the child; how that went, or how it had ended already.
  std::string end_child();

  RoomSetting setting_;
  std::filesystem::path program_;
  Logger& logger_;
  PluginLog log_;
  std::timed_mutex turn_;  ///< one call at a time
  std::unique_ptr<Child> child_;
  std::optional<std::string> config_;  ///< for the next child
  std::uint64_t last_call_ = 0;
  mutable std::mutex mutex_;
  std::vector<std::string> protections_;
};

}  // namespace budget
