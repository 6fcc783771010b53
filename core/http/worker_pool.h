#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include <budget/logger.h>

namespace budget {

/// The threads on which requests are handled that read the database or take long.
///
/// The queue needs no limit of its own: every connection has one request in hand at most.
class WorkerPool {
 public:
  using Job = std::function<void()>;

  WorkerPool(int threads, Logger& logger);
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;
  /// Finishes what waits.
  ~WorkerPool();

  /// What `job` throws is logged, and `on_fault` called: whoever waits for the job is told. [any]
  void submit(Job job, Job on_fault);

 private:
  struct Task {
    Job job;
    Job on_fault;
  };

  void run();
  void carry_out(const Task& task);

  Logger& logger_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Task> tasks_;
  bool is_stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace budget
