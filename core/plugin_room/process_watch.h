#pragma once

#include <chrono>
#include <string>

namespace budget::room {

/// Sees to it that the process does not grow beyond what a plugin is owed: what no rlimit can say.
///
/// Threads count against the daemon's own limits (its user's, its service's), so a room that makes
/// thousands would keep the daemon from making one. Work between two calls is for nobody.
class ProcessWatch {
 public:
  /// Before the process is confined: afterwards /proc is closed to it.
  ProcessWatch();
  ProcessWatch(const ProcessWatch&) = delete;
  ProcessWatch& operator=(const ProcessWatch&) = delete;
  ~ProcessWatch();

  enum class State { idle, busy };

  /// What the process must be ended for; empty when all is well. Allocates nothing unless it must
  /// be. To be asked from one thread, every second at least.
  [[nodiscard]] std::string problem(State state);

 private:
  [[nodiscard]] int threads() const;

  int tasks_ = -1;
  std::chrono::steady_clock::time_point idle_since_;
  std::chrono::milliseconds used_then_;  ///< of processor time
};

}  // namespace budget::room
