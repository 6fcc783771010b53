#include "model/gate.h"

#include <algorithm>

namespace budget {

const PluginPin* find_pin(const std::vector<PluginPin>& pins, const PluginName& plugin) {
  const auto found = std::ranges::find(pins, plugin, &PluginPin::plugin);
  return found == pins.end() ? nullptr : &*found;
}

const char* name_of(GateBlocks value) noexcept {
  switch (value) {
    case GateBlocks::error:
      return "error";
    case GateBlocks::warning:
      return "warning";
    case GateBlocks::never:
      return "never";
  }
  return "";
}

const char* name_of(WhenNotChecked value) noexcept {
  return value == WhenNotChecked::block ? "block" : "note";
}

}  // namespace budget
