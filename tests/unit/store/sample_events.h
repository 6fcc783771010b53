#pragma once

#include <vector>

#include "model/event.h"

namespace budget::test {

/// One event of every type, every field filled with something that is not its default.
[[nodiscard]] std::vector<Event> sample_events();

}  // namespace budget::test
