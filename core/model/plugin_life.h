#pragma once

#include <optional>
#include <string>
#include <vector>

#include <budget/ids.h>

namespace budget {

/// Where a configured plugin is in its life. Each step is an event.
enum class PluginStage {
  discovered,   ///< named in the configuration, its manifest read
  verified,     ///< the file's hash is the manifest's
  loaded,       ///< the handshake held
  configured,   ///< its options were accepted
  shadow,       ///< runs without effect, for comparison
  active,       ///< its results count
  quarantined,  ///< broken three times, refused, or taken out by a person: never called
};

/// What a person does with a plugin.
enum class PluginAct { enable, shadow, quarantine };

/// How far a plugin came, as its host reports it.
struct PluginProgress {
  std::string name;  ///< of the configuration's entry
  std::string id;    ///< empty until its manifest was read
  std::string version;
  ContentHash hash;                ///< of library and options together; empty until configured
  std::vector<PluginStage> steps;  ///< in their order; the last one is where it is now
  std::string reason;              ///< why it is there, when it is quarantined
  bool is_held = false;            ///< quarantined until a person enables it, not just refused now
};

/// A plugin as the log knows it.
struct PluginRecord {
  std::string id;
  std::string version;
  ContentHash hash;
  PluginStage stage = PluginStage::discovered;
  std::string reason;
  bool is_held = false;
  /// active or shadow as a person chose; empty: the configuration's word holds.
  std::optional<PluginStage> chosen;
  friend bool operator==(const PluginRecord&, const PluginRecord&) = default;
};

[[nodiscard]] const char* name_of(PluginStage stage) noexcept;
[[nodiscard]] const char* name_of(PluginAct act) noexcept;

}  // namespace budget
