#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/queries/page.h"
#include "engine/state.h"

namespace budget {

struct NoticeFilter {
  std::optional<Sight> sight;  ///< about instances within it only; without: everything
  std::optional<InstanceId> instance;
};

struct NoticeRow {
  Notice data;
  std::vector<std::string> recipient_names;  ///< in the order of data.recipients
  Instant queued_at;
  std::string state;  ///< "queued", "delivered", "given_up"
  std::string channel;
  std::string problem;
};

/// A dead letter.
struct LetterRow {
  Letter data;
  std::string person_name;         ///< empty: the channel as a whole
  std::vector<std::string> texts;  ///< of its notices
};

struct ChannelRow {
  ChannelRoute route;
  bool is_off = false;
  std::string problem;  ///< why it is off
  int waiting = 0;      ///< notices that still have to go there
  int dead = 0;         ///< dead letters
};

}  // namespace budget
