#pragma once

#include <filesystem>

namespace budget::bench {

/// asio: the stack budgetd uses, and the limit P1 and P2 are held against: Asio sockets, Beast's
/// request_parser fed by hand, the JSON body parsed by Boost.JSON.
/// epoll: no stack at all, for the eye: finds the body's length and the row with strstr and reads
/// no JSON.
enum class BareStack { asio, epoll };

/// A bare HTTP server that does one guarded UPDATE and one INSERT per request (see BareWriter). One
/// network thread, one writer thread. It knows nobody, checks nothing else and audits nothing.
class BareServer {
 public:
  /// Forks a process that serves `rows` rows from a database of its own in `folder`.
  BareServer(const std::filesystem::path& folder, int rows, BareStack stack);
  BareServer(const BareServer&) = delete;
  BareServer& operator=(const BareServer&) = delete;
  ~BareServer();

  [[nodiscard]] int port() const { return port_; }
  [[nodiscard]] int id() const { return process_; }

 private:
  int process_ = -1;
  int port_ = 0;
};

/// Answer without end from a socket that listens; the file is the database's. Private to the bare
/// servers.
[[noreturn]] void serve_with_asio(int listener, const std::string& file, int rows);
[[noreturn]] void serve_with_epoll(int listener, const std::string& file, int rows);

}  // namespace budget::bench
