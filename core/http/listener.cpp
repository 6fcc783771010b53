#include "http/listener.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cstring>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>

namespace budget {
namespace {

namespace asio = boost::asio;
using Code = boost::system::error_code;
using asio::ip::tcp;
using Unix = asio::local::stream_protocol;

constexpr int kBacklog = 4096;
constexpr mode_t kSocketMode = 0660;

Error taken(const std::string& place, const std::string& why, const std::string& hint) {
  return {ErrorCode::unavailable, "expected to listen on " + place + ", but " + why, hint};
}

bool is_answered(asio::io_context& io, const Unix::endpoint& endpoint) {
  Unix::socket probe(io);
  Code code;
  probe.connect(endpoint, code);
  return !code;
}

}  // namespace

Result<std::unique_ptr<Listener>> Listener::on_tcp(asio::io_context& io, const std::string& address,
                                                   int port) {
  Code code;
  const asio::ip::address place = asio::ip::make_address(address, code);
  if (code || !place.is_loopback()) {
    return Error{ErrorCode::invalid_input,
                 "expected a loopback address to listen on, but it is " + address,
                 "use 127.0.0.1 or ::1; put a TLS proxy in front for other machines"};
  }
  const tcp::endpoint endpoint(place, static_cast<unsigned short>(port));
  auto listener = std::make_unique<Listener>(io);
  listener->acceptor.open(endpoint.protocol(), code);
  if (!code) listener->acceptor.set_option(asio::socket_base::reuse_address(true), code);
  if (!code) listener->acceptor.bind(endpoint, code);
  if (!code) listener->acceptor.listen(kBacklog, code);
  if (!code) return listener;
  return taken(address + ":" + std::to_string(port), code.message(),
               "is another daemon running? [http] port names another one");
}

Result<std::unique_ptr<Listener>> Listener::on_unix_socket(asio::io_context& io,
                                                           const std::filesystem::path& path) {
  constexpr std::size_t kLongestPath = 107;
  if (path.native().size() > kLongestPath) {
    return Error{ErrorCode::invalid_input,
                 "expected a socket path of at most 107 bytes, but it is " + path.string()};
  }
  const Unix::endpoint endpoint(path.string());
  if (is_answered(io, endpoint))
    return taken(path.string(), "somebody listens there", "is another daemon running?");
  struct stat facts {};
  if (lstat(path.c_str(), &facts) == 0 && S_ISSOCK(facts.st_mode)) unlink(path.c_str());
  auto listener = std::make_unique<Listener>(io);
  Code code;
  listener->acceptor.open(Unix(), code);
  if (!code) listener->acceptor.bind(endpoint, code);
  if (!code) {
    listener->path_ = path;
    chmod(path.c_str(), kSocketMode);
    listener->acceptor.listen(kBacklog, code);
  }
  if (!code) return listener;
  return taken(path.string(), code.message(), "check that its folder exists and may be written");
}

Listener::~Listener() {
  close();
}

int Listener::port() const {
  if (!path_.empty()) return 0;
  Code code;
  const auto endpoint = acceptor.local_endpoint(code);
  tcp::endpoint tcp_endpoint;
  std::memcpy(tcp_endpoint.data(), endpoint.data(), endpoint.size());
  return tcp_endpoint.port();
}

void Listener::prepare(Socket& socket) const {
  Code ignored;
  if (path_.empty()) socket.set_option(tcp::no_delay(true), ignored);
}

void Listener::close() {
  Code ignored;
  acceptor.close(ignored);
  if (!path_.empty()) unlink(path_.c_str());
  path_.clear();
}

}  // namespace budget
