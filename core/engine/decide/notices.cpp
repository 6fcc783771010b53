#include <algorithm>
#include <map>

#include "engine/decide/decision.h"
#include "engine/letters.h"

namespace budget {
namespace {

constexpr std::int64_t kLongestRetryMs = 24LL * 3600 * 1000;  // whatever a service asks for

/// When a letter is tried again after one more failure; nothing: it is dead.
std::optional<Instant> next_try(const Decision& decision, const ChannelRoute& channel,
                                int failures_before, std::int64_t asked_ms) {
  const auto step = static_cast<std::size_t>(failures_before);
  if (step >= channel.retry_ms.size()) return std::nullopt;
  const std::int64_t wait =
      std::max(channel.retry_ms[step], std::clamp<std::int64_t>(asked_ms, 0, kLongestRetryMs));
  return Instant(decision.now().ms() + wait);
}

LetterContent content_of(const Letter& letter) {
  return {letter.id, letter.person, letter.notices};
}

/// What waits for a channel that is gone becomes dead letters: it is in the list, not lost.
void bury(Decision& decision, const std::string& channel) {
  const std::string problem = "通道 " + channel + " 已不在配置中";
  std::map<PersonId, std::vector<NoticeId>> unwritten;
  for (const auto& [notice, route] : decision.state().routes) {
    for (const Destination& each : route) {
      if (each.channel == channel && each.letter == LetterId())
        unwritten[each.person].push_back(notice);
    }
  }
  for (auto& [person, notices] : unwritten) {
    decision.record(LetterFailed{
        channel, {decision.new_letter(), person, std::move(notices)}, problem, std::nullopt});
  }
  for (const auto& [id, letter] : decision.state().letters) {
    if (letter.channel == channel && !letter.is_dead)
      decision.record(LetterFailed{channel, content_of(letter), problem, std::nullopt});
  }
}

/// Errors: not_found.
Result<const Letter*> find_dead(const Decision& decision, LetterId id) {
  const auto found = decision.state().letters.find(id);
  if (found != decision.state().letters.end() && found->second.is_dead) return &found->second;
  return Error{ErrorCode::not_found,
               "expected to find dead letter " + std::to_string(id.value()) +
                   ", but there is none: it is unknown, was sent or was discarded",
               "budgetctl notice dead lists them"};
}

Result<void> check_channel(const Decision& decision, const std::string& channel) {
  if (find_channel(decision.state(), channel) != nullptr) return {};
  return Error{ErrorCode::not_found,
               "expected to find channel \"" + channel + "\", but there is none",
               "budgetctl channel list lists them"};
}

}  // namespace

Result<void> decide_on(Decision& decision, const DeployChannels& action) {
  const State& state = decision.state();
  if (state.channels == action.channels) return {};
  for (const ChannelRoute& before : state.channels) {
    if (std::ranges::find(action.channels, before.name, &ChannelRoute::name) ==
        action.channels.end())
      bury(decision, before.name);
  }
  decision.record(ChannelsDeployed{action.channels});
  return {};
}

Result<void> decide_on(Decision& decision, const FormLetters& action) {
  LettersFormed formed{action.channel, {}};
  for (const LetterContent& content : action.letters) {
    std::vector<NoticeId> open = still_open(decision.state(), action.channel, content);
    if (open.empty()) continue;
    formed.letters.push_back({decision.new_letter(), content.person, std::move(open)});
  }
  if (!formed.letters.empty()) decision.record(std::move(formed));
  return {};
}

Result<void> decide_on(Decision& decision, const ReportDelivered& action) {
  LettersDelivered delivered{action.channel, {}};
  for (const LetterContent& content : action.letters) {
    std::vector<NoticeId> open = still_open(decision.state(), action.channel, content);
    if (open.empty()) continue;
    delivered.letters.push_back({content.letter, content.person, std::move(open)});
  }
  if (!delivered.letters.empty()) decision.record(std::move(delivered));
  return {};
}

Result<void> decide_on(Decision& decision, const ReportUndelivered& action) {
  const ChannelRoute* channel = find_channel(decision.state(), action.channel);
  if (channel == nullptr) return {};
  for (const FailedLetter& failed : action.letters) {
    LetterContent content = failed.content;
    content.notices = still_open(decision.state(), action.channel, content);
    if (content.notices.empty()) continue;
    int failures = 0;
    if (content.letter == LetterId()) {
      content.letter = decision.new_letter();
    } else {
      const Letter& letter = decision.state().letters.at(content.letter);
      failures = letter.attempts;
      content = content_of(letter);
    }
    std::optional<Instant> next;
    if (!failed.is_final) next = next_try(decision, *channel, failures, failed.retry_after_ms);
    decision.record(LetterFailed{action.channel, std::move(content), failed.problem, next});
  }
  return {};
}

Result<void> decide_on(Decision& decision, const ReportChannelGone& action) {
  const State& state = decision.state();
  if (find_channel(state, action.channel) == nullptr || state.channels_off.contains(action.channel))
    return {};
  decision.record(ChannelTurnedOff{action.channel, action.problem});
  return {};
}

Result<void> decide_on(Decision& decision, const RetryDeadLetter& action) {
  const Letter& letter = *TRY(find_dead(decision, action.letter));
  if (find_channel(decision.state(), letter.channel) == nullptr) {
    return conflict("expected to send the letter by channel \"" + letter.channel +
                        "\", but it is not configured",
                    "add it to budgetd.toml again, and restart budgetd");
  }
  decision.record(LetterRevived{action.letter});
  return {};
}

Result<void> decide_on(Decision& decision, const DiscardDeadLetter& action) {
  TRY(find_dead(decision, action.letter));
  if (action.reason.find_first_not_of(" \t\r\n") == std::string::npos ||
      action.reason.size() > kLongestWords) {
    return invalid(
        "expected a reason of at most 4000 bytes for discarding a letter, but there is none or it "
        "is longer",
        "say how its people were told instead; it is kept in the log");
  }
  decision.record(LetterDiscarded{action.letter, action.reason});
  return {};
}

Result<void> decide_on(Decision& decision, const TestChannel& action) {
  TRY(check_channel(decision, action.channel));
  decision.record(ChannelTested{action.channel});
  return {};
}

Result<void> decide_on(Decision& decision, const EnableChannel& action) {
  TRY(check_channel(decision, action.channel));
  if (decision.state().channels_off.contains(action.channel))
    decision.record(ChannelTurnedOn{action.channel});
  return {};
}

}  // namespace budget
