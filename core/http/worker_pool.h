#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace budget {

/// The threads on which requests are handled that read the database or take long.
///
/// The queue needs no limit of its own: every connection has one request in hand at most.
class WorkerPool {
 public:
  /// Must not throw.
  using Job = std::function<void()>;

  explicit WorkerPool(int threads);
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;
  /// Finishes what waits.
  ~WorkerPool();

  void submit(Job job);  ///< [any]

 private:
  void run();

  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Job> jobs_;
  bool is_stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace budget
