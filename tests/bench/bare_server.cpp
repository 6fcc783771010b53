#include "bare_server.h"

#include <arpa/inet.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <stdexcept>
#include <string>

namespace budget::bench {

BareServer::BareServer(const std::filesystem::path& folder, int rows, BareStack stack) {
  const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (::bind(listener, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
      ::listen(listener, 256) != 0 ||
      ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    throw std::runtime_error("bare server: expected to listen on a free port, but could not");
  }
  port_ = ntohs(address.sin_port);
  process_ = ::fork();
  if (process_ < 0) throw std::runtime_error("bare server: fork");
  if (process_ == 0) {
    if (stack == BareStack::asio)
      serve_with_asio(listener, (folder / "bare_asio.db").string(), rows);
    serve_with_epoll(listener, (folder / "bare_epoll.db").string(), rows);
  }
  ::close(listener);
}

BareServer::~BareServer() {
  ::kill(process_, SIGKILL);
  ::waitpid(process_, nullptr, 0);
}

}  // namespace budget::bench
