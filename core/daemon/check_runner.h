#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

#include <budget/logger.h>

#include "engine/engine_thread.h"
#include "engine/step_runner.h"

namespace budget {

/// Takes checks from the outbox to the step runner, on threads of its own, and reports them.
///
/// At least once: a check stays in the outbox until its report is committed; after a restart in
/// between the rules are asked again. A report that could not be committed is repeated.
class CheckRunner {
 public:
  CheckRunner(EngineThread& engine, StepRunner& runner, Logger& logger,
              std::chrono::milliseconds retry_after = std::chrono::seconds(5));
  CheckRunner(const CheckRunner&) = delete;
  CheckRunner& operator=(const CheckRunner&) = delete;
  ~CheckRunner();

  void add(std::vector<Check> checks);  ///< [any]

  void start(int threads);
  /// Ends after the rules in hand; what is left waits in the outbox. [any]
  void stop();

 private:
  using Steady = std::chrono::steady_clock;

  /// A report that was made and could not be committed, and when to try again.
  struct Unreported {
    Command report;
    Steady::time_point at;
  };

  void run();
  void submit(Command report);

  EngineThread& engine_;
  StepRunner& runner_;
  Logger& logger_;
  std::chrono::milliseconds retry_after_;  ///< a report that could not be committed

  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Check> waiting_;
  std::deque<Unreported> unreported_;
  std::atomic<bool> is_stopping_ = false;  ///< set under the lock
  std::vector<std::thread> threads_;
};

}  // namespace budget
