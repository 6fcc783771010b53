#include "model/plugin_life.h"

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

const char* name_of(PluginAct act) noexcept {
  switch (act) {
    case PluginAct::enable:
      return "enable";
    case PluginAct::shadow:
      return "shadow";
    case PluginAct::quarantine:
      return "quarantine";
  }
  return "quarantine";
}

}  // namespace budget
