#pragma once

#include <string>

#include <budget/json.h>

namespace budget {

/// Where a plugin runs. inside: in the daemon's own process. isolated: in a process of its own.
/// as_wished: where its manifest wishes, when it came with budgetd; isolated otherwise.
enum class PluginRoom { as_wished, inside, isolated };

/// What a plugin is configured to be: its results count, or it only runs beside for comparison.
enum class PluginWish { active, shadow };

/// One [[plugins]] of budgetd.toml. Every key is told in config/budgetd.toml.
struct PluginEntry {
  std::string name{};  ///< what workflows and people call it: "plan_shape"
  std::string file{};  ///< the library, absolute; or relative to the folder of plugins
  std::string id{};    ///< which of the library's plugins; empty: it holds one only
  PluginRoom room = PluginRoom::as_wished;
  PluginWish stage = PluginWish::active;
  int budget_ms = 10'000;  ///< the longest call
  int memory_mib = 512;    ///< isolated only
  bool allow_drafts = false;
  Json options = Json::object();  ///< as written; checked against the plugin's schema by the host
  std::string folder{};           ///< what paths in the options count from, absolute
  friend bool operator==(const PluginEntry&, const PluginEntry&) = default;
};

[[nodiscard]] const char* name_of(PluginRoom room) noexcept;
[[nodiscard]] const char* name_of(PluginWish wish) noexcept;

}  // namespace budget
