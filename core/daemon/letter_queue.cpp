#include "daemon/letter_queue.h"

#include <algorithm>

namespace budget {
namespace {

constexpr std::size_t kMostInDigest = 100;

}  // namespace

LetterQueue::Turn LetterQueue::turn_of(const Parcel& parcel) {
  return {!parcel.is_urgent(), ++last_order_};
}

void LetterQueue::gather(const PersonId& person, WaitingNotice notice, std::int64_t steady_ms) {
  if (window_ms_ == 0) return add({{}, person, {std::move(notice)}, 0, {}});
  Window& window = windows_[person];
  if (window.notices.empty()) window.until_ms = steady_ms + window_ms_;
  if (is_urgent(notice.notice.topic)) window.until_ms = steady_ms;
  window.notices.push_back(std::move(notice));
  ++size_;
}

void LetterQueue::add(Parcel parcel) {
  size_ += parcel.notices.size();
  // What was never tried is due, whatever the clock said when it was queued.
  if (parcel.attempts == 0) {
    const Turn turn = turn_of(parcel);
    ready_.emplace(turn, std::move(parcel));
  } else {
    const Instant at = parcel.next_try;
    later_.emplace(at, std::move(parcel));
  }
}

void LetterQueue::add_again(Parcel parcel) {
  size_ += parcel.notices.size();
  const Turn turn{!parcel.is_urgent(), -++last_order_};
  ready_.emplace(turn, std::move(parcel));
}

std::vector<Parcel> LetterQueue::take_formed(std::int64_t steady_ms) {
  std::vector<Parcel> formed;
  for (auto at = windows_.begin(); at != windows_.end();) {
    auto& [person, window] = *at;
    if (window.until_ms > steady_ms) {
      ++at;
      continue;
    }
    for (std::size_t from = 0; from < window.notices.size(); from += kMostInDigest) {
      const auto begin = window.notices.begin() + static_cast<std::ptrdiff_t>(from);
      const auto size = std::min(kMostInDigest, window.notices.size() - from);
      formed.push_back({{}, person, {begin, begin + static_cast<std::ptrdiff_t>(size)}, 0, {}});
    }
    size_ -= window.notices.size();
    at = windows_.erase(at);
  }
  return formed;
}

std::optional<Parcel> LetterQueue::take_due(Instant now) {
  while (!later_.empty() && later_.begin()->first <= now) {
    Parcel parcel = std::move(later_.extract(later_.begin()).mapped());
    const Turn turn = turn_of(parcel);
    ready_.emplace(turn, std::move(parcel));
  }
  if (ready_.empty()) return std::nullopt;
  Parcel parcel = std::move(ready_.extract(ready_.begin()).mapped());
  size_ -= parcel.notices.size();
  return parcel;
}

std::optional<std::int64_t> LetterQueue::wait_ms(Instant now, std::int64_t steady_ms) const {
  if (!ready_.empty()) return 0;
  std::optional<std::int64_t> wait;
  const auto sooner = [&wait](std::int64_t ms) {
    wait = std::max<std::int64_t>(0, std::min(ms, wait.value_or(ms)));
  };
  if (!later_.empty()) sooner(later_.begin()->first.ms() - now.ms());
  for (const auto& [person, window] : windows_)
    sooner(window.until_ms - steady_ms);
  return wait;
}

}  // namespace budget
