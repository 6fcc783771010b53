#pragma once

#include <string>
#include <vector>

#include <budget/finding.h>
#include <budget/json.h>

#include "engine/documents/named_document.h"

namespace budget {

/// Documents of one department and year as one: tables from this file, the narrative from that,
/// goal sheets from a third. The first one that says a thing gives it.
///
/// Errors: conflict when year or department differ, or when two files have the same table, section
/// or project and not the same in it; not_found without any document.
[[nodiscard]] Result<Json> merged(const std::vector<NamedDocument>& documents);

/// The same where nothing can be left out: what the first document says holds, and each thing a
/// later one says otherwise is a finding. An empty object without any document.
[[nodiscard]] Json merged_as_first_said(const std::vector<NamedDocument>& documents,
                                        std::vector<Finding>& findings);

}  // namespace budget
