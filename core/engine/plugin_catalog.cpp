#include "engine/plugin_catalog.h"

#include <algorithm>

#include "engine/plugin_entry.h"

namespace budget {

const char* name_of(PluginRoom room) noexcept {
  switch (room) {
    case PluginRoom::as_wished:
      return "as_wished";
    case PluginRoom::inside:
      return "inside";
    case PluginRoom::isolated:
      return "isolated";
  }
  return "isolated";
}

const char* name_of(PluginWish wish) noexcept {
  return wish == PluginWish::active ? "active" : "shadow";
}

bool can_run_in_shadow(const std::vector<std::string>& capabilities) {
  return std::ranges::any_of(capabilities, [](const std::string& capability) {
    return capability.starts_with("budget.rule.");
  });
}

std::vector<PluginStatus> PluginCatalog::status() const {
  std::vector<PluginStatus> all;
  for (PluginInfo& info : plugins())
    all.push_back({.info = std::move(info)});
  return all;
}

}  // namespace budget
