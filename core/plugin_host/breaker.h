#pragma once

#include <chrono>
#include <deque>
#include <string>

namespace budget {

/// Keeps a plugin that fails from being called: after a fault it rests a while, after three within
/// an hour it is put aside. Pure: the moment is a parameter.
class Breaker {
 public:
  using Moment = std::chrono::steady_clock::time_point;

  static constexpr int kMostFaults = 3;
  static constexpr std::chrono::hours kWithin{1};
  static constexpr std::chrono::seconds kFirstRest{1};  ///< then ten times as long each time

  /// Whether a call may be made now.
  [[nodiscard]] bool is_closed(Moment now) const { return now >= rests_until_; }
  [[nodiscard]] std::chrono::milliseconds rests_for(Moment now) const;
  /// Counts a fault. True: it was one too many.
  [[nodiscard]] bool note_fault(Moment now);
  void forget() { *this = Breaker(); }

 private:
  std::deque<Moment> faults_;
  Moment rests_until_ = Moment::min();
};

}  // namespace budget
