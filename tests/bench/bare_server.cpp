#include "bare_server.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <condition_variable>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

namespace budget::bench {
namespace {

struct Job {
  int socket = 0;
  int row = 0;
};

/// One writer that takes whatever waits and commits it once.
class Writer {
 public:
  Writer(const std::string& file, int rows, int wake) : wake_(wake) {
    if (sqlite3_open(file.c_str(), &db_) != SQLITE_OK)
      throw std::runtime_error("bare server: open");
    run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
        "CREATE TABLE item(id INTEGER PRIMARY KEY, stage INTEGER NOT NULL, revision INTEGER NOT "
        "NULL) STRICT;"
        "CREATE TABLE log(seq INTEGER PRIMARY KEY, item INTEGER NOT NULL, stage INTEGER NOT NULL) "
        "STRICT;");
    run("BEGIN");
    for (int i = 1; i <= rows; ++i)
      run(("INSERT INTO item VALUES(" + std::to_string(i) + ",0,0)").c_str());
    run("COMMIT");
    sqlite3_prepare_v2(
        db_, "UPDATE item SET stage=1-stage, revision=revision+1 WHERE id=? AND stage IN (0,1)", -1,
        &update_, nullptr);
    sqlite3_prepare_v2(db_, "INSERT INTO log(item,stage) VALUES(?,1)", -1, &insert_, nullptr);
    thread_ = std::thread([this] { loop(); });
    thread_.detach();  // the process is killed when the measurement is over
  }

  void submit(Job job) {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(job);
    if (waiting_.size() == 1) changed_.notify_one();
  }

  std::vector<Job> take_done() {
    const std::lock_guard lock(mutex_);
    return std::exchange(done_, {});
  }

 private:
  void run(const char* sql) {
    if (sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
      throw std::runtime_error(sqlite3_errmsg(db_));
  }

  void step(sqlite3_stmt* statement, int row) {
    sqlite3_bind_int(statement, 1, row);
    if (sqlite3_step(statement) != SQLITE_DONE) std::abort();
    sqlite3_reset(statement);
  }

  void loop() {
    while (true) {
      std::vector<Job> group;
      {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return !waiting_.empty(); });
        group.swap(waiting_);
      }
      run("BEGIN IMMEDIATE");
      for (const Job& job : group) {
        step(update_, job.row);
        step(insert_, job.row);
      }
      run("COMMIT");
      {
        const std::lock_guard lock(mutex_);
        done_.insert(done_.end(), group.begin(), group.end());
      }
      const std::uint64_t one = 1;
      if (::write(wake_, &one, sizeof one) < 0) std::abort();
    }
  }

  int wake_;
  sqlite3* db_ = nullptr;
  sqlite3_stmt* update_ = nullptr;
  sqlite3_stmt* insert_ = nullptr;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Job> waiting_;
  std::vector<Job> done_;
  std::thread thread_;
};

constexpr const char kAnswer[] =
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
    "15\r\n\r\n{\"result\":\"ok\"}";

/// Whether a whole request is there, and which row it names ("/v1/instances/17/acts").
bool parse(const std::string& request, int& row) {
  const auto head = request.find("\r\n\r\n");
  if (head == std::string::npos) return false;
  const auto field = request.find("Content-Length: ");
  const std::size_t length =
      field < head ? std::strtoul(request.c_str() + field + 16, nullptr, 10) : 0;
  if (request.size() < head + 4 + length) return false;
  row = std::atoi(request.c_str() + std::strlen("POST /v1/instances/"));
  return true;
}

void add(int poll, int fd) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = fd;
  if (::epoll_ctl(poll, EPOLL_CTL_ADD, fd, &event) != 0) std::abort();
}

[[noreturn]] void serve(int listener, const std::string& file, int rows) {
  const int wake = ::eventfd(0, EFD_NONBLOCK);
  const int poll = ::epoll_create1(0);
  Writer writer(file, rows, wake);
  add(poll, listener);
  add(poll, wake);
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
      } else if (fd == wake) {
        std::uint64_t count = 0;
        if (::read(wake, &count, sizeof count) < 0) continue;
        for (const Job& job : writer.take_done())
          ::send(job.socket, kAnswer, sizeof kAnswer - 1, MSG_NOSIGNAL);
      } else {
        const ssize_t got = ::recv(fd, buffer.data(), buffer.size(), 0);
        if (got <= 0) {
          ::close(fd);
          requests.erase(fd);
          continue;
        }
        std::string& request = requests[fd];
        request.append(buffer.data(), static_cast<std::size_t>(got));
        Job job{fd, 0};
        if (!parse(request, job.row)) continue;
        request.clear();
        writer.submit(job);
      }
    }
  }
}

}  // namespace

BareServer::BareServer(const std::filesystem::path& folder, int rows) {
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
  if (process_ == 0) serve(listener, (folder / "bare.db").string(), rows);
  ::close(listener);
}

BareServer::~BareServer() {
  ::kill(process_, SIGKILL);
  ::waitpid(process_, nullptr, 0);
}

}  // namespace budget::bench
