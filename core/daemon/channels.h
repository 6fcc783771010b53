#pragma once

#include "config/channel_config.h"
#include "daemon/address_book.h"
#include "daemon/notice_runner.h"
#include "engine/plugin_catalog.h"
#include "engine/queries.h"

namespace budget {

/// What the channels are made of.
struct ChannelParts {
  EngineThread& engine;
  const State& state;
  const Clock& clock;
  PluginCatalog& catalog;
  const AddressBook& people;
  /// The secret behind an option of a plugin.
  std::function<Result<std::string>(const std::string& plugin, const std::string& key)> secret;
  Logger& logger;
  std::string office;
};

/// The runner of one configured channel with its way out.
[[nodiscard]] std::unique_ptr<ChannelRunner> make_channel(const ChannelConfig& config,
                                                          const ChannelParts& parts);

/// What tells this installation from every other, for keys: the beginning of its first event's
/// hash. Errors: unavailable.
[[nodiscard]] Result<std::string> office_key(Queries& queries);

}  // namespace budget
