#pragma once

#include "reader/reading.h"

namespace budget::reader {

/// The document's budget year, from the best evidence there is, and of goal sheets in a part that
/// is about another year that part's.
void settle_year(Reading& reading);

}  // namespace budget::reader
