#pragma once

#include <malloc.h>

#include <atomic>

namespace budget {

/// One export or import at a time, so that readers always find a worker free. At its end the system
/// has the memory back that a large file took in small pieces.
class LongTurn {
 public:
  /// `in_hand` null: nobody else is there.
  explicit LongTurn(std::atomic<bool>* in_hand)
      : in_hand_(in_hand), is_mine_(in_hand == nullptr || !in_hand->exchange(true)) {}
  LongTurn(const LongTurn&) = delete;
  LongTurn& operator=(const LongTurn&) = delete;
  ~LongTurn() {
    if (!is_mine_) return;
    malloc_trim(0);
    if (in_hand_ != nullptr) in_hand_->store(false);
  }
  [[nodiscard]] bool is_mine() const { return is_mine_; }

 private:
  std::atomic<bool>* in_hand_;
  bool is_mine_;
};

}  // namespace budget
