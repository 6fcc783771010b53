#include "engine/plugin_catalog.h"

namespace budget {

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
