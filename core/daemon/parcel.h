#pragma once

#include <string>
#include <vector>

#include "engine/engine_thread.h"

namespace budget {

/// What one channel sends in one go: a letter, or a notice that travels alone.
struct Parcel {
  LetterId letter;  ///< 0: not written down
  PersonId person;  ///< empty: the channel as a whole
  std::vector<WaitingNotice> notices;
  int attempts = 0;  ///< that failed
  Instant next_try;
  std::string title{};  ///< empty: as the topics have it

  [[nodiscard]] bool is_urgent() const;
  [[nodiscard]] LetterContent content() const;
};

/// The idempotency key of a parcel: the same whenever and however often the same notices go to the
/// same person on the same channel. `office` tells one installation's numbers from another's.
[[nodiscard]] std::string key_of(const Parcel& parcel, const std::string& office,
                                 const std::string& channel);

}  // namespace budget
