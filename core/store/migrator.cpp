#include "store/migrator.h"

#include <sqlite3.h>

#include "store/failure.h"

namespace budget {
namespace {

constexpr int kApplicationId = 0x42444754;  // "BDGT", shown by file(1)

Error no_budget_database(const std::string& why) {
  return {ErrorCode::invalid_input, "expected to open a budgetd database, but " + why,
          "check the path [storage] database names"};
}

/// SQLite finds out that a file is something else when it reads it for the first time.
Result<std::int64_t> first_look(Database& database) {
  try {
    return database.integer("PRAGMA application_id");
  } catch (const SqliteFailure& failure) {
    if ((failure.code() & 0xff) == SQLITE_NOTADB)
      return no_budget_database("the file is not an SQLite database");
    throw;
  }
}

Result<void> check_applied(Database& database, std::span<const Migration> known) {
  Statement statement = database.prepare("SELECT number, sha256 FROM migrations ORDER BY number");
  Rows rows = statement.query();
  while (rows.next()) {
    const auto index = static_cast<std::size_t>(rows.number(0) - 1);
    if (index < known.size() && rows.text(1) == sha256_hex(known[index].sql)) continue;
    return Error{ErrorCode::unsupported,
                 "expected the database to be made by released migrations, but number " +
                     std::to_string(rows.number(0)) + " was another one then",
                 "use the budgetd that made it, or restore a backup"};
  }
  return {};
}

void apply_migration(Database& database, const Migration& migration) {
  Transaction transaction(database, Transaction::Kind::write);
  database.run(
      "CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, "
      "sha256 TEXT NOT NULL) "
      "STRICT");
  database.run(std::string(migration.sql));
  database.prepare("INSERT INTO migrations VALUES (?1, ?2, ?3)")
      .run(migration.number, migration.name, sha256_hex(migration.sql));
  database.run("PRAGMA application_id = " + std::to_string(kApplicationId) +
               "; PRAGMA user_version = " + std::to_string(migration.number));
  transaction.commit();
}

}  // namespace

Result<int> schema_version(Database& database, std::span<const Migration> known) {
  const std::int64_t application = TRY(first_look(database));
  const std::int64_t version = database.integer("PRAGMA user_version");
  if (application == 0 && version == 0 &&
      database.integer("SELECT count(*) FROM sqlite_schema") == 0)
    return 0;
  if (application != kApplicationId)
    return no_budget_database("the file belongs to another program");
  const auto newest = static_cast<std::int64_t>(known.size());
  if (version > newest) {
    return Error{ErrorCode::unsupported,
                 "expected to open a database of version ≤ " + std::to_string(newest) +
                     ", but it is version " + std::to_string(version),
                 "upgrade this program"};
  }
  return static_cast<int>(version);
}

Result<void> migrate(Database& database, std::span<const Migration> known) {
  const int version = TRY(schema_version(database, known));
  if (version > 0) TRY(check_applied(database, known));
  for (const Migration& migration : known.subspan(static_cast<std::size_t>(version)))
    apply_migration(database, migration);
  return {};
}

Result<void> require_current(Database& database) {
  const int version = TRY(schema_version(database));
  const auto newest = static_cast<int>(migrations().size());
  if (version == newest) return {};
  return Error{ErrorCode::unsupported,
               "expected to read a database of version " + std::to_string(newest) +
                   ", but it is version " + std::to_string(version),
               "start budgetd on it once, which brings it up to date"};
}

}  // namespace budget
