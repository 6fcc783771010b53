#include "daemon/channels.h"

#include <chrono>

#include "daemon/log_outlet.h"
#include "daemon/plugin_outlet.h"

namespace budget {
namespace {

constexpr std::size_t kOfficeDigits = 12;

std::int64_t steady_ms() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

std::unique_ptr<Outlet> make_outlet(const ChannelConfig& config, const ChannelParts& parts) {
  if (config.plugin.empty()) return std::make_unique<LogOutlet>(parts.logger);
  auto sender = std::make_shared<Sender>(  // shared: std::function copies its target
      Sender::Options{{config.timeout_s, config.allow_plain, config.proxy, config.ca_file},
                      config.folder},
      [secret = parts.secret, plugin = config.plugin](const std::string& key) {
        return secret(plugin, key);
      },
      parts.logger);
  return std::make_unique<PluginOutlet>(
      config.route.name, config.plugin, Throttle(config.quota.per_second, config.quota.per_minute),
      PluginOutlet::Parts{
          .catalog = parts.catalog,
          .clock = parts.clock,
          .people = parts.people,
          .steady_ms = steady_ms,
          .send = [sender](const plugin::Request& request) { return sender->send(request); }});
}

}  // namespace

std::unique_ptr<ChannelRunner> make_channel(const ChannelConfig& config,
                                            const ChannelParts& parts) {
  return std::make_unique<ChannelRunner>(
      ChannelRunner::Options{.channel = config.route.name,
                             .office = parts.office,
                             .digest_window_ms = std::int64_t{config.digest_window_s} * 1000,
                             .is_off = parts.state.channels_off.contains(config.route.name),
                             .each_person = config.route.each_person},
      parts.engine, parts.clock, make_outlet(config, parts), parts.logger);
}

Result<std::string> office_key(Queries& queries) {
  const std::vector<EventRow> first = TRY(queries.log({.limit = 1, .after = 0}));
  return first.empty() ? std::string("office") : first.front().hash.substr(0, kOfficeDigits);
}

}  // namespace budget
