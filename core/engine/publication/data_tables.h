#pragma once

#include <string>
#include <vector>

#include <budget/json.h>

#include "engine/publication/tables.h"

namespace budget {

/// The publication as data (what "data_package"): every amount of the nine tables on a line of its
/// own, each table as printed, projects with plan, goals and indicators. With the members that make
/// the descriptor a Fiscal Data Package.
[[nodiscard]] Json data_package(const Json& document, const std::vector<PrintedTable>& tables,
                                const std::string& name, const std::string& title);

}  // namespace budget
