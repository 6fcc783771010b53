#pragma once

#include "engine/queries.h"
#include "engine/rehearsal/coverage.h"

namespace budget {

/// What the whole log of a database walked. Errors: unavailable.
[[nodiscard]] Result<Coverage> coverage_in(Queries& queries);

}  // namespace budget
