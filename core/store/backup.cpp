#include "store/backup.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include "store/database.h"
#include "store/failure.h"
#include "store/migrator.h"
#include "store/store_lock.h"

namespace budget {
namespace {

namespace fs = std::filesystem;

Error cannot(const std::string& what, const std::string& why) {
  return {ErrorCode::unavailable, "expected to " + what + ", but " + why,
          "check the disk, the folder and its rights"};
}

/// Brings a file, or the names in a folder, to the disk.
Result<void> sync(const fs::path& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return cannot("open " + path.string(), std::strerror(errno));
  const int outcome = fsync(file);
  const int problem = errno;
  close(file);
  if (outcome != 0)
    return cannot("bring " + path.string() + " to the disk", std::strerror(problem));
  return {};
}

Result<void> rename_durably(const fs::path& from, const fs::path& to) {
  std::error_code problem;
  fs::rename(from, to, problem);
  if (problem) return cannot("rename " + from.string() + " to " + to.string(), problem.message());
  return sync(fs::absolute(to).parent_path());
}

fs::path beside(const fs::path& path, const char* suffix) {
  return path.string() + suffix;
}

void remove_with_its_log(const fs::path& path) {
  std::error_code ignored;
  for (const char* suffix : {"", "-wal", "-shm", "-journal"})
    fs::remove(beside(path, suffix), ignored);
}

/// The file goes again unless the copy was finished.
class Draft {
 public:
  explicit Draft(fs::path path) : path_(std::move(path)) { remove_with_its_log(path_); }
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;
  ~Draft() { remove_with_its_log(path_); }
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

Database open_for_reading(const fs::path& path) {
  OpenOptions how;
  how.mode = OpenMode::read_only;
  return Database::open(path.string(), how);
}

/// Copies every page. A reader's transaction keeps a running writer from making SQLite begin again.
void copy_pages(Database& source, Database& copy) {
  Transaction snapshot(source, Transaction::Kind::read);
  static_cast<void>(source.integer("SELECT count(*) FROM sqlite_schema"));
  sqlite3_backup* backup = sqlite3_backup_init(copy.handle(), "main", source.handle(), "main");
  const int code =
      backup == nullptr ? sqlite3_errcode(copy.handle()) : sqlite3_backup_step(backup, -1);
  sqlite3_backup_finish(backup);
  if (code != SQLITE_DONE) throw SqliteFailure(code, "copy the database", sqlite3_errstr(code));
}

Result<void> copy_to(Database& source, const fs::path& draft) {
  OpenOptions how;
  how.mode = OpenMode::create;
  Database copy = Database::open(draft.string(), how);
  copy_pages(source, copy);
  copy.run("PRAGMA journal_mode = DELETE");  // one plain file, readable from a medium that cannot
                                             // be written
  return sync(draft);
}

Result<void> look_at(Database& backup, const std::string& path) {
  if (TRY(schema_version(backup)) == 0) return damaged(path, "it is empty");
  Statement statement = backup.prepare("PRAGMA integrity_check(1)");
  Rows rows = statement.query();
  if (rows.next() && rows.text(0) != "ok") return damaged(path, rows.string(0));
  return {};
}

/// Reads all of the backup before anything of the database is touched.
Result<void> copy_sound(const std::string& backup_path, const fs::path& draft) {
  return unless_damaged(backup_path, [&]() -> Result<void> {
    Database backup = open_for_reading(backup_path);
    TRY(look_at(backup, backup_path));
    return copy_to(backup, draft);
  });
}

/// Brings the commits of the write-ahead log into the database's own file, as far as it can still
/// be read.
void fold_log_in(const fs::path& database) {
  try {
    Database old = Database::open(database.string(), {});
    old.run("PRAGMA wal_checkpoint(TRUNCATE)");
  } catch (const SqliteFailure&) {
    // Damaged, perhaps the reason for restoring: it is put aside as it is.
  }
}

/// "x.db.replaced", "x.db.replaced.2" … : the first that was not used yet. What is kept once is
/// never overwritten: it may be the only copy of somebody's year.
fs::path unused_name_beside(const fs::path& database) {
  const fs::path first = beside(database, ".replaced");
  fs::path name = first;
  for (int number = 2; fs::exists(name) || fs::exists(beside(name, "-wal")); ++number)
    name = beside(first, ("." + std::to_string(number)).c_str());
  return name;
}

/// The old database leaves together with its write-ahead log: the log of one must never be found
/// beside the other.
Result<void> put_aside(const fs::path& database) {
  const fs::path aside = unused_name_beside(database);
  if (fs::exists(database)) fold_log_in(database);
  std::error_code ignored;
  fs::remove(beside(database, "-shm"), ignored);
  for (const char* suffix : {"-wal", ""}) {
    if (fs::exists(beside(database, suffix)))
      TRY(rename_durably(beside(database, suffix), beside(aside, suffix)));
  }
  return {};
}

}  // namespace

Result<void> back_up(const std::string& database_path, const std::string& target_path) {
  if (fs::exists(target_path)) {
    return Error{ErrorCode::conflict,
                 "expected to write a new backup, but " + target_path + " exists",
                 "choose another name"};
  }
  return at_the_boundary([&]() -> Result<void> {
    Database source = open_for_reading(database_path);
    TRY(schema_version(source));
    const Draft draft(beside(target_path, ".part"));
    TRY(copy_to(source, draft.path()));
    return rename_durably(draft.path(), target_path);
  });
}

Result<void> restore(const std::string& backup_path, const std::string& database_path,
                     Existing existing) {
  return at_the_boundary([&]() -> Result<void> {
    const StoreLock lock = TRY(StoreLock::take(database_path));
    const bool exists = fs::exists(database_path);
    if (exists && existing == Existing::keep) {
      return Error{ErrorCode::conflict,
                   "expected to restore where no database is, but " + database_path + " exists",
                   "say that it may be replaced; it is then kept as " +
                       unused_name_beside(database_path).string()};
    }
    const Draft draft(beside(database_path, ".restoring"));
    TRY(copy_sound(backup_path, draft.path()));
    TRY(put_aside(database_path));
    return rename_durably(draft.path(), database_path);
  });
}

}  // namespace budget
