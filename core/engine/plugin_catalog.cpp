#include "engine/plugin_catalog.h"

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

const char* name_of(PluginStage stage) noexcept {
  switch (stage) {
    case PluginStage::discovered:
      return "discovered";
    case PluginStage::verified:
      return "verified";
    case PluginStage::loaded:
      return "loaded";
    case PluginStage::configured:
      return "configured";
    case PluginStage::shadow:
      return "shadow";
    case PluginStage::active:
      return "active";
    case PluginStage::quarantined:
      return "quarantined";
  }
  return "discovered";
}

}  // namespace budget
