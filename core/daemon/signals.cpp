#include "daemon/signals.h"

#include <csignal>
#include <ctime>

namespace budget {
namespace {

sigset_t ours() {
  sigset_t set;
  sigemptyset(&set);
  for (const int number : {SIGTERM, SIGINT, SIGHUP})
    sigaddset(&set, number);
  return set;
}

}  // namespace

Signals::Signals() {
  const sigset_t set = ours();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
}

std::optional<Signals::Kind> Signals::wait(std::chrono::milliseconds most) const {
  const sigset_t set = ours();
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(most);
  const timespec limit{
      .tv_sec = static_cast<time_t>(seconds.count()),
      .tv_nsec = static_cast<long>(std::chrono::nanoseconds(most - seconds).count())};
  const int number = sigtimedwait(&set, nullptr, &limit);
  if (number < 0) return std::nullopt;
  return number == SIGHUP ? Kind::reload : Kind::stop;
}

void Signals::let_go() const {
  const sigset_t set = ours();
  std::signal(SIGHUP, SIG_IGN);
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

}  // namespace budget
