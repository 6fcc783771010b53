#pragma once

#include "engine/ports.h"

namespace budget {

/// The machine's clock. Nothing else in the program reads it.
class SystemClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override;
};

}  // namespace budget
