#pragma once

#include "engine/state.h"

namespace budget {

// How notices, destinations and letters hang together. Used by apply and by the decisions.

[[nodiscard]] const ChannelRoute* find_channel(const State& state, const std::string& name);

/// Where a notice goes by the channels in use. A channel that keeps to people leaves out a notice
/// nobody gets; one that does not takes it all the same.
[[nodiscard]] std::vector<Destination> route_of(const State& state, const Notice& notice);

/// Gives the notices their way that had none when they were queued; those that no channel takes
/// leave the outbox.
void route_waiting(State& state);

/// The letter of this number, made when there is none; its notices know it from then on.
Letter& write_down(State& state, const std::string& channel, const LetterContent& content);

/// Takes the destination off the notices, because they arrived or need not any more; those that
/// have none left leave the outbox.
void deliver(State& state, const std::string& channel, const LetterContent& content);

/// Those of the notices that still have to go there in this letter, or in none when it is 0.
[[nodiscard]] std::vector<NoticeId> still_open(const State& state, const std::string& channel,
                                               const LetterContent& content);

}  // namespace budget
