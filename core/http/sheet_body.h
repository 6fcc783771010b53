#pragma once

#include "http/json_reader.h"
#include "model/unit_sheet.h"

namespace budget {

/// A sheet as it is sent: project_code, lines, expected_*, outcome …; docs/http-api.md.
[[nodiscard]] SheetEntry read_sheet_entry(ObjectReader& reader);

/// "6", or "evaluation" for kEvaluation. Errors: invalid_input.
[[nodiscard]] Result<int> parse_sheet_month(const std::string& text);

/// A code that stands in a field; complaints name it.
[[nodiscard]] ProjectCode read_project_code(ObjectReader& reader, std::string_view name);

}  // namespace budget
