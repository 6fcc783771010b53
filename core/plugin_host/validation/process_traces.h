#pragma once

#include <sys/types.h>

#include <array>
#include <csignal>
#include <exception>
#include <string>
#include <vector>

namespace budget {

/// What all parts of a process share and no plugin may change: inside, the daemon would go on with
/// it. The rounding mode is the asking thread's own.
class ProcessTraces {
 public:
  /// As they are now.
  ProcessTraces();

  /// What is another now, "its working folder"; empty: nothing. What was opened is not told of: a
  /// library's cache may keep a file.
  [[nodiscard]] std::string changed_since(const ProcessTraces& before) const;

 private:
  static constexpr std::size_t kSignals = 32;
  static constexpr std::size_t kLimits = 16;

  std::string locale_, folder_;
  std::vector<std::string> environment_;
  mode_t mask_;
  int rounding_;
  std::array<void (*)(int), kSignals> handlers_{};
  std::vector<int> blocked_;
  std::array<unsigned long, 2 * kLimits> limits_{};
  std::terminate_handler at_the_end_;
};

}  // namespace budget
