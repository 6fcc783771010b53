#include "delivery/throttle.h"

#include <algorithm>

namespace budget {

std::int64_t Throttle::take(std::int64_t now_ms) {
  const std::int64_t wait_ms =
      std::max(wait(now_ms, per_second_, 1'000), wait(now_ms, per_minute_, 60'000));
  if (wait_ms > 0) return wait_ms;
  const auto kept = static_cast<std::size_t>(std::max(per_second_, per_minute_));
  taken_.push_back(now_ms);
  while (taken_.size() > kept)
    taken_.pop_front();
  return 0;
}

std::int64_t Throttle::wait(std::int64_t now_ms, int most, std::int64_t span_ms) const {
  const auto count = static_cast<std::size_t>(most);
  if (most <= 0 || taken_.size() < count) return 0;
  return std::max<std::int64_t>(0, taken_[taken_.size() - count] + span_ms - now_ms);
}

}  // namespace budget
