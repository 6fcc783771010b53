#pragma once

#include <string>
#include <vector>

#include <budget/json.h>

#include "engine/documents/named_document.h"

namespace budget {

/// Documents of one department and year as one: tables from this file, the narrative from that,
/// goal sheets from a third. The first one that says a thing gives it.
///
/// Errors: conflict when year or department differ, or when two files have the same table, section
/// or project and not the same in it; not_found without any document.
[[nodiscard]] Result<Json> merged(const std::vector<NamedDocument>& documents);

}  // namespace budget
