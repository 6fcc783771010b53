#include "store/database.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include "store/failure.h"

namespace budget {
namespace {

int flags_of(OpenMode mode) {
  switch (mode) {
    case OpenMode::read_only:
      return SQLITE_OPEN_READONLY;
    case OpenMode::read_write:
      return SQLITE_OPEN_READWRITE;
    case OpenMode::create:
      return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  }
  return SQLITE_OPEN_READONLY;
}

/// The budgets are nobody else's business on the machine. SQLite would create the file with what
/// the umask leaves of 0644; the umask itself belongs to the whole process, so the file is made
/// here, empty. Its -wal, -shm and -journal take its mode over. A file that is there keeps its own.
/// Failing is left to SQLite, which then says what is wrong.
void create_for_owner_only(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file >= 0) ::close(file);
}

/// SQLite's account of the memory it uses: nobody reads it, and it takes a lock with every
/// allocation. Refused once SQLite is in use by somebody else in the process, which does no harm.
void keep_no_memory_account() {
  static const int once = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  static_cast<void>(once);
}

}  // namespace

Database::Database(sqlite3* handle) : handle_(handle, sqlite3_close_v2) {}

Database Database::open(const std::string& path, const OpenOptions& options) {
  keep_no_memory_account();
  sqlite3* handle = nullptr;
  const char* vfs = options.vfs.empty() ? nullptr : options.vfs.c_str();
  if (options.mode == OpenMode::create && vfs == nullptr) create_for_owner_only(path);
  const int code =
      sqlite3_open_v2(path.c_str(), &handle,
                      flags_of(options.mode) | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, vfs);
  Database database(handle);
  if (code != SQLITE_OK)
    throw SqliteFailure(code, "open the database " + path, sqlite3_errstr(code));

  sqlite3_busy_timeout(handle, options.busy_timeout_ms);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  // A plan holds whatever is bound: otherwise a statement that asks for a voucher by a partial
  // index is compiled anew for every voucher, which took four fifths of sending a file a second
  // time.
  sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_QPSG, 1, nullptr);
  database.run("PRAGMA foreign_keys = ON; PRAGMA cell_size_check = ON");
  return database;
}

Database Database::temporary() {
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(
      "", &handle,
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
      nullptr);
  Database database(handle);
  if (code != SQLITE_OK)
    throw SqliteFailure(code, "open a temporary database", sqlite3_errstr(code));
  database.run(
      "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536");
  return database;
}

void Database::become_writer(Durability durability) {
  // As many pages as journal_size_limit has room for: whoever writes the same pages again and
  // again, as a payment does, copies them into the database once for many commits.
  run("PRAGMA journal_mode = WAL; PRAGMA journal_size_limit = 67108864; PRAGMA wal_autocheckpoint "
      "= 16384");
  run("PRAGMA cache_size = -32768; PRAGMA secure_delete = OFF");  // nothing is deleted here to be
                                                                  // forgotten
  run(durability == Durability::full ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = OFF");
}

void Database::run(const std::string& sql) {
  const int code = sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK)
    throw SqliteFailure(code, "run \"" + sql.substr(0, sql.find('\n')) + "\"",
                        sqlite3_errmsg(handle_.get()));
}

Statement& Database::statement(const char* sql) {
  const auto found = statements_.find(sql);
  if (found != statements_.end()) return found->second;
  return statements_.emplace(sql, Statement(handle_.get(), sql)).first->second;
}

Statement Database::prepare(std::string_view sql) {
  return {handle_.get(), sql};
}

std::int64_t Database::integer(std::string_view sql) {
  Statement statement = prepare(sql);
  Rows rows = statement.query();
  return rows.next() ? rows.integer(0) : 0;
}

bool Database::in_transaction() const {
  return sqlite3_get_autocommit(handle_.get()) == 0;
}

Transaction::Transaction(Database& database, Kind kind) : database_(database) {
  database_.statement(kind == Kind::write ? "BEGIN IMMEDIATE" : "BEGIN").run();
}

Transaction::~Transaction() {
  // A rollback that fails leaves nothing behind either: the next one to open the file undoes it.
  if (database_.in_transaction())
    sqlite3_exec(database_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
  database_.statement("COMMIT").run();
}

}  // namespace budget
