#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>

#include "engine/plugin_catalog.h"
#include "plugin_host/inside_room.h"
#include "plugin_host/plugin_options.h"
#include "plugin_host/room.h"

namespace budget {

/// Where plugins lie and what runs them.
struct PluginPlaces {
  std::filesystem::path folder;          ///< files of entries count from it
  std::filesystem::path shipped_folder;  ///< what came with budgetd
  std::filesystem::path room_program;    ///< budget-plugin-host
};

/// Those of an installation or a build, found from the running program.
[[nodiscard]] PluginPlaces places_of_this_program();

[[nodiscard]] std::filesystem::path library_of(const PluginEntry& entry,
                                               const PluginPlaces& places);
[[nodiscard]] bool is_shipped(const std::filesystem::path& library, const PluginPlaces& places);

/// Errors: unsupported where the entry wants a plugin without rules to run in shadow.
[[nodiscard]] Result<void> check_wish(const PluginEntry& entry,
                                      const std::vector<std::string>& capabilities);

/// One try at bringing a configured plugin to life, as far as it came.
struct PluginAttempt {
  PluginInfo info;                 ///< stage configured, or quarantined with the problem
  std::vector<PluginStage> steps;  ///< the way there
  PluginRoom kind = PluginRoom::as_wished;
  std::string library_hash;
  std::optional<PluginDescription> description;
  std::string config;
  std::map<std::string, std::string> secrets;
  std::shared_ptr<Room> room;  ///< shared: a call may be in it while it is replaced
};

using MakeRoom = std::function<std::shared_ptr<Room>(PluginRoom kind, RoomSetting setting)>;

/// Manifest, hash, handshake, options, in this order. Never throws for what a plugin does; takes
/// as long as the room's limits allow.
[[nodiscard]] PluginAttempt attempt(const PluginEntry& entry, const PluginPlaces& places,
                                    const MakeRoom& make_room);

/// The identity an instance pins.
[[nodiscard]] ContentHash identity_of(const std::string& library_hash, const std::string& config);

}  // namespace budget
