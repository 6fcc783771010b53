#include "daemon/notice_runner.h"

#include <algorithm>

#include "http/metrics_text.h"

namespace budget {

void NoticeRunner::add_channel(std::unique_ptr<ChannelRunner> channel) {
  channels_.push_back(std::move(channel));
}

ChannelRunner* NoticeRunner::find(const std::string& channel) const {
  const auto found =
      std::ranges::find_if(channels_, [&](const auto& each) { return each->channel() == channel; });
  return found == channels_.end() ? nullptr : found->get();
}

void NoticeRunner::add(Errands errands) {
  for (auto& [destination, notice] : errands.notices) {
    if (ChannelRunner* channel = find(destination.channel))
      channel->add(destination.person, std::move(notice));
  }
  for (auto& [letter, notices] : errands.letters) {
    if (ChannelRunner* channel = find(letter.channel)) {
      channel->add(
          {letter.id, letter.person, std::move(notices), letter.attempts, letter.next_try});
    }
  }
  for (const std::string& name : errands.turned_on) {
    if (ChannelRunner* channel = find(name)) channel->turn_on();
  }
}

Result<Attempt> NoticeRunner::test(const std::string& channel, const PersonId& person,
                                   EventSeq asked) {
  ChannelRunner* found = find(channel);
  if (found != nullptr) return found->test(person, asked);
  return Error{ErrorCode::not_found,
               "expected the channel " + channel + " to run, but budgetd was started without it",
               "restart budgetd"};
}

void NoticeRunner::start() {
  for (const auto& channel : channels_)
    channel->start();
}

void NoticeRunner::stop() {
  for (const auto& channel : channels_)
    channel->stop();
}

std::vector<ChannelFigures> NoticeRunner::figures() const {
  std::vector<ChannelFigures> figures;
  for (const auto& channel : channels_)
    figures.push_back(channel->figures());
  return figures;
}

std::string NoticeRunner::metrics(const std::vector<ChannelRow>& rows) const {
  const std::vector<ChannelFigures> all = figures();
  MetricsText out;
  const auto each = [&](const char* name, const char* type, const char* help,
                        std::int64_t ChannelFigures::*figure) {
    out.metric(name, type, help);
    for (const ChannelFigures& channel : all) {
      out.sample(static_cast<std::uint64_t>(std::max<std::int64_t>(channel.*figure, 0)), "channel",
                 channel.channel);
    }
  };
  each("budgetd_letters_sent_total", "counter", "Letters that arrived, by channel.",
       &ChannelFigures::sent);
  each("budgetd_letters_failed_total", "counter", "Attempts to send that failed, by channel.",
       &ChannelFigures::failed);
  each("budgetd_channel_notices_waiting", "gauge", "Notices that wait for the channel.",
       &ChannelFigures::waiting);
  out.metric("budgetd_dead_letters", "gauge", "Letters that were given up, by channel.");
  for (const ChannelRow& row : rows)
    out.sample(static_cast<std::uint64_t>(row.dead), "channel", row.route.name);
  out.metric("budgetd_channel_off", "gauge", "1 when the channel's service turned it off.");
  for (const ChannelRow& row : rows)
    out.sample(row.is_off ? 1 : 0, "channel", row.route.name);
  return std::move(out).text();
}

}  // namespace budget
