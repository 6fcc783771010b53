#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <budget/logger.h>
#include <budget/result.h>

#include "http/message.h"

namespace budget {

/// One request that waits for its answer.
struct Ticket {
  std::uint64_t connection = 0;
  std::uint64_t request = 0;
};

/// An answer that is told on the net thread: the thread that knows what happened has better to do.
struct Answer {
  Ticket ticket;
  std::function<Response()> tell;  ///< [net] must not throw
};

/// HTTP/1.1 on loopback and, if wanted, a unix socket. One thread of its own does all the reading
/// and writing.
class Server {
 public:
  struct Options {
    std::string address = "127.0.0.1";            ///< loopback only
    int port = 0;                                 ///< 0: any free one
    std::filesystem::path unix_socket;            ///< empty: none
    std::uint32_t header_bytes = 16 * 1024;       ///< at most, else 431
    std::size_t body_bytes = 8 * 1024 * 1024;     ///< at most, else 413
    std::size_t body_memory = 256 * 1024 * 1024;  ///< all bodies together at most, else 503
    std::size_t connections = 1024;  ///< at most; further ones are not accepted until one closes
    std::chrono::milliseconds idle_timeout{
        60'000};  ///< silence between requests, and the time a request may take to arrive
    std::chrono::milliseconds linger{
        2'000};  ///< how long a refused client may go on sending into the void
    std::chrono::milliseconds stop_timeout{10'000};  ///< for requests in flight when stopping
  };

  /// Runs on the net thread: it must be quick, may move parts out of the request, and answers once,
  /// now or later.
  using Handler = std::function<void(Ticket, Request&)>;

  /// Listens; connections wait until start. Errors: invalid_input for an address that is not
  /// loopback, unavailable when the port or socket is taken.
  [[nodiscard]] static Result<std::unique_ptr<Server>> open(Options options, Logger& logger);
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  ~Server();

  [[nodiscard]] int port() const;

  void start(Handler handler);

  /// Answers a request. Answers given in quick succession wake the net thread once. [any]
  void answer(Ticket ticket, Response response);
  /// Answers many, waking the net thread once. [any]
  void answer(std::vector<Answer> answers);

  /// Accepts nothing more, finishes the requests in flight as long as the stop timeout allows,
  /// closes. [any]
  void stop();

 private:
  class Loop;
  explicit Server(std::unique_ptr<Loop> loop);
  std::unique_ptr<Loop> loop_;
};

}  // namespace budget
