#pragma once

#include <string>

#include <budget/date.h>
#include <budget/ids.h>
#include <budget/json.h>

namespace budget {

/// What a document does not say of itself.
struct DocumentSetting {
  Date today;
  RegionCode region;  ///< empty: not known; rules about the region do not run then
  std::string moment = "check";
};

/// The payload of budget.rule.check/1 for a budget.document/1 an importer has read: its projects in
/// the form of docs/plugin-payloads.md, and the document itself beside them for what only a file
/// has (tables, narrative, places). Pure.
///
/// Blank plan cells carry the value before them on (domain.md §0.2); a project whose plan has no
/// readable cell has none.
[[nodiscard]] Json document_payload(const Json& document, const DocumentSetting& setting);

}  // namespace budget
