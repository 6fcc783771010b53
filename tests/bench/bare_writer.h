#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace budget::bench {

/// One act for a bare server: which connection asks, for which row, and whether the row moved.
struct BareJob {
  std::uint64_t connection = 0;
  int row = 0;
  bool submits = false;  ///< else it takes back
  bool done = false;
};

/// The database of a bare server: one writer thread that takes whatever waits and commits it once,
/// durably (WAL, synchronous=FULL). Per act one guarded UPDATE and one INSERT, nothing else.
class BareWriter {
 public:
  using Answer = std::function<void(std::vector<BareJob>)>;

  /// Makes the database. `answer` runs on the writer's thread, once per commit.
  BareWriter(const std::string& file, int rows, Answer answer);

  void submit(const BareJob& job);

 private:
  void run(const char* sql);
  void act(BareJob& job);
  void loop();

  Answer answer_;
  sqlite3* db_ = nullptr;
  sqlite3_stmt* begin_ = nullptr;
  sqlite3_stmt* update_ = nullptr;
  sqlite3_stmt* insert_ = nullptr;
  sqlite3_stmt* commit_ = nullptr;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<BareJob> waiting_;
};

}  // namespace budget::bench
