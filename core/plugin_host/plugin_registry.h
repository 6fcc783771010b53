#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include <budget/logger.h>

#include "engine/plugin_catalog.h"
#include "plugin_host/plugin_attempt.h"

namespace budget {

/// The catalog behind its port: every configured plugin, its room, its breaker, its life.
///
/// A bad plugin never stops the opening: it is quarantined with a reason. What happens to a plugin
/// is told to `report`, from any thread; whoever listens makes a command of it.
class PluginRegistry final : public PluginCatalog {
 public:
  using Moment = std::chrono::steady_clock::time_point;
  struct Options {
    PluginPlaces places = places_of_this_program();
    std::filesystem::path crash_file;  ///< where a crash leaves the plugin's name; empty: nowhere
    bool is_safe_mode = false;         ///< plugins that did not come with budgetd stay out
    std::function<Moment()> now = [] { return std::chrono::steady_clock::now(); };
    std::function<void(PluginProgress)> report = [](const PluginProgress&) {};
  };

  /// `known`: what the log says of them, by name. Takes as long as the plugins take to start,
  /// within their limits.
  PluginRegistry(std::vector<PluginEntry> entries, std::map<std::string, PluginRecord> known,
                 Options options, Logger& logger);
  PluginRegistry(const PluginRegistry&) = delete;
  PluginRegistry& operator=(const PluginRegistry&) = delete;
  /// Stops, see stop().
  ~PluginRegistry() override;

  [[nodiscard]] std::vector<PluginInfo> plugins() const override;
  [[nodiscard]] std::vector<PluginStatus> status() const override;
  [[nodiscard]] Result<PluginReply> call(const std::string& name, const PluginCall& call) override;

  /// The value behind "${secret:KEY}" of one entry. Errors: not_found. [any]
  [[nodiscard]] Result<std::string> secret(const std::string& name, const std::string& key) const;

  /// What the log says of them, for a registry that was made before the log was open; `reload` then
  /// brings in the entries.
  void recall(std::map<std::string, PluginRecord> known);

  /// What a person decided, after it was committed; done soon, on a thread of its own. [any]
  void act(const std::string& name, PluginAct act, const std::string& reason);

  /// Takes over a changed configuration: new options make a new instance; a plugin that refuses
  /// them keeps those it had. [any], one at a time
  void reload(std::vector<PluginEntry> entries);

  /// Ends every plugin, in bounded time: calls in hand first. Later calls are `unavailable`. Can be
  /// called twice. [any]
  void stop();
  /// Whether code of plugins is left in the process that could disturb its end: leave by _Exit.
  [[nodiscard]] bool has_remains() const;

 private:
  struct Slot;
  class InHand;
  using SlotPointer = std::shared_ptr<Slot>;

  [[nodiscard]] SlotPointer find(const std::string& name) const;
  [[nodiscard]] std::vector<SlotPointer> all() const;
  [[nodiscard]] std::shared_ptr<Room> make_room(PluginRoom kind, RoomSetting setting);
  [[nodiscard]] PluginStage stage_of(const PluginEntry& entry) const;

  void open_slot(const SlotPointer& slot);
  void take_over(Slot& slot, PluginAttempt made);
  [[nodiscard]] PluginRecord known(const std::string& name) const;
  void put_aside(Slot& slot, std::string reason);
  void put_aside_locked(Slot& slot, std::string reason, std::shared_ptr<Room>& before);
  void reload_slot(const SlotPointer& slot, PluginEntry entry);
  void carry_out(const std::string& name, PluginAct act, const std::string& reason);
  void account(Slot& slot, const std::shared_ptr<Room>& room, const CallResult& result,
               std::chrono::milliseconds took);
  void tell(const Slot& slot, std::vector<PluginStage> steps);
  void do_chores();

  Options options_;
  Logger& logger_;
  std::shared_ptr<LibraryShelf> shelf_;  ///< shared with plugins' threads that may be lost

  std::mutex changes_;  ///< held while a plugin's life changes; before any slot's
  mutable std::mutex mutex_;
  std::vector<SlotPointer> slots_;  ///< in the order of the configuration
  std::map<std::string, PluginRecord> known_;
  std::map<std::string, int> crashed_;  ///< by name: the signal that ended the process before us
  std::condition_variable wake_;
  int calls_in_hand_ = 0;
  std::condition_variable call_ended_;
  std::deque<std::function<void()>> chores_;
  bool is_stopping_ = false;
  std::thread chores_thread_;
};

}  // namespace budget
