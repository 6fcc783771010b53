#include "engine/engine_thread.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <utility>

namespace budget {
namespace {

constexpr std::int64_t kLongestWaitMs = 60'000;  // a clock that jumps is noticed within a minute
constexpr std::int64_t kRetryTimersMs = 2'000;   // after timers could not be fired

std::vector<Notice> notices_in(const std::vector<Result<Outcome>>& answers) {
  std::vector<Notice> notices;
  for (const Result<Outcome>& answer : answers) {
    if (!answer) continue;
    for (const Event& event : answer->events) {
      if (const auto* queued = std::get_if<NoticeQueued>(&event)) notices.push_back(queued->notice);
    }
  }
  return notices;
}

}  // namespace

EngineThread::EngineThread(Engine& engine, const Clock& clock, Logger& logger, Limits limits)
    : engine_(engine), clock_(clock), logger_(logger), limits_(limits) {}

EngineThread::~EngineThread() {
  stop();
}

void EngineThread::submit(Command command, Callback callback) {
  {
    const std::lock_guard lock(mutex_);
    if (!stopping_ && queue_.size() < limits_.queue) {
      queue_.push_back({std::move(command), std::move(callback)});
      if (queue_.size() == 1) wake_.notify_one();
      return;
    }
  }
  callback(Error{ErrorCode::unavailable,
                 "expected to take the request, but the engine is stopping or its queue is full",
                 "try again in a moment"});
}

void EngineThread::on_notices(std::function<void(std::vector<Notice>)> listener) {
  notices_ = std::move(listener);
}

void EngineThread::on_answered(std::function<void()> listener) {
  answered_ = std::move(listener);
}

void EngineThread::start() {
  thread_ = std::thread([this] { run(); });
}

void EngineThread::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  if (thread_.joinable()) thread_.join();
}

std::size_t EngineThread::waiting() const {
  const std::lock_guard lock(mutex_);
  return queue_.size();
}

void EngineThread::run() {
  std::int64_t wait_ms = 0;
  while (true) {
    std::vector<Waiting> group;
    {
      std::unique_lock lock(mutex_);
      wake_.wait_for(lock, std::chrono::milliseconds(wait_ms),
                     [this] { return stopping_ || !queue_.empty(); });
      if (stopping_ && queue_.empty()) return;
      const std::size_t size = std::min(queue_.size(), limits_.group);
      group.assign(std::move_iterator(queue_.begin()),
                   std::move_iterator(queue_.begin() + static_cast<std::ptrdiff_t>(size)));
      queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(size));
    }
    try {
      if (!group.empty()) run_group(std::move(group));
      wait_ms = fire_timers();
    } catch (const std::exception& fault) {
      logger_.write(LogLevel::error, "engine_fault", {{"what", fault.what()}});
      wait_ms = kRetryTimersMs;
    }
  }
}

void EngineThread::run_group(std::vector<Waiting> group) {
  std::vector<Command> commands;
  commands.reserve(group.size());
  for (Waiting& each : group)
    commands.push_back(std::move(each.command));
  std::vector<Result<Outcome>> answers;
  try {
    answers = engine_.execute(commands);
  } catch (const std::exception& fault) {
    logger_.write(LogLevel::error, "engine_fault", {{"what", fault.what()}});
    const Error error{ErrorCode::internal,
                      "expected to carry out the request, but the program met a fault",
                      "look whether it was done before you try again; the log has the details"};
    answers.assign(group.size(), error);
  }
  std::vector<Notice> notices = notices_in(answers);
  for (std::size_t i = 0; i < group.size(); ++i)
    group[i].callback(std::move(answers[i]));
  if (answered_) answered_();
  if (notices_ && !notices.empty()) notices_(std::move(notices));
}

std::int64_t EngineThread::fire_timers() {
  const Result<std::vector<Outcome>> fired = engine_.fire_due();
  if (!fired) {
    logger_.write(LogLevel::warn, "timers_not_fired", {{"why", fired.error().message}});
    return kRetryTimersMs;
  }
  if (!fired->empty()) {
    const std::vector<Result<Outcome>> answers(fired->begin(), fired->end());
    std::vector<Notice> notices = notices_in(answers);
    if (notices_ && !notices.empty()) notices_(std::move(notices));
    return 0;
  }
  const std::optional<Instant> next = engine_.next_due();
  if (!next) return kLongestWaitMs;
  return std::clamp<std::int64_t>(next->ms() - clock_.now().ms(), 0, kLongestWaitMs);
}

}  // namespace budget
