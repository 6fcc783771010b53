#pragma once

#include <cstdint>
#include <deque>

namespace budget {

/// At most so many requests in any second and in any minute. Stricter than a bucket of tokens,
/// which lets twice as many pass around the moment it is refilled: a robot that does not keep to
/// its minute is locked out for ten.
class Throttle {
 public:
  /// 0: no limit.
  Throttle(int per_second, int per_minute) : per_second_(per_second), per_minute_(per_minute) {}

  /// Takes one turn, or says how many milliseconds to wait for it. `now_ms` never runs backwards.
  [[nodiscard]] std::int64_t take(std::int64_t now_ms);

 private:
  [[nodiscard]] std::int64_t wait(std::int64_t now_ms, int most, std::int64_t span_ms) const;

  int per_second_;
  int per_minute_;
  std::deque<std::int64_t> taken_;  ///< as many as the larger limit needs
};

}  // namespace budget
