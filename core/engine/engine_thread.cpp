#include "engine/engine_thread.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <utility>

namespace budget {
namespace {

constexpr std::int64_t kLongestWaitMs = 60'000;  // a clock that jumps is noticed within a minute
constexpr std::int64_t kRetryTimersMs = 2'000;   // after timers could not be fired

WaitingNotice waiting(const State& state, const Notice& notice) {
  const auto instance = state.instances.find(notice.instance);
  return {notice, instance == state.instances.end() ? std::nullopt : instance->second.data.due_on};
}

void add_notice(Errands& errands, const State& state, NoticeId id) {
  const auto notice = state.outbox.find(id);
  const auto route = state.routes.find(id);
  if (notice == state.outbox.end() || route == state.routes.end()) return;
  for (const Destination& each : route->second) {
    if (each.letter == LetterId())
      errands.notices.emplace_back(each, waiting(state, notice->second));
  }
}

void add_letter(Errands& errands, const State& state, LetterId id) {
  const auto letter = state.letters.find(id);
  if (letter == state.letters.end() || letter->second.is_dead) return;
  std::vector<WaitingNotice> notices;
  for (const NoticeId notice : letter->second.notices) {
    const auto found = state.outbox.find(notice);
    if (found != state.outbox.end()) notices.push_back(waiting(state, found->second));
  }
  if (!notices.empty()) errands.letters.emplace_back(letter->second, std::move(notices));
}

Errands errands_of(const State& state, const std::vector<Result<Outcome>>& answers) {
  Errands errands;
  for (const Result<Outcome>& answer : answers) {
    if (!answer) continue;
    for (const Event& event : answer->events) {
      if (const auto* queued = std::get_if<NoticeQueued>(&event)) {
        add_notice(errands, state, queued->notice.id);
      } else if (const auto* revived = std::get_if<LetterRevived>(&event)) {
        add_letter(errands, state, revived->letter);
      } else if (const auto* on = std::get_if<ChannelTurnedOn>(&event)) {
        errands.turned_on.push_back(on->channel);
      }
    }
  }
  return errands;
}

}  // namespace

Errands errands_in(const State& state) {
  Errands errands;
  for (const auto& [id, notice] : state.outbox)
    add_notice(errands, state, id);
  for (const auto& [id, letter] : state.letters)
    add_letter(errands, state, id);
  return errands;
}

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

void EngineThread::on_errands(std::function<void(Errands)> listener) {
  errands_ = std::move(listener);
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
  Errands errands;
  if (errands_) errands = errands_of(engine_.state(), answers);
  for (std::size_t i = 0; i < group.size(); ++i)
    group[i].callback(std::move(answers[i]));
  if (!errands.empty()) errands_(std::move(errands));
}

std::int64_t EngineThread::fire_timers() {
  const Result<std::vector<Outcome>> fired = engine_.fire_due();
  if (!fired) {
    logger_.write(LogLevel::warn, "timers_not_fired", {{"why", fired.error().message}});
    return kRetryTimersMs;
  }
  if (!fired->empty()) {
    const std::vector<Result<Outcome>> answers(fired->begin(), fired->end());
    if (!errands_) return 0;
    Errands errands = errands_of(engine_.state(), answers);
    if (!errands.empty()) errands_(std::move(errands));
    return 0;
  }
  const std::optional<Instant> next = engine_.next_due();
  if (!next) return kLongestWaitMs;
  return std::clamp<std::int64_t>(next->ms() - clock_.now().ms(), 0, kLongestWaitMs);
}

}  // namespace budget
