#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/notice.h"

namespace budget {

/// What decisions need of a channel's configuration: which notices go its way, and how often a
/// letter is tried.
struct ChannelRoute {
  std::string name;
  std::vector<NoticeTopic> topics;  ///< empty: all of them
  std::vector<RoleId> roles;        ///< only to people who hold one of these; empty: to everybody
  bool only_urgent = false;
  bool each_person = true;             ///< a letter for each person; else one for the channel
  std::vector<std::int64_t> retry_ms;  ///< after the first, second … failure; then it is dead
  friend bool operator==(const ChannelRoute&, const ChannelRoute&) = default;
};

/// Where a notice still has to go.
struct Destination {
  std::string channel;
  PersonId person;  ///< empty: the channel as a whole
  LetterId letter;  ///< the letter it travels in; 0: none has been written down yet
  friend bool operator==(const Destination&, const Destination&) = default;
};

/// Notices for somebody, or for a channel as a whole, together.
struct LetterContent {
  LetterId letter;  ///< 0: not written down
  PersonId person;  ///< empty: the channel as a whole
  std::vector<NoticeId> notices;
  friend bool operator==(const LetterContent&, const LetterContent&) = default;
};

/// Notices that travel together: to one person on one channel, or to the channel as a whole.
///
/// A single notice that goes out at the first attempt is never written down as a letter; a digest
/// is before it is sent, and whatever failed is afterwards.
struct Letter {
  LetterId id;
  std::string channel;
  PersonId person;
  std::vector<NoticeId> notices;  ///< never changes
  int attempts = 0;               ///< that failed
  Instant next_try;
  std::string problem;   ///< of the last attempt
  bool is_dead = false;  ///< given up: a dead letter, until somebody has it tried again
  Instant changed_at;
  friend bool operator==(const Letter&, const Letter&) = default;
};

/// Whether a topic may not wait for a digest.
[[nodiscard]] bool is_urgent(NoticeTopic topic) noexcept;
/// "轮到您办理"
[[nodiscard]] const char* title_of(NoticeTopic topic) noexcept;

}  // namespace budget
