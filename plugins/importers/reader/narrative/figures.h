#pragma once

#include <string_view>
#include <vector>

#include "reader/document.h"

namespace budget::reader {

/// The numbers with a unit in a paragraph (10544.51万元, 15%), each with the words before it.
[[nodiscard]] std::vector<ReadFigure> figures_in(std::string_view text, int line);

}  // namespace budget::reader
