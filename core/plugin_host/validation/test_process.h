#pragma once

#include <sys/types.h>

#include <chrono>
#include <functional>
#include <string>
#include <string_view>

#include <budget/result.h>

namespace budget {

/// What a test in a process of its own is doing, so that its parent can say where it died. Kept in
/// memory both share.
class TestPhase {
 public:
  explicit TestPhase(char* shared) : shared_(shared) {}
  /// "run of budget.rule.check/1"; completes "expected the … to return".
  void operator()(std::string_view phase) const;

 private:
  char* shared_;
};

/// How long a process has waited for a processor: the machine's doing, nobody's fault. Zero where
/// the kernel does not tell, and once the process is gone.
[[nodiscard]] std::chrono::milliseconds waited_for_processor(pid_t process);

/// What became of a test.
struct TestEnd {
  std::string problem{};  ///< one sentence; empty: green
  bool is_stuck = false;  ///< it did not end by itself
  std::chrono::milliseconds took{};
};

enum class ProcessEnd {
  at_once,  ///< nothing runs after the test
  in_full,  ///< static destructors too: part of what is tested
};

/// Runs a test in a forked process; crash, hang and exit of it are sentences like any other. What
/// it waits for a processor does not count against the limit. The calling process has one thread.
[[nodiscard]] TestEnd run_in_process(const std::function<Result<void>(const TestPhase&)>& test,
                                     std::chrono::milliseconds limit, ProcessEnd end);

}  // namespace budget
