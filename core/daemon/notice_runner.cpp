#include "daemon/notice_runner.h"

#include <pthread.h>

#include <algorithm>

namespace budget {
namespace {

constexpr std::size_t kBatch = 500;                // notices in one report
constexpr std::chrono::milliseconds kGather(150);  // of new notices, to be delivered together
constexpr std::int64_t kReportAfterMs = 1'000;  // deliveries of so long share a report and a commit
constexpr std::int64_t kRetryMs = 5'000;        // after a report that could not be committed
constexpr std::int64_t kLongestWaitMs = 60'000;  // a clock that jumps is noticed within a minute

/// The guard around plugin calls: a channel that throws has not delivered.
Result<void> guarded_delivery(NoticeChannel& channel, const Notice& notice) {
  try {
    return channel.deliver(notice);
  } catch (const std::exception& fault) {
    return Error{ErrorCode::unavailable,
                 std::string("expected to deliver, but the channel met a fault: ") + fault.what()};
  } catch (...) {
    return Error{ErrorCode::unavailable, "expected to deliver, but the channel met a fault"};
  }
}

}  // namespace

NoticeRunner::NoticeRunner(EngineThread& engine, const Clock& clock, NoticeChannel& channel,
                           Logger& logger)
    : engine_(engine), clock_(clock), channel_(channel), logger_(logger) {}

NoticeRunner::~NoticeRunner() {
  stop();
}

void NoticeRunner::add(std::vector<Notice> notices) {
  bool is_expected = true;  // the thread wakes by itself in time
  {
    const std::lock_guard lock(mutex_);
    for (Notice& notice : notices) {
      // What was never tried is due, whatever the clock said when it was queued.
      const Instant at = notice.attempts == 0 ? Instant() : notice.next_try;
      is_expected = is_expected && at == Instant() && has_fresh();
      if (at == Instant() && !has_fresh()) deliver_at_ = Steady::now() + kGather;
      waiting_.emplace(at, std::move(notice));
    }
  }
  if (!is_expected) wake_.notify_one();
}

bool NoticeRunner::has_fresh() const {
  return !waiting_.empty() && waiting_.begin()->first == Instant();
}

void NoticeRunner::start() {
  thread_ = std::thread([this] { run(); });
}

void NoticeRunner::stop() {
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  wake_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void NoticeRunner::run() {
  pthread_setname_np(pthread_self(), "notices");
  bool is_last = false;
  while (!is_last) {
    std::vector<Notice> due;
    std::vector<NoticeId> delivered;
    {
      std::unique_lock lock(mutex_);
      for (auto left = until_next(); !is_stopping_ && left.count() > 0; left = until_next())
        wake_.wait_for(lock, left);
      is_last = is_stopping_;
      if (!is_last) due = take_due();
      if (is_last || report_at_ <= Steady::now()) delivered.swap(unreported_);
    }
    try {
      report_delivered(delivered);
      deliver(due);
    } catch (const std::exception& fault) {  // no memory, say; what is left waits in the outbox
      logger_.write(LogLevel::error, "notices_fault", {{"what", fault.what()}});
    }
  }
}

std::vector<Notice> NoticeRunner::take_due() {
  std::vector<Notice> due;
  const Instant now = clock_.now();
  auto next = deliver_at_ <= Steady::now() ? waiting_.begin() : waiting_.upper_bound(Instant());
  while (next != waiting_.end() && next->first <= now && due.size() < kBatch)
    due.push_back(std::move(waiting_.extract(next++).mapped()));
  return due;
}

std::chrono::milliseconds NoticeRunner::until_next() const {
  std::int64_t at = clock_.now().ms() + kLongestWaitMs;
  const auto retry = waiting_.upper_bound(Instant());
  if (retry != waiting_.end()) at = std::min(at, retry->first.ms());
  std::chrono::milliseconds wait(
      std::clamp<std::int64_t>(at - clock_.now().ms(), 0, kLongestWaitMs));
  const auto no_later_than = [&wait](Steady::time_point moment) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(moment - Steady::now());
    wait = std::clamp(left, std::chrono::milliseconds(0), wait);
  };
  if (has_fresh()) no_later_than(deliver_at_);
  if (!unreported_.empty()) no_later_than(report_at_);
  return wait;
}

void NoticeRunner::deliver(const std::vector<Notice>& notices) {
  std::vector<NoticeId> delivered;
  for (const Notice& notice : notices) {
    const Result<void> result = guarded_delivery(channel_, notice);
    if (result) {
      delivered.push_back(notice.id);
      continue;
    }
    const std::string& why = result.error().message;
    logger_.write(LogLevel::warn, "notice_undelivered",
                  {{"id", notice.id.value()}, {"channel", channel_.name()}, {"why", why}});
    report_undelivered(notice, why);
  }
  report_later(delivered, kReportAfterMs);
}

void NoticeRunner::report_later(const std::vector<NoticeId>& notices, std::int64_t after_ms) {
  if (notices.empty()) return;
  const std::lock_guard lock(mutex_);
  if (unreported_.empty()) report_at_ = Steady::now() + std::chrono::milliseconds(after_ms);
  unreported_.insert(unreported_.end(), notices.begin(), notices.end());
}

void NoticeRunner::report_delivered(std::span<const NoticeId> notices) {
  while (!notices.empty()) {
    const auto batch = notices.first(std::min(notices.size(), kBatch));
    notices = notices.subspan(batch.size());
    ReportDelivered report{{batch.begin(), batch.end()}, channel_.name()};
    const std::vector<NoticeId> kept = report.notices;
    engine_.submit(
        {.actor = system_actor(), .via = Via::runner, .key = {}, .action = std::move(report)},
        [this, kept](const Result<Outcome>& reported) {
          if (!reported) report_later(kept, kRetryMs);
        });
  }
}

void NoticeRunner::report_undelivered(const Notice& notice, const std::string& problem) {
  Command command{.actor = system_actor(),
                  .via = Via::runner,
                  .key = {},
                  .action = ReportUndelivered{notice.id, channel_.name(), problem}};
  engine_.submit(std::move(command),
                 [this, notice](const Result<Outcome>& reported) { try_again(notice, reported); });
}

/// The engine says when, or that it has given up.
void NoticeRunner::try_again(Notice notice, const Result<Outcome>& reported) {
  notice.next_try = Instant(clock_.now().ms() + kRetryMs);
  ++notice.attempts;
  if (reported) {
    std::optional<Instant> next;
    for (const Event& event : reported->events) {
      if (const auto* failed = std::get_if<NoticeFailed>(&event)) next = failed->next_try;
    }
    if (!next) return;
    notice.next_try = *next;
  }
  add({std::move(notice)});
}

}  // namespace budget
