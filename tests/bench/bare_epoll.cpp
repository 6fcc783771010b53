#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "bare_server.h"
#include "bare_writer.h"

namespace budget::bench {
namespace {

constexpr std::string_view kDoneAnswer =
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
    "15\r\n\r\n{\"result\":\"ok\"}";
constexpr std::string_view kRefusedAnswer = "HTTP/1.1 409 Conflict\r\nContent-Length: 0\r\n\r\n";

/// Whether a whole request is there, and what it asks ("/v1/instances/17/acts", a body that names
/// submit or not).
bool parse(const std::string& request, BareJob& job) {
  const auto head = request.find("\r\n\r\n");
  if (head == std::string::npos) return false;
  const auto field = request.find("Content-Length: ");
  const std::size_t length =
      field < head ? std::strtoul(request.c_str() + field + 16, nullptr, 10) : 0;
  if (request.size() < head + 4 + length) return false;
  job.row = std::atoi(request.c_str() + std::strlen("POST /v1/instances/"));
  job.submits = request.find("submit", head) != std::string::npos;
  return true;
}

void add(int poll, int fd) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = fd;
  if (::epoll_ctl(poll, EPOLL_CTL_ADD, fd, &event) != 0) std::abort();
}

/// What the writer has done, on its way to the network thread.
class Outbox {
 public:
  Outbox() : wake_(::eventfd(0, EFD_NONBLOCK)) {}
  [[nodiscard]] int wake() const { return wake_; }

  void put(std::vector<BareJob> jobs) {
    {
      const std::lock_guard lock(mutex_);
      done_.insert(done_.end(), jobs.begin(), jobs.end());
    }
    const std::uint64_t one = 1;
    if (::write(wake_, &one, sizeof one) < 0) std::abort();
  }

  std::vector<BareJob> take() {
    std::uint64_t count = 0;
    if (::read(wake_, &count, sizeof count) < 0) return {};
    const std::lock_guard lock(mutex_);
    return std::exchange(done_, {});
  }

 private:
  int wake_;
  std::mutex mutex_;
  std::vector<BareJob> done_;
};

}  // namespace

void serve_with_epoll(int listener, const std::string& file, int rows) {
  Outbox outbox;
  BareWriter writer(file, rows, [&](std::vector<BareJob> jobs) { outbox.put(std::move(jobs)); });
  const int poll = ::epoll_create1(0);
  add(poll, listener);
  add(poll, outbox.wake());
  std::unordered_map<int, std::string> requests;
  std::array<epoll_event, 256> events{};
  std::array<char, 16384> buffer{};
  while (true) {
    const int ready = ::epoll_wait(poll, events.data(), static_cast<int>(events.size()), -1);
    for (int i = 0; i < ready; ++i) {
      const int fd = events[static_cast<std::size_t>(i)].data.fd;
      if (fd == listener) {
        const int accepted = ::accept(listener, nullptr, nullptr);
        const int on = 1;
        ::setsockopt(accepted, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        add(poll, accepted);
      } else if (fd == outbox.wake()) {
        for (const BareJob& job : outbox.take()) {
          const std::string_view answer = job.done ? kDoneAnswer : kRefusedAnswer;
          ::send(static_cast<int>(job.connection), answer.data(), answer.size(), MSG_NOSIGNAL);
        }
      } else {
        const ssize_t got = ::recv(fd, buffer.data(), buffer.size(), 0);
        if (got <= 0) {
          ::close(fd);
          requests.erase(fd);
          continue;
        }
        std::string& request = requests[fd];
        request.append(buffer.data(), static_cast<std::size_t>(got));
        BareJob job;
        job.connection = static_cast<std::uint64_t>(fd);
        if (!parse(request, job)) continue;
        request.clear();
        writer.submit(job);
      }
    }
  }
}

}  // namespace budget::bench
