#pragma once

#include "page/page.h"

namespace budget::page {

/// A table of rows (projects, payments …) or the year's calendar as pages of one part. Money is
/// shown in 元, a share as a percentage, a moment as ISO 8601 with UTC+8.
/// Errors: invalid_input when a row does not fit the columns or a value its column's type.
[[nodiscard]] Result<Pages> pages_of_rows(const Json& payload);

}  // namespace budget::page
