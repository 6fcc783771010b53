#include "engine/engine_thread.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <memory>
#include <utility>

#include "engine/step_runner.h"

namespace budget {
namespace {

constexpr std::int64_t kLongestWaitMs = 60'000;  // a clock that jumps is noticed within a minute
constexpr std::int64_t kLateMs = 3600 * 1000;    // a timer that fires later than this had to wait
constexpr std::int64_t kNightlyAtMs = 2 * 3600 * 1000;  // 2 o'clock, UTC+8
constexpr std::int64_t kRetryTimersMs = 2'000;          // after timers could not be fired

WaitingNotice waiting(const State& state, const Notice& notice) {
  const auto instance = state.instances.find(notice.instance);
  return {notice, instance == state.instances.end() ? std::nullopt : instance->second.data.due_on};
}

void add_notice(Errands& errands, const State& state, NoticeId id, bool is_late) {
  const auto notice = state.outbox.find(id);
  const auto route = state.routes.find(id);
  if (notice == state.outbox.end() || route == state.routes.end()) return;
  for (const Destination& each : route->second) {
    if (each.letter != LetterId()) continue;
    WaitingNotice one = waiting(state, notice->second);
    one.is_late = is_late;
    errands.notices.emplace_back(each, std::move(one));
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
    bool is_late = false;
    for (const Event& event : answer->events) {
      if (const auto* fired = std::get_if<TimerFired>(&event)) {
        is_late = fired->late_ms >= kLateMs;
      } else if (const auto* queued = std::get_if<NoticeQueued>(&event)) {
        add_notice(errands, state, queued->notice.id, is_late);
      } else if (const auto* revived = std::get_if<LetterRevived>(&event)) {
        add_letter(errands, state, revived->letter);
      } else if (const auto* on = std::get_if<ChannelTurnedOn>(&event)) {
        errands.turned_on.push_back(on->channel);
      }
    }
  }
  return errands;
}

/// What was asked for and is still to be done.
std::vector<Check> checks_in(const std::vector<Result<Outcome>>& answers, const State& state) {
  std::vector<Check> checks;
  for (const Result<Outcome>& answer : answers) {
    if (!answer || !answer->waits_for) continue;
    for (const Event& event : answer->events) {
      const auto* requested = std::get_if<CheckRequested>(&event);
      if (requested == nullptr) continue;
      const auto check = state.checks.find(requested->check);
      if (check != state.checks.end()) checks.push_back(check->second);
    }
  }
  return checks;
}

}  // namespace

Errands errands_in(const State& state) {
  Errands errands;
  for (const auto& [id, notice] : state.outbox)
    add_notice(errands, state, id, true);
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
  bool is_taken = false;
  bool was_empty = false;
  {
    const std::lock_guard lock(mutex_);
    was_empty = queue_.empty();
    is_taken = !stopping_ && queue_.size() < limits_.queue;
    if (is_taken) queue_.push_back({std::move(command), std::move(callback)});
  }
  if (is_taken) {
    if (was_empty) wake_.notify_one();  // after the lock: whoever wakes need not wait for it
    return;
  }
  callback(Error{ErrorCode::unavailable,
                 "expected to take the request, but the engine is stopping or its queue is full",
                 "try again in a moment"});
}

void EngineThread::on_errands(std::function<void(Errands)> listener) {
  errands_ = std::move(listener);
}

void EngineThread::on_checks(std::function<void(std::vector<Check>)> listener) {
  checks_ = std::move(listener);
}

void EngineThread::on_answered(std::function<void()> listener) {
  answered_ = std::move(listener);
}

void EngineThread::on_plugin_acts(std::function<void(const ActOnPlugin&)> listener) {
  plugin_acts_ = std::move(listener);
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
      if (stopping_ && queue_.empty()) break;
      const std::size_t size = std::min(queue_.size(), limits_.group);
      group.assign(std::move_iterator(queue_.begin()),
                   std::move_iterator(queue_.begin() + static_cast<std::ptrdiff_t>(size)));
      queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(size));
    }
    try {
      if (!group.empty()) run_group(std::move(group));
      wait_ms = fire_timers();
      check_staffing();
      resume_parked();
      for (const Waiting& parked : parked_) {
        wait_ms = std::clamp<std::int64_t>(parked.until.ms() - clock_.now().ms(), 0, wait_ms);
      }
    } catch (const std::exception& fault) {
      logger_.write(LogLevel::error, "engine_fault", {{"what", fault.what()}});
      wait_ms = kRetryTimersMs;
    }
  }
  give_up_parked();
}

void EngineThread::fire_before(const std::vector<Waiting>& group) {
  for (const Waiting& waiting : group) {
    for (bool has_fired = true; has_fired;) {
      std::optional<Command> timer = engine_.due_before(waiting.command);
      if (!timer) break;
      // Shared: one that is parked answers after this has gone on.
      const auto fired = std::make_shared<bool>(false);
      std::vector<Waiting> first;
      first.push_back({std::move(*timer), [fired](const Result<Outcome>& done) {
                         *fired = done && !done->events.empty();
                       }});
      run_group(std::move(first));
      has_fired = *fired;
    }
  }
}

void EngineThread::run_group(std::vector<Waiting> group) {
  fire_before(group);
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
  std::vector<Check> checks = checks_in(answers, engine_.state());
  for (std::size_t i = 0; i < group.size(); ++i) {
    const auto* act = std::get_if<ActOnPlugin>(&commands[i].action);
    if (act != nullptr && plugin_acts_ && answers[i] && !answers[i]->events.empty())
      plugin_acts_(*act);
    if (answers[i] && answers[i]->waits_for) {
      group[i].command = std::move(commands[i]);
      park(std::move(group[i]), *answers[i]->waits_for);
    } else {
      group[i].callback(std::move(answers[i]));
    }
  }
  if (answered_) answered_();
  if (!errands.empty()) errands_(std::move(errands));
  if (checks_ && !checks.empty()) checks_(std::move(checks));
}

void EngineThread::park(Waiting waiting, CheckId check) {
  const bool is_another = waiting.command.waited_for != check;
  if (is_another && waiting.checks == kMostChecks) return waiting.callback(keeps_changing());
  if (parked_.size() >= limits_.parked) {
    return waiting.callback(
        Error{ErrorCode::unavailable,
              "expected to keep the act until its rules were asked, but too many acts wait",
              "try again in a moment"});
  }
  if (waiting.checks == 0) waiting.until = Instant(clock_.now().ms() + limits_.parked_ms);
  waiting.checks += is_another ? 1 : 0;
  waiting.command.waited_for = check;
  parked_.push_back(std::move(waiting));
}

/// Those whose check is not in the outbox any more: it was reported, or its stage was left.
void EngineThread::resume_parked() {
  while (!parked_.empty()) {
    const Instant now = clock_.now();
    std::vector<Waiting> ready;
    std::vector<Waiting> late;
    std::vector<Waiting> still;
    for (Waiting& parked : parked_) {
      const bool waits = engine_.state().checks.contains(parked.command.waited_for);
      (!waits ? ready : (parked.until <= now ? late : still)).push_back(std::move(parked));
    }
    parked_ = std::move(still);
    for (Waiting& each : late) {
      each.callback(
          Error{ErrorCode::unavailable,
                "expected the rules to answer in time, but they have not; nothing was done",
                "the check goes on: ask again in a moment"});
    }
    if (ready.empty()) return;
    run_group(std::move(ready));
  }
}

void EngineThread::give_up_parked() {
  for (Waiting& parked : parked_) {
    parked.callback(Error{ErrorCode::unavailable,
                          "expected to wait for the rules, but the engine is stopping; nothing was "
                          "done",
                          "ask again when it is back"});
  }
  parked_.clear();
}

void EngineThread::check_staffing() {
  const Date night = Instant(clock_.now().ms() - kNightlyAtMs).date();
  if (staffing_checked_on_ == night) return;
  staffing_checked_on_ = night;
  std::vector<Waiting> check;
  check.push_back(
      {{system_actor(), Via::timer, {}, CheckStaffing{}}, [this](Result<Outcome> done) {
         if (done) return;
         logger_.write(LogLevel::warn, "staffing_not_checked", {{"why", done.error().message}});
       }});
  run_group(std::move(check));
}

void EngineThread::log_finished(const Outcome& outcome) {
  for (const Event& event : outcome.events) {
    const auto* finished = std::get_if<MigrationFinished>(&event);
    if (finished == nullptr) continue;
    logger_.write(LogLevel::info, "migration_finished",
                  {{"migration", finished->migration.value()},
                   {"migrated", finished->migrated},
                   {"refused", finished->refused}});
  }
}

std::int64_t EngineThread::fire_timers() {
  const Result<std::vector<Outcome>> fired = engine_.fire_due();
  if (!fired) {
    logger_.write(LogLevel::warn, "timers_not_fired", {{"why", fired.error().message}});
    return kRetryTimersMs;
  }
  if (!fired->empty()) {
    for (const Outcome& outcome : *fired)
      log_finished(outcome);
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
