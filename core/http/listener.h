#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include <budget/result.h>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>

namespace budget {

/// A way in: a TCP port on loopback, or a unix socket. Private to core/http; net thread only.
class Listener {
 public:
  using Acceptor = boost::asio::basic_socket_acceptor<boost::asio::generic::stream_protocol>;
  using Socket = boost::asio::generic::stream_protocol::socket;

  /// Errors: invalid_input when the address is not loopback; unavailable when the port is taken.
  [[nodiscard]] static Result<std::unique_ptr<Listener>> on_tcp(boost::asio::io_context& io,
                                                                const std::string& address,
                                                                int port);
  /// Takes over a socket file that nobody listens on any more. Errors: unavailable when somebody
  /// does.
  [[nodiscard]] static Result<std::unique_ptr<Listener>> on_unix_socket(
      boost::asio::io_context& io, const std::filesystem::path& path);

  explicit Listener(boost::asio::io_context& io) : acceptor(io) {}
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;
  ~Listener();

  [[nodiscard]] int port() const;  ///< 0 for a unix socket
  void prepare(Socket& socket) const;
  void close();

  Acceptor acceptor;
  bool is_accepting = false;

 private:
  std::filesystem::path path_;  ///< of the socket file; empty for TCP
};

}  // namespace budget
