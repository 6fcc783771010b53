#pragma once

#include <string>

#include <budget/json.h>

#include "model/project.h"

namespace budget {

/// A goal sheet as the year has the project: what the document printed stays as it is wherever the
/// year still says the same, what changed is the year's. Amounts of a sheet in another unit than
/// 万元 become 万元 when one of them changed.
///
/// `taken`: what the import made of the sheet, null where that cannot be told any more.
[[nodiscard]] Json sheet_in_force(const Json& printed, const Project* taken, const Project& year,
                                  const std::string& unit_name);

/// A goal sheet that no document has.
[[nodiscard]] Json sheet_of_project(const Project& project, const std::string& unit_name);

/// A text that stands in no file.
[[nodiscard]] Json unprinted_text(const std::string& text);

}  // namespace budget
