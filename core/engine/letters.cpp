#include "engine/letters.h"

#include <algorithm>

namespace budget {
namespace {

Destination* find_destination(std::vector<Destination>& route, const std::string& channel,
                              const PersonId& person) {
  const auto found = std::ranges::find_if(route, [&](const Destination& each) {
    return each.channel == channel && each.person == person;
  });
  return found == route.end() ? nullptr : &*found;
}

bool takes(const ChannelRoute& channel, const Notice& notice) {
  if (channel.only_urgent && !is_urgent(notice.topic)) return false;
  return channel.topics.empty() || std::ranges::count(channel.topics, notice.topic) > 0;
}

}  // namespace

const ChannelRoute* find_channel(const State& state, const std::string& name) {
  const auto found = std::ranges::find(state.channels, name, &ChannelRoute::name);
  return found == state.channels.end() ? nullptr : &*found;
}

std::vector<Destination> route_of(const State& state, const Notice& notice) {
  std::vector<Destination> route;
  for (const ChannelRoute& channel : state.channels) {
    if (!takes(channel, notice)) continue;
    std::vector<PersonId> people;
    for (const PersonId& person : notice.recipients) {
      if (channel.roles.empty() || state.directory.holds_any(person, channel.roles))
        people.push_back(person);
    }
    if (channel.each_person) {
      for (const PersonId& person : people)
        route.push_back({channel.name, person, {}});
    } else if (channel.roles.empty() || !people.empty()) {
      route.push_back({channel.name, {}, {}});
    }
  }
  return route;
}

void route_waiting(State& state) {
  if (state.channels.empty()) return;
  for (auto at = state.outbox.begin(); at != state.outbox.end();) {
    if (!state.routes.contains(at->first)) {
      std::vector<Destination> route = route_of(state, at->second);
      if (route.empty()) {
        at = state.outbox.erase(at);
        continue;
      }
      state.routes[at->first] = std::move(route);
    }
    ++at;
  }
}

Letter& write_down(State& state, const std::string& channel, const LetterContent& content) {
  state.last_letter = std::max(state.last_letter, content.letter);
  Letter& letter = state.letters[content.letter];
  if (letter.id == content.letter) return letter;
  letter.id = content.letter;
  letter.channel = channel;
  letter.person = content.person;
  letter.notices = content.notices;
  for (const NoticeId notice : content.notices) {
    const auto route = state.routes.find(notice);
    if (route == state.routes.end()) continue;
    if (Destination* open = find_destination(route->second, channel, content.person))
      open->letter = content.letter;
  }
  return letter;
}

void deliver(State& state, const std::string& channel, const LetterContent& content) {
  state.letters.erase(content.letter);
  for (const NoticeId notice : content.notices) {
    const auto route = state.routes.find(notice);
    if (route == state.routes.end()) continue;
    std::erase_if(route->second, [&](const Destination& each) {
      return each.channel == channel && each.person == content.person;
    });
    if (!route->second.empty()) continue;
    state.routes.erase(route);
    state.outbox.erase(notice);
  }
}

std::vector<NoticeId> still_open(const State& state, const std::string& channel,
                                 const LetterContent& content) {
  std::vector<NoticeId> open;
  for (const NoticeId notice : content.notices) {
    const auto route = state.routes.find(notice);
    if (route == state.routes.end()) continue;
    const bool waits = std::ranges::any_of(route->second, [&](const Destination& each) {
      return each.channel == channel && each.person == content.person &&
             each.letter == content.letter;
    });
    if (waits) open.push_back(notice);
  }
  return open;
}

}  // namespace budget
