#include "config/channel_config.h"

#include <algorithm>

#include "config/toml_reader.h"

namespace budget {
namespace {

constexpr Range kWindowsS = {0, 24 * 3600};
constexpr Range kRetriesS = {1, 7 * 24 * 3600};
constexpr Range kCallTimeoutsS = {1, 600};
constexpr Range kPerMinute = {0, 60'000};
constexpr Range kPerSecond = {0, 1'000};
constexpr std::size_t kMostRetries = 20;

constexpr NoticeTopic kTopics[] = {
    NoticeTopic::your_turn,      NoticeTopic::returned,    NoticeTopic::reminder,
    NoticeTopic::overdue,        NoticeTopic::node_result, NoticeTopic::closed,
    NoticeTopic::arranged,       NoticeTopic::copied,      NoticeTopic::urged,
    NoticeTopic::deadline_moved, NoticeTopic::unstaffed};

std::string quoted_topics() {
  std::string all;
  for (const NoticeTopic topic : kTopics)
    all += (all.empty() ? "\"" : ", \"") + std::string(name_of(topic)) + "\"";
  return all;
}

void read_topics(TableReader& table, ChannelRoute& route) {
  const std::vector<std::string> names = table.texts_if_any("topics");
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto* found = std::ranges::find_if(
        kTopics, [&](NoticeTopic topic) { return names[i] == name_of(topic); });
    if (found == std::end(kTopics)) {
      table.report("config.value", "topics[" + std::to_string(i) + "]",
                   "expected one of " + quoted_topics() + ", but there is \"" + names[i] + "\"");
    } else {
      route.topics.push_back(*found);
    }
  }
}

void read_retries(TableReader& table, ChannelRoute& route) {
  if (!table.asks("retry_s")) return;
  route.retry_ms.clear();
  for (const int seconds : table.integers("retry_s", kRetriesS))
    route.retry_ms.push_back(std::int64_t{seconds} * 1000);
  if (route.retry_ms.size() > kMostRetries) {
    table.report("config.range", "retry_s",
                 "expected at most " + std::to_string(kMostRetries) + " times, but there are " +
                     std::to_string(route.retry_ms.size()));
  }
}

void read_quota(TableReader& table, Quota& quota) {
  quota.per_minute = table.integer_or("per_minute", kPerMinute, 0);
  quota.per_second = table.integer_or("per_second", kPerSecond, 0);
}

ChannelConfig read_channel(TableReader& table, const std::filesystem::path& folder) {
  const auto path = [&](const char* key) {
    const std::string text = table.text_or(key, "");
    return text.empty() ? std::filesystem::path() : (folder / text).lexically_normal();
  };
  ChannelConfig channel;
  channel.route.name = table.id<RoleId>("name").text();
  channel.route.retry_ms = default_retry_ms();
  channel.plugin = table.id<RoleId>("plugin").text();
  read_topics(table, channel.route);
  for (std::string& role : table.texts_if_any("roles"))
    channel.route.roles.emplace_back(std::move(role));
  channel.route.only_urgent = table.flag_or("only_urgent", false);
  if (table.asks("letters"))
    channel.route.each_person = table.one_of("letters", {"person", "channel"}) == 0;
  channel.digest_window_s = table.integer_or("digest_window_s", kWindowsS, channel.digest_window_s);
  read_retries(table, channel.route);
  table.table_if_any("quota", [&](TableReader& t) { read_quota(t, channel.quota); });
  channel.timeout_s = table.integer_or("timeout_s", kCallTimeoutsS, channel.timeout_s);
  channel.allow_plain = table.flag_or("allow_plain", false);
  channel.proxy = table.text_or("proxy", "");
  channel.ca_file = path("ca_file");
  channel.folder = path("folder");
  return channel;
}

}  // namespace

const std::vector<std::int64_t>& default_retry_ms() {
  static const std::vector<std::int64_t> kRetries = {30'000, 120'000, 600'000, 3'600'000,
                                                     21'600'000};
  return kRetries;
}

ChannelConfig log_channel_config() {
  ChannelConfig channel;
  channel.route.name = "log";
  channel.route.each_person = false;
  channel.route.retry_ms = default_retry_ms();
  channel.digest_window_s = 0;
  return channel;
}

void read_channels(TableReader& root, const std::filesystem::path& folder,
                   std::vector<ChannelConfig>& channels) {
  root.tables_if_any("channels", [&](TableReader& table) {
    ChannelConfig channel = read_channel(table, folder);
    const auto same = std::ranges::find_if(
        channels, [&](const ChannelConfig& each) { return each.route.name == channel.route.name; });
    if (same != channels.end() && !channel.route.name.empty()) {
      table.report("config.duplicate", "name",
                   "expected every name once, but this one was used before", channel.route.name);
    }
    channels.push_back(std::move(channel));
  });
}

}  // namespace budget
