#pragma once

#include <algorithm>

#include "engine/ports.h"

namespace budget {

/// A clock that stands still until it is told to go on. For rehearsals and tests. [any, but moved
/// by one thread]
class VirtualClock final : public Clock {
 public:
  explicit VirtualClock(Instant start) : now_(start) {}
  [[nodiscard]] Instant now() const override { return now_; }
  /// Never backwards.
  void advance_to(Instant moment) { now_ = std::max(now_, moment); }

 private:
  Instant now_;
};

}  // namespace budget
