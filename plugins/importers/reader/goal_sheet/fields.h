#pragma once

#include "reader/goal_sheet/tokens.h"

namespace budget::reader {

/// Reads the part of a goal sheet above its indicators: code, name, unit, funds, purpose, plan,
/// goals. Cells that belong to no label become findings.
void read_fields(Reading& reading, const Tokens& tokens, ReadProject& project);

}  // namespace budget::reader
