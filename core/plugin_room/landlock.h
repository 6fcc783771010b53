#pragma once

#include <string>

#include "plugin_room/confinement.h"

namespace budget::room {

/// Only system libraries, fonts, the plugin and libraries beside it may be read, nothing written or
/// run; no TCP without `network`. "landlock", or why there is none.
[[nodiscard]] std::string enter_landlock(const ConfinementOrder& order);

}  // namespace budget::room
