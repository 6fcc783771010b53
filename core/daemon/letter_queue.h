#pragma once

#include <map>
#include <optional>

#include "daemon/parcel.h"

namespace budget {

/// What one channel still has to send, and when. No thread and no clock of its own: `steady_ms`
/// never runs backwards and measures windows; `now` is the day's time, by which letters are tried
/// again.
class LetterQueue {
 public:
  /// Notices for the same person within the window travel together; 0: each at once and alone.
  explicit LetterQueue(std::int64_t window_ms) : window_ms_(window_ms) {}

  /// A notice in no letter yet. An urgent one closes its person's window.
  void gather(const PersonId& person, WaitingNotice notice, std::int64_t steady_ms);
  /// Is sent at its next_try.
  void add(Parcel parcel);
  /// Could not be tried: goes first the next time.
  void add_again(Parcel parcel);

  /// Takes the digests whose window is over; they are to be written down, then added.
  [[nodiscard]] std::vector<Parcel> take_formed(std::int64_t steady_ms);
  /// Takes the next one to send: urgent ones first, then in order.
  [[nodiscard]] std::optional<Parcel> take_due(Instant now);

  /// Until something can be taken; nothing: there is nothing.
  [[nodiscard]] std::optional<std::int64_t> wait_ms(Instant now, std::int64_t steady_ms) const;
  /// The notices that wait here.
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  struct Window {
    std::vector<WaitingNotice> notices;
    std::int64_t until_ms = 0;
  };
  struct Turn {
    bool is_later = false;  ///< not urgent
    std::int64_t order = 0;
    friend auto operator<=>(const Turn&, const Turn&) = default;
  };

  [[nodiscard]] Turn turn_of(const Parcel& parcel);

  std::int64_t window_ms_;
  std::int64_t last_order_ = 0;
  std::size_t size_ = 0;  ///< counted as they come and go: asked at every turn
  std::map<PersonId, Window> windows_;
  std::map<Turn, Parcel> ready_;
  std::multimap<Instant, Parcel> later_;
};

}  // namespace budget
