#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <budget/result.h>

#include "engine/plugin_entry.h"
#include "plugin_host/description.h"

namespace budget {

/// What lies beside a library as <name>.json and is read before any of its code runs. Made by
/// `budget-plugin-host --manifest`.
struct Manifest {
  struct Plugin {
    std::string id{};
    std::string version{};
    std::vector<std::string> capabilities{};
    std::uint64_t flags = 0;
    friend bool operator==(const Plugin&, const Plugin&) = default;
  };
  std::string library{};  ///< file name
  std::string sha256{};
  std::uint32_t abi_major = 0;
  std::uint32_t abi_minor = 0;       ///< built against
  std::uint32_t min_host_minor = 0;  ///< the oldest host it can live in
  PluginRoom room = PluginRoom::isolated;
  std::vector<Plugin> plugins{};
  friend bool operator==(const Manifest&, const Manifest&) = default;
};

[[nodiscard]] std::filesystem::path manifest_of(const std::filesystem::path& library);

[[nodiscard]] std::string to_text(const Manifest& manifest);
/// Errors: invalid_input with what is missing.
[[nodiscard]] Result<Manifest> parse_manifest(std::string_view text);
/// Errors: not_found, invalid_input, unavailable.
[[nodiscard]] Result<Manifest> read_manifest(const std::filesystem::path& library);

/// The entry of an id; of the only plugin when the id is empty. Errors: not_found.
[[nodiscard]] Result<const Manifest::Plugin*> find_plugin(const Manifest& manifest,
                                                          const std::string& id);

/// That the library says of itself what its manifest said of it. Errors: conflict.
[[nodiscard]] Result<void> check_same(const Manifest::Plugin& manifest,
                                      const PluginDescription& description);

}  // namespace budget
