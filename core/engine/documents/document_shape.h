#pragma once

#include <budget/json.h>
#include <budget/result.h>

namespace budget {

/// Whether what an importer gave can be worked with: an object that names its schema and, in a
/// budget.document/1, lists where lists belong and numbers that are what their names say, wherever
/// they stand: `…fen` an int64, `line` from 0, `month` from 1 to 12; or null. Taken for nothing, an
/// amount that is none would be a check that passes.
///
/// Errors: invalid_input with the member's path, "projects[3].budget.fen".
[[nodiscard]] Result<void> check_shape(const Json& document);

}  // namespace budget
