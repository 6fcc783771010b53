#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <future>
#include <memory>
#include <mutex>
#include <thread>

#include <budget/logger.h>

#include "daemon/letter_queue.h"
#include "daemon/outlet.h"

namespace budget {

/// Figures of one channel since the start.
struct ChannelFigures {
  std::string channel;
  std::int64_t sent = 0;     ///< letters that arrived
  std::int64_t failed = 0;   ///< attempts that did not
  std::int64_t waiting = 0;  ///< notices that wait here
};

/// Takes one channel's letters to its outlet, on a thread of its own, and reports what became of
/// them as commands, gathered so that many share one commit.
///
/// At least once: a notice stays in the outbox until its report is committed, and goes out again,
/// under the same key, after a crash in between. While the daemon runs, a report that could not be
/// committed is repeated without sending again.
class ChannelRunner {
 public:
  struct Options {
    std::string channel;
    std::string office;  ///< tells this installation's keys from another's
    std::int64_t digest_window_ms = 0;
    bool is_off = false;
    std::int64_t gather_ms = 150;  ///< what comes so shortly after another is taken together
    bool each_person = true;       ///< tests go to whoever asks for them; else to the channel
    std::chrono::milliseconds test_wait{60'000};  ///< for a test's turn and its end
  };
  ChannelRunner(Options options, EngineThread& engine, const Clock& clock,
                std::unique_ptr<Outlet> outlet, Logger& logger);
  ChannelRunner(const ChannelRunner&) = delete;
  ChannelRunner& operator=(const ChannelRunner&) = delete;
  ~ChannelRunner();

  [[nodiscard]] const std::string& channel() const { return options_.channel; }
  void add(const PersonId& person, WaitingNotice notice);  ///< [any]
  void add(Parcel parcel);                                 ///< [any]
  void turn_on();                                          ///< [any]
  /// Sends one test message in its turn, to a channel that is turned off too, and waits for what
  /// comes back. Whatever that is changes nothing. `asked`: the event that asked for it, part of
  /// its key. Errors: unavailable when it has not gone out in time; then it never does.
  [[nodiscard]] Result<Attempt> test(const PersonId& person, EventSeq asked);  ///< [worker]
  [[nodiscard]] ChannelFigures figures() const;                                ///< [any]

  void start();
  /// Ends after the attempt in hand and a last report; what is left waits in the outbox. [any]
  void stop();

 private:
  using Steady = std::chrono::steady_clock;
  /// A test message on its way. Shared by who waits for it and the channel's thread.
  struct Test {
    std::string key;
    Parcel parcel;
    std::promise<Attempt> end;
    std::atomic<bool> is_taken = false;  ///< by the thread, or back by who waited
  };
  struct Inbox {
    std::vector<std::shared_ptr<Test>> tests;
    std::vector<std::pair<PersonId, WaitingNotice>> notices;
    std::vector<Parcel> parcels;
    bool turned_on = false;
  };
  struct Failure {
    Parcel parcel;
    Attempt attempt;
  };
  using Failures = std::vector<Failure>;

  void run();
  void take_in();
  void run_tests();
  void form();
  void send_next();
  void settle(Parcel parcel, Attempt attempt);
  void report();
  void report_delivered();
  void report_failed();
  void take_formed(const std::vector<Parcel>& formed, const Result<Outcome>& answer);
  void take_failed(const Failures& failures, const Result<Outcome>& answer);
  void submit(Action action, EngineThread::Callback callback);
  void wake_at(Steady::time_point at);
  [[nodiscard]] Steady::time_point next_turn() const;
  [[nodiscard]] static std::int64_t steady_ms();

  Options options_;
  EngineThread& engine_;
  const Clock& clock_;
  std::unique_ptr<Outlet> outlet_;
  Logger& logger_;

  // The thread's own.
  LetterQueue queue_;
  bool is_off_;
  Steady::time_point busy_until_{};
  std::vector<Parcel> delivered_;  ///< but not yet in the log
  Failures failed_;                ///< nor these
  std::vector<std::shared_ptr<Test>> tests_;
  Steady::time_point report_at_ = Steady::time_point::max();

  std::mutex mutex_;
  std::condition_variable wake_;
  Inbox inbox_;
  std::vector<Parcel> unreported_;  ///< delivered; the report could not be committed
  Steady::time_point look_at_ = Steady::time_point::max();  ///< into the inbox
  bool is_stopping_ = false;

  std::atomic<std::int64_t> sent_ = 0;
  std::atomic<std::int64_t> failures_ = 0;
  std::atomic<std::int64_t> waiting_ = 0;
  std::thread thread_;
};

}  // namespace budget
