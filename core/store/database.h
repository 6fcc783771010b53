#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "store/statement.h"

namespace budget {

enum class OpenMode { read_only, read_write, create };

/// `none` survives the end of the program but not a power cut: for rehearsals, whose database is
/// thrown away.
enum class Durability { full, none };

struct OpenOptions {
  OpenMode mode = OpenMode::read_write;
  std::string vfs{};  ///< SQLite's file layer; empty: the system's. Tests put a failing disk here.
  int busy_timeout_ms = 5'000;
};

/// One connection. All its calls throw SqliteFailure. Used from one thread at a time.
class Database {
 public:
  /// Only opens: a file that is no database is noticed by the first statement that reads it.
  /// OpenMode::create gives a new file mode 0600, whatever the umask.
  [[nodiscard]] static Database open(const std::string& path, const OpenOptions& options);
  /// A private database that is gone when closed; on disk when it grows.
  [[nodiscard]] static Database temporary();

  /// For the one writer: the write-ahead log, so that readers and writer do not wait for each
  /// other, and room for pages in memory. Changes the file.
  void become_writer(Durability durability);

  /// Several statements without arguments.
  void run(const std::string& sql);
  /// The prepared form of a statement, kept from then on. `sql` must live as long as the program: a
  /// literal.
  [[nodiscard]] Statement& statement(const char* sql);
  /// A statement made for one use.
  [[nodiscard]] Statement prepare(std::string_view sql);

  /// The first column of the only row, as for PRAGMA user_version.
  [[nodiscard]] std::int64_t integer(std::string_view sql);

  /// Whether BEGIN has not been ended yet.
  [[nodiscard]] bool in_transaction() const;
  [[nodiscard]] sqlite3* handle() { return handle_.get(); }

 private:
  explicit Database(sqlite3* handle);

  std::unique_ptr<sqlite3, int (*)(sqlite3*)> handle_;
  std::unordered_map<const char*, Statement> statements_;
};

/// BEGIN to COMMIT; what was not committed is undone when this goes.
class Transaction {
 public:
  /// `write` takes the writer's lock at once (BEGIN IMMEDIATE): a read that turns into a write can
  /// fail half-way.
  enum class Kind { read, write };

  Transaction(Database& database, Kind kind);
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();
  void commit();

 private:
  Database& database_;
};

}  // namespace budget
