#pragma once

#include <filesystem>

namespace budget::bench {

/// The limit P1 and P2 are held against: a bare HTTP server that does one guarded UPDATE and one
/// INSERT per request, on SQLite with WAL and synchronous=FULL, group commit, one network thread
/// and one writer thread. It parses just enough to find the body's length and the row, knows
/// nobody, checks nothing else and audits nothing.
class BareServer {
 public:
  /// Forks a process that serves `rows` rows from a database in `folder`.
  BareServer(const std::filesystem::path& folder, int rows);
  BareServer(const BareServer&) = delete;
  BareServer& operator=(const BareServer&) = delete;
  ~BareServer();

  [[nodiscard]] int port() const { return port_; }

 private:
  int process_ = -1;
  int port_ = 0;
};

}  // namespace budget::bench
