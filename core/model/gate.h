#pragma once

#include <string>
#include <vector>

#include <budget/finding.h>
#include <budget/ids.h>

namespace budget {

using PluginName = Id<struct PluginNameTag>;  ///< an entry of [[plugins]], "plan_shape"

/// The mildest finding that keeps an act back.
enum class GateBlocks { error, warning, never };

/// What becomes of an act when a rule was not run: kept back, or let through with a note of it.
/// There is no third way: a rule that was not run is never passed.
enum class WhenNotChecked { block, note };

/// What an act waits for: a fresh report of these rule plugins (关口).
struct Gate {
  std::vector<PluginName> rules;
  GateBlocks blocks = GateBlocks::error;
  WhenNotChecked not_checked = WhenNotChecked::block;
  friend bool operator==(const Gate&, const Gate&) = default;
};

/// The version of a rule plugin an instance is checked with from its opening on: of library and
/// configuration together.
struct PluginPin {
  PluginName plugin;
  std::string version;  ///< as the plugin says, for people
  ContentHash hash;
  friend bool operator==(const PluginPin&, const PluginPin&) = default;
};

/// The pin of a plugin, or null.
[[nodiscard]] const PluginPin* find_pin(const std::vector<PluginPin>& pins,
                                        const PluginName& plugin);

[[nodiscard]] const char* name_of(GateBlocks value) noexcept;
[[nodiscard]] const char* name_of(WhenNotChecked value) noexcept;

}  // namespace budget
