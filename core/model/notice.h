#pragma once

#include <string>
#include <vector>

#include <budget/date.h>
#include <budget/ids.h>

namespace budget {

enum class NoticeTopic {
  your_turn,
  returned,
  reminder,
  overdue,
  node_result,
  closed,
  arranged,        ///< transferred, delegated, handed back, suspended …
  copied,          ///< for information
  urged,           ///< somebody asks for it
  deadline_moved,  ///< a calendar or a day of the year became known
  unstaffed,       ///< nobody can act on it
};

/// A message to people, waiting in the outbox until a channel has taken it. The id is its
/// idempotency key.
struct Notice {
  NoticeId id;
  InstanceId instance;
  NoticeTopic topic = NoticeTopic::your_turn;
  std::vector<PersonId> recipients;  ///< empty: nobody holds the role; still recorded
  std::string text;                  ///< one Chinese sentence
  int attempts = 0;
  Instant next_try;
  friend bool operator==(const Notice&, const Notice&) = default;
};

[[nodiscard]] const char* name_of(NoticeTopic topic) noexcept;

}  // namespace budget
