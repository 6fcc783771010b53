#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <budget/logger.h>

#include "config/channel_config.h"
#include "config/source_report.h"
#include "engine/plugin_entry.h"

namespace budget {

/// Where notices go when there are no [[channels]]. log: one line each in the log; none: they wait
/// in the outbox.
enum class NoticeRoute { log, none };

/// budgetd.toml. Every option, its default and its unit are told in config/budgetd.toml, whose
/// values these are. Paths are absolute; those in the file count from its folder. An empty path
/// means none.
struct Configuration {
  struct Storage {
    std::filesystem::path database;
    friend bool operator==(const Storage&, const Storage&) = default;
  } storage;
  struct Http {
    std::string address = "127.0.0.1";
    int port = 8480;
    std::filesystem::path unix_socket;
    int body_limit_kib = 8192;
    int idle_timeout_s = 60;
    int connections = 1024;
    friend bool operator==(const Http&, const Http&) = default;
  } http;
  struct Engine {
    int queue = 10'000;
    int group = 1'000;
    int parked_s = 60;
    friend bool operator==(const Engine&, const Engine&) = default;
  } engine;
  struct Log {
    LogLevel level = LogLevel::info;
    std::filesystem::path file;
    friend bool operator==(const Log&, const Log&) = default;
  } log;
  struct Files {
    std::filesystem::path organisation;
    std::filesystem::path workflows;
    std::filesystem::path rule_sets;
    std::filesystem::path calendars;
    std::filesystem::path plugins;  ///< empty: the folder budgetd came with
    friend bool operator==(const Files&, const Files&) = default;
  } files;
  struct Notices {
    NoticeRoute channel = NoticeRoute::log;
    friend bool operator==(const Notices&, const Notices&) = default;
  } notices;
  std::vector<ChannelConfig> channels;  ///< as written
  std::vector<PluginEntry> plugins;     ///< in the order of the file; names are distinct
  friend bool operator==(const Configuration&, const Configuration&) = default;
};

[[nodiscard]] const char* name_of(NoticeRoute value) noexcept;

/// The channels in use: those written, else what [notices] says.
[[nodiscard]] std::vector<ChannelConfig> channels_of(const Configuration& configuration);

/// `file` names the text in findings; its folder is what relative paths count from.
[[nodiscard]] Loaded<Configuration> read_config(std::string_view text,
                                                const std::filesystem::path& file);
[[nodiscard]] Loaded<Configuration> load_config_file(const std::filesystem::path& path);

}  // namespace budget
