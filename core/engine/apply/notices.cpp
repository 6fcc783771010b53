#include <algorithm>
#include <utility>

#include "engine/apply/applier.h"
#include "engine/letters.h"

namespace budget {

void Applier::operator()(const NoticeQueued& event) {
  state_.last_notice = std::max(state_.last_notice, event.notice.id);
  std::vector<Destination> route = route_of(state_, event.notice);
  if (route.empty() && !state_.channels.empty()) return;  // no channel takes it
  state_.outbox[event.notice.id] = event.notice;
  if (!route.empty()) state_.routes[event.notice.id] = std::move(route);
}

void Applier::operator()(const NoticesDelivered& event) {
  for (const NoticeId id : event.notices)
    state_.outbox.erase(id);
}

void Applier::operator()(const NoticeFailed& event) {
  if (!event.next_try) {
    state_.outbox.erase(event.notice);
    return;
  }
  Notice& notice = state_.outbox.at(event.notice);
  ++notice.attempts;
  notice.next_try = *event.next_try;
}

void Applier::operator()(const ChannelsDeployed& event) {
  state_.channels = event.channels;
  route_waiting(state_);
}

void Applier::operator()(const LettersFormed& event) {
  for (const LetterContent& content : event.letters)
    write_down(state_, event.channel, content).next_try = envelope_.at;
}

void Applier::operator()(const LettersDelivered& event) {
  for (const LetterContent& content : event.letters)
    deliver(state_, event.channel, content);
}

void Applier::operator()(const LetterFailed& event) {
  Letter& letter = write_down(state_, event.channel, event.letter);
  ++letter.attempts;
  letter.problem = event.problem;
  letter.changed_at = envelope_.at;
  letter.is_dead = !event.next_try.has_value();
  if (event.next_try) letter.next_try = *event.next_try;
  for (const NoticeId id : event.letter.notices) {
    const auto notice = state_.outbox.find(id);
    if (notice == state_.outbox.end()) continue;
    ++notice->second.attempts;
    if (event.next_try) notice->second.next_try = *event.next_try;
  }
}

void Applier::operator()(const LetterRevived& event) {
  Letter& letter = state_.letters.at(event.letter);
  letter.is_dead = false;
  letter.attempts = 0;
  letter.next_try = envelope_.at;
  letter.changed_at = envelope_.at;
}

void Applier::operator()(const LetterDiscarded& event) {
  const Letter letter = state_.letters.at(event.letter);
  deliver(state_, letter.channel, {letter.id, letter.person, letter.notices});
}

void Applier::operator()(const ChannelTested&) {}

void Applier::operator()(const ChannelTurnedOff& event) {
  state_.channels_off[event.channel] = event.problem;
}

void Applier::operator()(const ChannelTurnedOn& event) {
  state_.channels_off.erase(event.channel);
}

}  // namespace budget
