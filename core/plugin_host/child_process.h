#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include <budget/result.h>

namespace budget {

/// A process we started: its environment is empty, its descriptors are closed but for one, and it
/// is held by a handle that no other process can come to have.
class ChildProcess {
 public:
  /// `descriptor` becomes 3 in the child; 0, 1 and 2 lead nowhere. Errors: unavailable.
  [[nodiscard]] static Result<ChildProcess> start(const std::filesystem::path& program,
                                                  const std::vector<std::string>& arguments,
                                                  int descriptor);
  ChildProcess(ChildProcess&& other) noexcept;
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;
  ChildProcess& operator=(ChildProcess&&) = delete;
  /// Kills and reaps what still runs.
  ~ChildProcess();

  void kill() const;
  /// How it ended: "with code 7", "by signal 11 (Segmentation fault)"; empty when it has not by
  /// then. A child that ended well ends "with code 0".
  [[nodiscard]] std::string wait(std::chrono::steady_clock::time_point until);

  [[nodiscard]] pid_t pid() const { return pid_; }

 private:
  ChildProcess(pid_t pid, int handle) : pid_(pid), handle_(handle) {}

  pid_t pid_;
  int handle_;
  std::string end_;
};

}  // namespace budget
