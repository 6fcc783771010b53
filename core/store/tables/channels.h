#pragma once

#include "engine/state.h"
#include "store/database.h"

namespace budget {

/// All channels and which are turned off, as the state has them.
void write_channels(Database& database, const State& after);

void write_letter(Database& database, const std::string& channel, const LetterContent& content,
                  Instant at);
/// Nothing for a letter that was never written down.
void write_delivered(Database& database, LetterId letter, Instant at);
void write_failed(Database& database, const LetterFailed& event, Instant at);
/// The letter's notices.
[[nodiscard]] std::vector<NoticeId> write_revived(Database& database, LetterId letter, Instant at);

/// Likewise.
[[nodiscard]] std::vector<NoticeId> write_discarded(Database& database, LetterId letter,
                                                    Instant at);

[[nodiscard]] std::vector<NoticeId> queued_notices(Database& database);

/// What read_letter() expects, in its order, of `letters`.
inline constexpr char kLetterColumns[] =
    "id, channel, person, notices, attempts, next_try_ms, problem, state, changed_at_ms";
[[nodiscard]] Letter read_letter(const Rows& rows);

void load_channels(Database& database, State& state);

}  // namespace budget
