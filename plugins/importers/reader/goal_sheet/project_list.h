#pragma once

#include <cstddef>

#include "reader/reading.h"

namespace budget::reader {

/// The header of a list of projects: 项目名称, other fields and the columns of the indicators side
/// by side. Each project's fields stand once, beside the first of its indicators.
[[nodiscard]] bool starts_project_list(const Reading& reading, std::size_t at);

/// Reads the list whose header is row `header` as one goal sheet for each project. `title` is its
/// heading's row or npos. Returns the first row behind it.
[[nodiscard]] std::size_t read_project_list(Reading& reading, std::size_t title,
                                            std::size_t header);

}  // namespace budget::reader
