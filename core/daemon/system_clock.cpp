#include "daemon/system_clock.h"

#include <chrono>
#include <cstdint>

namespace budget {
namespace {

constexpr std::int64_t kJumpMs = 60'000;  // less than this is a clock being set right

std::int64_t ms_of(auto since) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(since).count();
}

}  // namespace

Instant SystemClock::now() const {
  const std::int64_t now_ms = ms_of(std::chrono::system_clock::now().time_since_epoch());
  const std::int64_t ahead_ms = now_ms - ms_of(std::chrono::steady_clock::now().time_since_epoch());
  std::int64_t before_ms = ahead_ms_.load(std::memory_order_relaxed);
  const bool is_first = before_ms == kUnknown;
  const std::int64_t jump_ms = is_first ? 0 : ahead_ms - before_ms;
  const bool is_jump = jump_ms > kJumpMs || jump_ms < -kJumpMs;
  // Whoever notices first tells it.
  if ((is_first || is_jump) &&
      ahead_ms_.compare_exchange_strong(before_ms, ahead_ms, std::memory_order_relaxed) &&
      is_jump) {
    logger_.write(LogLevel::warn, "clock_jumped",
                  {{"by_s", jump_ms / 1000}, {"now", Instant(now_ms).to_text()}});
  }
  return Instant(now_ms);
}

}  // namespace budget
