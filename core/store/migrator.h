#pragma once

#include <span>
#include <string>
#include <string_view>

#include "store/database.h"

namespace budget {

/// One step of the schema: migrations/NNNN_name.sql, embedded when the program is built.
struct Migration {
  int number = 0;  ///< from 1, without gaps; PRAGMA user_version after it
  std::string_view name;
  std::string_view sql;
};

[[nodiscard]] std::span<const Migration> migrations();

/// The version of the schema; 0 for an empty file.
/// Errors: unsupported for a version this program does not know; invalid_input when it is not a
/// budgetd database.
[[nodiscard]] Result<int> schema_version(Database& database,
                                         std::span<const Migration> known = migrations());

/// Brings the schema up to date, each migration in one transaction. Errors: as schema_version, and
/// unsupported when a migration that was applied is not the one this program has.
[[nodiscard]] Result<void> migrate(Database& database,
                                   std::span<const Migration> known = migrations());

/// For those who only read: errors as schema_version, and unsupported when the schema is older than
/// this program's.
[[nodiscard]] Result<void> require_current(Database& database);

}  // namespace budget
