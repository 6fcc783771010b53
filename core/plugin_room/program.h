#pragma once

#include "plugin_room/arguments.h"

namespace budget::room {

/// Does what was asked for; the exit code.
[[nodiscard]] int run(const Arguments& arguments);

}  // namespace budget::room
