#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace budget {

/// A few threads that do jobs in turn, and can be given up when a job does not end.
///
/// A thread cannot be ended from outside: a job that hangs keeps its thread, and all that the job
/// holds, to the end of the process. The job must therefore own what it uses.
class WorkCrew {
 public:
  using Steady = std::chrono::steady_clock;
  enum class End { done, not_begun, lost };

  WorkCrew(std::string name, int threads);
  WorkCrew(const WorkCrew&) = delete;
  WorkCrew& operator=(const WorkCrew&) = delete;
  /// Waits for jobs in hand, but not for lost ones.
  ~WorkCrew();

  /// How long one waits for a job.
  struct Patience {
    std::chrono::milliseconds turn;    ///< until it begins
    std::chrono::milliseconds budget;  ///< from then on, whatever others took before
    std::chrono::milliseconds grace;   ///< after it was told to stop
  };

  /// Does the job on one of the threads and waits for it. `told` is called once when its budget is
  /// used up, so that it may be asked to stop. not_begun: the threads were busy all the time, and
  /// the job will not be done. [any]
  End run(std::function<void()> job, const Patience& patience, const std::function<void()>& told);

  [[nodiscard]] bool has_lost() const;  ///< [any]

 private:
  struct Job {
    enum class State { waiting, running, done, withdrawn };
    std::function<void()> work;
    State state = State::waiting;
    Steady::time_point begun{};
  };
  struct Shared {
    std::mutex mutex;
    std::condition_variable wake;
    std::condition_variable changed;  ///< a job's state
    std::deque<std::shared_ptr<Job>> jobs;
    bool is_stopping = false;
    bool has_lost = false;
  };

  static void work(const std::shared_ptr<Shared>& shared, const std::string& name);

  std::shared_ptr<Shared> shared_;  ///< shared with threads that may outlive this object
  std::vector<std::thread> threads_;
};

}  // namespace budget
