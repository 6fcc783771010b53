#include "http_load.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <optional>
#include <system_error>
#include <vector>

namespace budget::bench {
namespace {

using SteadyClock = std::chrono::steady_clock;

[[noreturn]] void fail(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

double thread_cpu_seconds() {
  rusage usage{};
  ::getrusage(RUSAGE_THREAD, &usage);
  const auto of = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return of(usage.ru_utime) + of(usage.ru_stime);
}

struct Connection {
  int socket = -1;
  int client = 0;
  std::int64_t sent = 0;
  std::string answer;
};

int connect_to(int port) {
  const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
  if (fd < 0) fail("socket");
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) fail("connect");
  const int on = 1;
  ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return fd;
}

void send_next(const Load& load, Connection& connection) {
  const std::string_view request = load.request(connection.client, connection.sent++);
  if (::send(connection.socket, request.data(), request.size(), MSG_NOSIGNAL) !=
      static_cast<ssize_t>(request.size()))
    fail("send");
}

/// Whether the whole answer is there; the length is read from Content-Length.
bool is_complete(const std::string& answer) {
  const auto head = answer.find("\r\n\r\n");
  if (head == std::string::npos) return false;
  auto field = answer.find("ontent-Length: ");
  if (field == std::string::npos) field = answer.find("ontent-length: ");
  const std::size_t length =
      field < head ? std::strtoul(answer.c_str() + field + 15, nullptr, 10) : 0;
  return answer.size() >= head + 4 + length;
}

}  // namespace

LoadResult drive(const Load& load) {
  const int poll = ::epoll_create1(0);
  if (poll < 0) fail("epoll_create1");
  std::vector<Connection> connections(static_cast<std::size_t>(load.clients));
  for (int i = 0; i < load.clients; ++i) {
    Connection& connection = connections[static_cast<std::size_t>(i)];
    connection.socket = connect_to(load.port);
    connection.client = i;
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u32 = static_cast<std::uint32_t>(i);
    if (::epoll_ctl(poll, EPOLL_CTL_ADD, connection.socket, &event) != 0) fail("epoll_ctl");
    send_next(load, connection);
  }

  LoadResult result;
  std::optional<double> cpu_from;
  const auto begin = SteadyClock::now();
  const auto counted_from = begin + std::chrono::duration<double>(load.warm_up_s);
  const auto end = counted_from + std::chrono::duration<double>(load.seconds);
  std::array<epoll_event, 256> events{};
  std::array<char, 16384> buffer{};
  for (auto now = begin; now < end;) {
    const int ready = ::epoll_wait(poll, events.data(), static_cast<int>(events.size()), 5000);
    if (ready == 0)
      throw std::system_error(ETIMEDOUT, std::generic_category(), "no answer for 5 s");
    now = SteadyClock::now();
    if (!cpu_from && now >= counted_from) cpu_from = thread_cpu_seconds();
    for (int i = 0; i < ready; ++i) {
      Connection& connection = connections[events[static_cast<std::size_t>(i)].data.u32];
      const ssize_t got = ::recv(connection.socket, buffer.data(), buffer.size(), 0);
      if (got <= 0) fail("recv");
      connection.answer.append(buffer.data(), static_cast<std::size_t>(got));
      if (!is_complete(connection.answer)) continue;
      if (now >= counted_from) ++result.answers;
      if (connection.answer.compare(9, 1, "2") != 0) {
        if (result.refused++ == 0) result.first_refusal = connection.answer;
      }
      connection.answer.clear();
      send_next(load, connection);
    }
  }
  result.cpu_seconds = thread_cpu_seconds() - cpu_from.value_or(0);
  result.seconds = std::chrono::duration<double>(SteadyClock::now() - counted_from).count();
  for (const Connection& connection : connections)
    ::close(connection.socket);
  ::close(poll);
  return result;
}

std::string post(const std::string& path, const std::string& token, const std::string& body) {
  return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" +
         (token.empty() ? "" : "Authorization: Bearer " + token + "\r\n") +
         "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\n\r\n" + body;
}

}  // namespace budget::bench
