#pragma once

#include <chrono>
#include <optional>

namespace budget {

/// The signals of the process, taken one at a time by the main thread.
class Signals {
 public:
  enum class Kind { stop, reload };

  /// To be made before any thread: they inherit that the signals wait. Writing to a closed
  /// connection or beyond a file size limit is an error from now on, no longer the end of the
  /// process.
  Signals();
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

  /// The next signal, or nothing when `most` has passed.
  [[nodiscard]] std::optional<Kind> wait(std::chrono::milliseconds most) const;

  /// From now on SIGTERM and SIGINT end the process at once: for an operator who does not want to
  /// wait for the end.
  void let_go() const;
};

}  // namespace budget
