#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "engine/engine.h"

namespace budget {

/// A notice of the outbox, and when what it is about is due.
struct WaitingNotice {
  Notice notice;
  std::optional<Date> due_on{};
  /// Of something that should have happened while the program stood still, or left over from then:
  /// what there is of it for a person goes out together.
  bool is_late = false;
};

/// What commits left to do outside.
struct Errands {
  /// Where each still has to go, in no letter yet.
  std::vector<std::pair<Destination, WaitingNotice>> notices;
  /// Letters to be sent at their next_try, with their notices.
  std::vector<std::pair<Letter, std::vector<WaitingNotice>>> letters;
  std::vector<std::string> turned_on;  ///< channels

  [[nodiscard]] bool empty() const {
    return notices.empty() && letters.empty() && turned_on.empty();
  }
};

/// All that waits in a state: for the start. Dead letters do not.
[[nodiscard]] Errands errands_in(const State& state);

/// The one thread that decides: takes whatever waits, executes it as one group, fires timers in
/// between.
///
/// An act whose gate needs a report is parked: nobody is answered and it holds no one up. When the
/// check it waits for is reported, or has become pointless, it is decided again, in its turn.
class EngineThread {
 public:
  using Callback = std::function<void(Result<Outcome>)>;
  struct Limits {
    std::size_t queue = 10'000;       ///< commands waiting at most; more are answered `unavailable`
    std::size_t group = 1'000;        ///< commands in one commit at most
    std::size_t parked = 1'000;       ///< commands waiting for checks at most, likewise
    std::int64_t parked_ms = 60'000;  ///< how long one waits; then it is answered `unavailable`
  };

  EngineThread(Engine& engine, const Clock& clock, Logger& logger, Limits limits);
  EngineThread(const EngineThread&) = delete;
  EngineThread& operator=(const EngineThread&) = delete;
  /// Stops, see stop().
  ~EngineThread();

  /// Queues a command. The callback runs once, on the engine thread after the commit (or at once
  /// here, when the queue is full or stopping): it must be quick and must not throw. [any]
  void submit(Command command, Callback callback);

  /// Called on the engine thread after every commit that left errands. Set before start. [engine]
  void on_errands(std::function<void(Errands)> listener);

  /// Called on the engine thread after every commit that asked for checks, those of parked acts
  /// too. Set before start. [engine]
  void on_checks(std::function<void(std::vector<Check>)> listener);

  /// Called on the engine thread after the callbacks of a group have run. Set before start.
  /// [engine]
  void on_answered(std::function<void()> listener);

  /// Called on the engine thread after the commit of what a person did with a plugin. Set before
  /// start. [engine]
  void on_plugin_acts(std::function<void(const ActOnPlugin&)> listener);

  void start();
  /// Finishes what waits, then ends the thread. [any]
  void stop();

  [[nodiscard]] std::size_t waiting() const;  ///< [any]

 private:
  struct Waiting {
    Command command;
    Callback callback;
    int checks = 0;   ///< it has waited for
    Instant until{};  ///< of a parked one
  };

  void run();
  void run_group(std::vector<Waiting> group);
  /// Fires what these commands must not overtake.
  void fire_before(const std::vector<Waiting>& group);
  void park(Waiting waiting, CheckId check);
  void resume_parked();
  void give_up_parked();
  /// Once a night, and at the start: whether every open stage has somebody.
  void check_staffing();
  void log_finished(const Outcome& outcome);
  /// Returns how long to wait for the next timer, in milliseconds.
  [[nodiscard]] std::int64_t fire_timers();

  Engine& engine_;
  const Clock& clock_;
  Logger& logger_;
  Limits limits_;
  std::function<void(Errands)> errands_;
  std::function<void(std::vector<Check>)> checks_;
  std::function<void(const ActOnPlugin&)> plugin_acts_;
  std::vector<Waiting> parked_;  ///< in the order they came; used by the thread only
  std::function<void()> answered_;
  std::optional<Date> staffing_checked_on_;  ///< used by the thread only

  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<Waiting> queue_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace budget
