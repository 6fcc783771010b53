#pragma once

#include "reader/reading.h"

namespace budget::reader {

/// One code, one name: reports codes whose name differs between the tables.
void compare_names(Reading& reading);

}  // namespace budget::reader
