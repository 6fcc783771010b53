#pragma once

#include "reader/reading.h"

namespace budget::reader {

/// Goes through the rows once and hands each to the block it opens or belongs to.
void read_blocks(Reading& reading);

/// What can only be said of the whole document: kind, year, department, units, and the findings
/// that compare one sheet or table with the others.
void settle_document(Reading& reading);

}  // namespace budget::reader
