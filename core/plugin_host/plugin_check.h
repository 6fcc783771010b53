#pragma once

#include <vector>

#include <budget/finding.h>

#include "plugin_host/plugin_attempt.h"

namespace budget {

/// What is wrong with an entry of the configuration, held against the plugin itself: its library,
/// its manifest, its own list of options, and whether it takes them: a rule pack is read and its
/// cases are run. The library is loaded in an isolated room; secrets are not read. place.field is a
/// key of the entry: "file", "id", "stage", "options.window", "options" where it names none.
[[nodiscard]] std::vector<Finding> check_plugin(const PluginEntry& entry,
                                                const PluginPlaces& places);

}  // namespace budget
