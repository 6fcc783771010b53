#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <budget/logger.h>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/write.hpp>

#include "http/request_parser.h"
#include "http/server.h"

namespace budget {

using SteadyMoment = std::chrono::steady_clock::time_point;

/// What all sessions of a server share. Used on the net thread only.
struct SessionHost {
  const Server::Options& options;
  Logger& logger;
  Server::Handler handler;
  std::function<void(std::uint64_t)> on_closed;  ///< the session's number
  std::size_t body_bytes = 0;                    ///< bodies in memory now, of all sessions
  bool is_stopping = false;
};

/// One connection: reads a request, has it handled, writes the answer, and again. Private to
/// core/http; net thread only.
///
/// One request is in hand at a time; what a client sends ahead waits in the socket. A request must
/// arrive whole within the idle timeout of its first byte; the time its handling takes is not
/// limited.
class Session
    : public std::enable_shared_from_this<Session> {  // shared with asio's pending operations
 public:
  using Socket = boost::asio::generic::stream_protocol::socket;

  Session(Socket socket, std::uint64_t number, SessionHost& host);

  void start();
  /// Writes the answer to a request; one that is no longer waited for is dropped.
  void answer(std::uint64_t request, Response response);
  /// Closes when the deadline has passed.
  void sweep(SteadyMoment now);
  /// Closes now when nothing is in hand, else after the answer.
  void finish();
  void close();

 private:
  enum class State { reading, handling, writing, draining, closed };
  using Code = boost::system::error_code;

  void read();
  void parse();
  void on_parsed(const Code& code);
  void need_more();
  bool make_room();
  void send_continue();
  void handle();
  void refuse(const Response& response);
  void refuse(const Code& code);
  void write(Response response);
  void on_written();
  void next();
  void drain();
  void account_for_body();
  void release_body();
  [[nodiscard]] bool is_between_requests() const { return state_ == State::reading && !parser_; }
  [[nodiscard]] std::size_t unread() const { return filled_ - taken_; }
  void set_deadline(std::chrono::milliseconds from_now);

  Socket socket_;
  std::uint64_t number_;
  SessionHost& host_;
  State state_ = State::reading;
  SteadyMoment deadline_;
  std::vector<char> in_;
  std::size_t taken_ = 0;
  std::size_t filled_ = 0;
  std::optional<RequestParser> parser_;
  Request request_;
  std::uint64_t request_number_ = 0;
  std::size_t body_bytes_ = 0;
  std::size_t drained_ = 0;
  std::string head_;
  std::string body_;
  bool continue_sent_ = false;
  bool closes_after_answer_ = false;
  bool drains_after_answer_ = false;
};

}  // namespace budget
