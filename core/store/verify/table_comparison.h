#pragma once

#include <functional>
#include <string>
#include <vector>

#include "store/database.h"
#include "store/verify/findings.h"

namespace budget {

/// The tables that follow from the log, as the schema lists them.
[[nodiscard]] std::vector<std::string> projected_tables(Database& expected);

/// Walks through a table of both databases in the order of its key and reports every row that is
/// not the same, byte for byte.
void compare_table(Database& database, Database& expected, const std::string& table,
                   Findings& findings);

/// Tables, indices and triggers must be those the migrations make: a missing trigger would let the
/// log be edited.
void compare_schema(Database& database, Database& expected, Findings& findings);

}  // namespace budget
