#pragma once

#include "engine/state.h"
#include "store/database.h"

namespace budget {

void write_notice(Database& database, const Notice& notice, Instant queued_at, const State& after);
void write_outcome(Database& database, const NoticesDelivered& event);
void write_outcome(Database& database, const NoticeFailed& event);

/// Where a notice of the outbox still has to go; "delivered" or "no_channel" when it has left it.
/// `channel`: the one that took it last; empty: none did now.
void write_state(Database& database, NoticeId id, const State& after, const char* when_gone,
                 const std::string& channel);

/// What read_notice() expects, in its order, of `notices`.
inline constexpr char kNoticeColumns[] =
    "id, instance, topic, recipients, text, attempts, next_try_ms";
inline constexpr int kNoticeColumnCount = 7;
[[nodiscard]] Notice read_notice(const Rows& rows);

void load_outbox(Database& database, State& state);

}  // namespace budget
