#pragma once

#include <string>

#include <budget/result.h>

namespace budget {

/// A copy of the database as of one moment, made while others go on using it: written beside the
/// target under another name, brought to the disk, then given its name. Pages are copied, so the
/// copy verifies like the original. Errors: conflict when the target exists; those of opening the
/// database; unavailable.
[[nodiscard]] Result<void> back_up(const std::string& database_path,
                                   const std::string& target_path);

enum class Existing { keep, replace };

/// Puts a backup in the place of a database, after looking at it: a sound file, of budgetd, of a
/// version this program knows. With Existing::replace a database that was there is kept beside it
/// as `<database>.replaced`, or `.replaced.2`, `.replaced.3` … when one is kept already. Errors:
/// conflict when budgetd is running on the database, or when one exists and is to be kept;
/// invalid_input when the backup is damaged or no budgetd database; unsupported when it is newer;
/// unavailable.
[[nodiscard]] Result<void> restore(const std::string& backup_path, const std::string& database_path,
                                   Existing existing);

}  // namespace budget
