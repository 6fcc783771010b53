#pragma once

#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

#include <budget/logger.h>

#include "engine/engine_thread.h"

namespace budget {

/// Takes notices from the outbox to a channel, on a thread of its own, and reports what became of
/// them as commands.
///
/// At least once: a notice stays in the outbox until its report is committed, and is delivered
/// again after a restart in between. While the daemon runs, a report that could not be committed is
/// repeated without delivering again.
class NoticeRunner {
 public:
  NoticeRunner(EngineThread& engine, const Clock& clock, NoticeChannel& channel, Logger& logger);
  NoticeRunner(const NoticeRunner&) = delete;
  NoticeRunner& operator=(const NoticeRunner&) = delete;
  ~NoticeRunner();

  /// Each is delivered at its next_try; what was never tried, together with the others that come
  /// within a moment, so that busy hours do not wake this thread with every act. [any]
  void add(std::vector<Notice> notices);

  void start();
  /// Ends after the delivery in hand and a last report; what is left waits in the outbox. [any]
  void stop();

 private:
  using Steady = std::chrono::steady_clock;

  void run();
  [[nodiscard]] bool has_fresh() const;
  [[nodiscard]] std::vector<Notice> take_due();
  [[nodiscard]] std::chrono::milliseconds until_next() const;
  void deliver(const std::vector<Notice>& notices);
  void report_later(const std::vector<NoticeId>& notices, std::int64_t after_ms);
  void report_delivered(std::span<const NoticeId> notices);
  void report_undelivered(const Notice& notice, const std::string& problem);
  void try_again(Notice notice, const Result<Outcome>& reported);

  EngineThread& engine_;
  const Clock& clock_;
  NoticeChannel& channel_;
  Logger& logger_;

  std::mutex mutex_;
  std::condition_variable wake_;
  std::multimap<Instant, Notice> waiting_;
  Steady::time_point deliver_at_;     ///< of those in waiting_ that were never tried
  std::vector<NoticeId> unreported_;  ///< delivered, but not yet in the log
  Steady::time_point report_at_;      ///< not by clock_, which may be set back
  bool is_stopping_ = false;
  std::thread thread_;
};

}  // namespace budget
