#pragma once

#include <optional>
#include <string>

namespace budget::cli {

// Options of the commands about plugins.

struct PluginListOptions {};

struct PluginShowOptions {
  std::string name{};
};

struct PluginActOptions {
  std::string act{};  ///< enable, shadow or quarantine: the command itself
  std::string name{};
  std::string reason{};
};

struct PluginEnableOptions : PluginActOptions {
  PluginEnableOptions() { act = "enable"; }
};

struct PluginShadowOptions : PluginActOptions {
  PluginShadowOptions() { act = "shadow"; }
};

struct PluginQuarantineOptions : PluginActOptions {
  PluginQuarantineOptions() { act = "quarantine"; }
};

struct PluginValidateOptions {
  std::string file{};
  std::string room = "both";  ///< inside, isolated or both
  std::string options{};      ///< a TOML file; empty: what the plugin's schema says
  std::optional<std::uint64_t> reproduced{};
  int limit_s = 15;  ///< of one test
};

struct PluginNewOptions {
  std::string kind{};
  std::string name{};
  std::string to{};  ///< a new folder; empty: the name
};

}  // namespace budget::cli
