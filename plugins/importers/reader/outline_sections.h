#pragma once

#include <vector>

#include "reader/outline.h"

namespace budget::reader {

/// Offices that number the narrative's headings otherwise than 一、二、…, or set some of them one
/// step lower (其他重要事项：（一）机关运行经费…). Only in a disclosure, and each section once.
void find_other_sections(const Grid& grid, std::vector<RowMeaning>& outline);

}  // namespace budget::reader
