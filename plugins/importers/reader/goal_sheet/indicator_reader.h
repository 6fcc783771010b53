#pragma once

#include <cstddef>

#include "reader/reading.h"

namespace budget::reader {

/// Reads the indicator table whose header is row `at`, over page breaks and however its rows were
/// printed. Returns the first row behind it.
[[nodiscard]] std::size_t read_indicators(Reading& reading, std::size_t at, ReadProject& project);

}  // namespace budget::reader
