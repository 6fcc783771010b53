#include "bare_writer.h"

#include <sqlite3.h>

#include <chrono>
#include <cstdlib>
#include <stdexcept>
#include <utility>

namespace budget::bench {
namespace {

sqlite3_stmt* prepared(sqlite3* db, const char* sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK)
    throw std::runtime_error(sqlite3_errmsg(db));
  return statement;
}

void finish(sqlite3_stmt* statement) {
  if (sqlite3_step(statement) != SQLITE_DONE) std::abort();
  sqlite3_reset(statement);
}

std::int64_t now_ms() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

}  // namespace

BareWriter::BareWriter(const std::string& file, int rows, Answer answer)
    : answer_(std::move(answer)) {
  if (sqlite3_open(file.c_str(), &db_) != SQLITE_OK) throw std::runtime_error("bare server: open");
  run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
      "CREATE TABLE item(id INTEGER PRIMARY KEY, stage INTEGER NOT NULL, revision INTEGER NOT "
      "NULL) STRICT;"
      "CREATE TABLE log(seq INTEGER PRIMARY KEY, item INTEGER NOT NULL, at_ms INTEGER NOT NULL, "
      "act TEXT NOT NULL) STRICT;");
  run("BEGIN");
  for (int i = 1; i <= rows; ++i)
    run(("INSERT INTO item VALUES(" + std::to_string(i) + ",0,0)").c_str());
  run("COMMIT");
  begin_ = prepared(db_, "BEGIN IMMEDIATE");
  update_ = prepared(db_,
                     "UPDATE item SET stage = ?2, revision = revision + 1 WHERE id = ?1 AND stage "
                     "= 1 - ?2");
  insert_ = prepared(db_, "INSERT INTO log(item, at_ms, act) VALUES(?1, ?2, ?3)");
  commit_ = prepared(db_, "COMMIT");
  std::thread([this] { loop(); }).detach();  // the process is killed after the measurement
}

void BareWriter::submit(const BareJob& job) {
  const std::lock_guard lock(mutex_);
  waiting_.push_back(job);
  if (waiting_.size() == 1) changed_.notify_one();
}

void BareWriter::run(const char* sql) {
  if (sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
    throw std::runtime_error(sqlite3_errmsg(db_));
}

void BareWriter::act(BareJob& job) {
  sqlite3_bind_int(update_, 1, job.row);
  sqlite3_bind_int(update_, 2, job.submits ? 1 : 0);
  finish(update_);
  job.done = sqlite3_changes(db_) == 1;
  if (!job.done) return;
  sqlite3_bind_int(insert_, 1, job.row);
  sqlite3_bind_int64(insert_, 2, now_ms());
  sqlite3_bind_text(insert_, 3, job.submits ? "submit" : "withdraw", -1, SQLITE_STATIC);
  finish(insert_);
}

void BareWriter::loop() {
  while (true) {
    std::vector<BareJob> group;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return !waiting_.empty(); });
      group.swap(waiting_);
    }
    finish(begin_);
    for (BareJob& job : group)
      act(job);
    finish(commit_);
    answer_(std::move(group));
  }
}

}  // namespace budget::bench
