#include "daemon/check_runner.h"

#include <pthread.h>

#include <iterator>

namespace budget {
namespace {

constexpr std::chrono::hours kLongestCheckWait{1};

}  // namespace

CheckRunner::CheckRunner(EngineThread& engine, StepRunner& runner, Logger& logger,
                         std::chrono::milliseconds retry_after)
    : engine_(engine), runner_(runner), logger_(logger), retry_after_(retry_after) {}

CheckRunner::~CheckRunner() {
  stop();
}

void CheckRunner::add(std::vector<Check> checks) {
  {
    const std::lock_guard lock(mutex_);
    std::move(checks.begin(), checks.end(), std::back_inserter(waiting_));
  }
  wake_.notify_all();
}

void CheckRunner::start(int threads) {
  for (int i = 0; i < threads; ++i)
    threads_.emplace_back([this] { run(); });
}

void CheckRunner::stop() {
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  wake_.notify_all();
  for (std::thread& thread : threads_)
    thread.join();
  threads_.clear();
}

void CheckRunner::run() {
  pthread_setname_np(pthread_self(), "checks");
  std::unique_lock lock(mutex_);
  while (!is_stopping_) {
    if (!unreported_.empty() && unreported_.front().at <= Steady::now()) {
      Command report = std::move(unreported_.front().report);
      unreported_.pop_front();
      lock.unlock();
      submit(std::move(report));
    } else if (!waiting_.empty()) {
      const Check check = std::move(waiting_.front());
      waiting_.pop_front();
      lock.unlock();
      logger_.write(LogLevel::debug, "check_begun",
                    {{"check", check.id.value()}, {"instance", check.instance.value()}});
      if (std::optional<Command> report = runner_.run(check, is_stopping_))
        submit(*std::move(report));
    } else {
      const auto until =
          unreported_.empty() ? Steady::now() + kLongestCheckWait : unreported_.front().at;
      wake_.wait_until(lock, until);
      continue;
    }
    lock.lock();
  }
}

void CheckRunner::submit(Command report) {
  Command kept = report;
  engine_.submit(std::move(report), [this, kept = std::move(kept)](const Result<Outcome>& done) {
    if (done) return;
    logger_.write(LogLevel::warn, "check_not_reported", {{"why", done.error().message}});
    {
      const std::lock_guard lock(mutex_);
      unreported_.push_back({kept, Steady::now() + retry_after_});
    }
    wake_.notify_one();
  });
}

}  // namespace budget
