#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "model/channel.h"

namespace budget {

class TableReader;

/// At most so many requests; 0: no limit.
struct Quota {
  int per_minute = 0;
  int per_second = 0;
  friend bool operator==(const Quota&, const Quota&) = default;
};

/// One [[channels]] of budgetd.toml: a way to reach people. Every key is told in
/// config/budgetd.toml.
struct ChannelConfig {
  ChannelRoute route;        ///< what decisions need of it
  std::string plugin;        ///< an entry of [[plugins]]; empty: budgetd's own lines in the log
  int digest_window_s = 60;  ///< what comes within it travels together; 0: at once
  Quota quota;
  int timeout_s = 30;             ///< of one request
  bool allow_plain = false;       ///< unencrypted to other machines
  std::string proxy;              ///< "http://proxy.example:3128"; empty: none
  std::filesystem::path ca_file;  ///< trusted authorities; empty: the system's
  std::filesystem::path folder;   ///< where files are written; empty: nowhere
  friend bool operator==(const ChannelConfig&, const ChannelConfig&) = default;
};

/// 30 s, 2 min, 10 min, 1 h, 6 h.
[[nodiscard]] const std::vector<std::int64_t>& default_retry_ms();

/// What there is when no [[channels]] is written: lines in the log.
[[nodiscard]] ChannelConfig log_channel_config();

/// Reads all of [[channels]]; relative paths count from `folder`.
void read_channels(TableReader& root, const std::filesystem::path& folder,
                   std::vector<ChannelConfig>& channels);

}  // namespace budget
