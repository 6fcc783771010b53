#pragma once

#include <string>

#include "engine/plugin_catalog.h"

namespace budget {

/// What the plugins did since the start, as Prometheus text.
[[nodiscard]] std::string plugin_metrics(const PluginCatalog& plugins);

}  // namespace budget
