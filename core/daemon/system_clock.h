#pragma once

#include <atomic>

#include <budget/logger.h>

#include "engine/ports.h"

namespace budget {

/// The machine's clock. Nothing else in the program reads it. A jump against the time that has
/// really passed is logged: forward, deadlines fall due at once; backward, the engine's time stands
/// still until it is caught up with.
class SystemClock final : public Clock {
 public:
  explicit SystemClock(Logger& logger) : logger_(logger) {}
  [[nodiscard]] Instant now() const override;

 private:
  Logger& logger_;
  /// Milliseconds the clock is ahead of the steady one; kUnknown before the first look.
  mutable std::atomic<std::int64_t> ahead_ms_{kUnknown};
  static constexpr std::int64_t kUnknown = INT64_MIN;
};

}  // namespace budget
