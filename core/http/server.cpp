#include "http/server.h"

#include <pthread.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <vector>

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include "http/listener.h"
#include "http/session.h"

namespace budget {
namespace {

namespace asio = boost::asio;
using Code = boost::system::error_code;
using namespace std::chrono_literals;

constexpr std::chrono::milliseconds kSweepWhileStopping = 20ms;

}  // namespace

/// All that happens on the net thread, and the mailbox through which answers reach it.
class Server::Loop {
 public:
  Loop(Options options, Logger& logger)
      : options_(std::move(options)), host_{options_, logger, {}, {}} {
    host_.on_closed = [this](std::uint64_t number) { forget(number); };
  }

  Result<void> open() {
    listeners_.push_back(TRY(Listener::on_tcp(io_, options_.address, options_.port)));
    if (!options_.unix_socket.empty()) {
      listeners_.push_back(TRY(Listener::on_unix_socket(io_, options_.unix_socket)));
    }
    return {};
  }

  [[nodiscard]] int port() const { return listeners_.front()->port(); }

  void start(Handler handler) {
    host_.handler = std::move(handler);
    for (const auto& listener : listeners_)
      accept(*listener);
    sweep_later(sweep_interval());
    thread_ = std::thread([this] { run(); });
  }

  void answer(Ticket ticket, Response response) {
    bool first = false;
    {
      const std::lock_guard lock(mutex_);
      first = mailbox_.empty() && untold_.empty();
      mailbox_.push_back({ticket, std::move(response)});
    }
    if (first) asio::post(io_, [this] { hand_out(); });
  }

  void answer(std::vector<Answer> answers) {
    if (answers.empty()) return;
    bool first = false;
    {
      const std::lock_guard lock(mutex_);
      first = mailbox_.empty() && untold_.empty();
      if (untold_.empty()) {
        untold_ = std::move(answers);
      } else {
        std::ranges::move(answers, std::back_inserter(untold_));
      }
    }
    if (first) asio::post(io_, [this] { hand_out(); });
  }

  void stop() {
    if (!thread_.joinable()) return;
    asio::post(io_, [this] { begin_stop(); });
    thread_.join();
  }

 private:
  struct Told {
    Ticket ticket;
    Response response;
  };

  /// A fault between requests must not end the thread; the loop goes on where it was.
  void run() {
    pthread_setname_np(pthread_self(), "net");
    while (!io_.stopped()) {
      try {
        io_.run();
      } catch (const std::exception& fault) {
        host_.logger.write(LogLevel::error, "net_fault", {{"what", fault.what()}});
      }
    }
  }

  void accept(Listener& listener) {
    if (listener.is_accepting || host_.is_stopping || sessions_.size() >= options_.connections)
      return;
    listener.is_accepting = true;
    listener.acceptor.async_accept([this, &listener](const Code& code, Session::Socket socket) {
      listener.is_accepting = false;
      if (host_.is_stopping) return;
      if (code) return accept_failed(code);
      listener.prepare(socket);
      const auto session = std::make_shared<Session>(std::move(socket), ++last_number_, host_);
      sessions_.emplace(last_number_, session);
      session->start();
      accept(listener);
    });
  }

  /// Out of descriptors, most likely: the sweep tries again.
  void accept_failed(const Code& code) {
    if (code == asio::error::operation_aborted) return;
    host_.logger.write(LogLevel::warn, "accept_failed", {{"why", code.message()}});
  }

  void forget(std::uint64_t number) {
    sessions_.erase(number);
    if (host_.is_stopping && sessions_.empty()) return io_.stop();
    for (const auto& listener : listeners_)
      accept(*listener);
  }

  void hand_out() {
    {
      const std::lock_guard lock(mutex_);
      handing_out_.swap(mailbox_);
      telling_.swap(untold_);
    }
    for (Told& each : handing_out_)
      hand_out(each.ticket, std::move(each.response));
    for (const Answer& each : telling_)
      hand_out(each.ticket, each.tell());
    handing_out_.clear();
    telling_.clear();
  }

  void hand_out(Ticket ticket, Response response) {
    const auto found = sessions_.find(ticket.connection);
    if (found == sessions_.end()) return;
    const std::shared_ptr<Session> session = found->second;  // it may close itself
    session->answer(ticket.request, std::move(response));
  }

  [[nodiscard]] std::chrono::milliseconds sweep_interval() const {
    return std::clamp(std::min(options_.idle_timeout, options_.linger) / 4, 5ms, 1000ms);
  }

  void sweep_later(std::chrono::milliseconds interval) {
    sweep_timer_.expires_after(interval);
    sweep_timer_.async_wait([this](const Code& code) {
      if (!code) sweep();
    });
  }

  void sweep() {
    const SteadyMoment now = std::chrono::steady_clock::now();
    for (const auto& session : all_sessions())
      session->sweep(now);
    if (host_.is_stopping && now >= stop_by_) return close_all();
    for (const auto& listener : listeners_)
      accept(*listener);
    sweep_later(host_.is_stopping ? kSweepWhileStopping : sweep_interval());
  }

  void begin_stop() {
    host_.is_stopping = true;
    stop_by_ = std::chrono::steady_clock::now() + options_.stop_timeout;
    for (const auto& listener : listeners_)
      listener->close();
    for (const auto& session : all_sessions())
      session->finish();
    if (sessions_.empty()) return io_.stop();
    sweep_later(kSweepWhileStopping);
  }

  void close_all() {
    host_.logger.write(LogLevel::warn, "requests_cut_off", {{"connections", sessions_.size()}});
    for (const auto& session : all_sessions())
      session->close();
    io_.stop();
  }

  /// A copy: a session that closes leaves the map.
  [[nodiscard]] std::vector<std::shared_ptr<Session>> all_sessions() const {
    std::vector<std::shared_ptr<Session>> all;
    all.reserve(sessions_.size());
    for (const auto& [number, session] : sessions_)
      all.push_back(session);
    return all;
  }

  asio::io_context io_{1};  // first: the sockets of all others die before it
  const Options options_;
  SessionHost host_;
  std::unordered_map<std::uint64_t, std::shared_ptr<Session>> sessions_;
  std::uint64_t last_number_ = 0;
  std::vector<Told> handing_out_;
  std::vector<Answer> telling_;
  SteadyMoment stop_by_;

  std::mutex mutex_;
  std::vector<Told> mailbox_;
  std::vector<Answer> untold_;

  std::vector<std::unique_ptr<Listener>> listeners_;
  asio::steady_timer sweep_timer_{io_};
  std::thread thread_;
};

Server::Server(std::unique_ptr<Loop> loop) : loop_(std::move(loop)) {}

Server::~Server() {
  stop();
}

Result<std::unique_ptr<Server>> Server::open(Options options, Logger& logger) {
  auto loop = std::make_unique<Loop>(std::move(options), logger);
  TRY(loop->open());
  return std::unique_ptr<Server>(new Server(std::move(loop)));
}

int Server::port() const {
  return loop_->port();
}
void Server::start(Handler handler) {
  loop_->start(std::move(handler));
}
void Server::answer(Ticket ticket, Response response) {
  loop_->answer(ticket, std::move(response));
}
void Server::answer(std::vector<Answer> answers) {
  loop_->answer(std::move(answers));
}
void Server::stop() {
  loop_->stop();
}

}  // namespace budget
