#include "config/config_file.h"

#include <algorithm>

#include "config/load_file.h"
#include "config/toml_reader.h"

namespace budget {
namespace {

constexpr Range kPorts = {0, 65'535};
constexpr Range kBodyLimitsKib = {1, 1024 * 1024};
constexpr Range kTimeoutsS = {1, 24 * 3600};
constexpr Range kConnections = {1, 100'000};
constexpr Range kQueues = {1, 1'000'000};
constexpr Range kGroups = {1, 100'000};
constexpr Range kParkedS = {1, 3600};
constexpr Range kBudgetsMs = {10, 10 * 60 * 1000};
constexpr Range kMemoryMib = {32, 64 * 1024};
constexpr std::size_t kLongestSocketPath = 107;  // sockaddr_un, without its closing zero

constexpr LogLevel kLogLevels[] = {LogLevel::debug, LogLevel::info, LogLevel::warn,
                                   LogLevel::error};

std::filesystem::path folder_of(const std::filesystem::path& file) {
  std::error_code unknown;  // no current folder: the path stays as it is
  const std::filesystem::path absolute = std::filesystem::absolute(file, unknown);
  return (unknown ? file : absolute).parent_path();
}

/// Reads over the defaults, section by section; what the file leaves out stays.
class ConfigReader {
 public:
  ConfigReader(const std::filesystem::path& file, Configuration& config)
      : folder_(folder_of(file)), config_(config) {
    config_.storage.database = resolved("../.run/budgetd.db");
    config_.files = {.organisation = resolved("organisation.toml"),
                     .workflows = resolved("../workflows"),
                     .rule_sets = resolved("rulesets"),
                     .calendars = resolved("calendars"),
                     .plugins = {}};
  }

  void read(TableReader& root) {
    root.table_if_any("storage", [&](TableReader& t) {
      read_needed_path(t, "database", config_.storage.database);
    });
    root.table_if_any("http", [&](TableReader& t) { read_http(t, config_.http); });
    root.table_if_any("engine", [&](TableReader& t) { read_engine(t, config_.engine); });
    root.table_if_any("log", [&](TableReader& t) { read_log(t, config_.log); });
    root.table_if_any("files", [&](TableReader& t) { read_files(t, config_.files); });
    root.table_if_any("notices", [&](TableReader& t) {
      config_.notices.channel =
          t.choice_or("channel", {NoticeRoute::log, NoticeRoute::none}, config_.notices.channel);
    });
    read_channels(root, folder_, config_.channels);
    root.tables_if_any("plugins", [&](TableReader& t) { read_plugin(t); });
  }

 private:
  [[nodiscard]] std::filesystem::path resolved(const std::string& text) const {
    return text.empty() ? std::filesystem::path() : (folder_ / text).lexically_normal();
  }

  void read_needed_path(TableReader& table, const char* key, std::filesystem::path& path) const {
    if (table.asks(key)) path = resolved(table.filled_text(key));
  }

  void read_http(TableReader& table, Configuration::Http& http) const {
    if (table.asks("address")) {
      http.address = table.text("address");
      if (http.address != "127.0.0.1" && http.address != "::1") {
        table.report("config.value", "address",
                     "expected the loopback address 127.0.0.1 or ::1, but there is \"" +
                         http.address + "\"; put a web server with TLS in front to serve others");
      }
    }
    http.port = table.integer_or("port", kPorts, http.port);
    http.unix_socket = resolved(table.text_or("unix_socket", ""));
    if (http.unix_socket.string().size() > kLongestSocketPath) {
      table.report("config.range", "unix_socket",
                   "expected a path of at most " + std::to_string(kLongestSocketPath) +
                       " bytes, but it has " + std::to_string(http.unix_socket.string().size()) +
                       "; choose a shorter one",
                   http.unix_socket.string());
    }
    http.body_limit_kib = table.integer_or("body_limit_kib", kBodyLimitsKib, http.body_limit_kib);
    http.idle_timeout_s = table.integer_or("idle_timeout_s", kTimeoutsS, http.idle_timeout_s);
    http.connections = table.integer_or("connections", kConnections, http.connections);
  }

  static void read_engine(TableReader& table, Configuration::Engine& engine) {
    engine.queue = table.integer_or("queue", kQueues, engine.queue);
    engine.group = table.integer_or("group", kGroups, engine.group);
    engine.parked_s = table.integer_or("parked_s", kParkedS, engine.parked_s);
  }

  void read_log(TableReader& table, Configuration::Log& log) const {
    if (table.asks("level"))
      log.level = kLogLevels[table.one_of("level", {"debug", "info", "warn", "error"})];
    log.file = resolved(table.text_or("file", ""));
  }

  void read_files(TableReader& table, Configuration::Files& files) const {
    read_needed_path(table, "organisation", files.organisation);
    read_needed_path(table, "workflows", files.workflows);
    read_needed_path(table, "rule_sets", files.rule_sets);
    read_needed_path(table, "calendars", files.calendars);
    files.plugins = resolved(table.text_or("plugins", ""));
  }

  void read_plugin(TableReader& table) const {
    PluginEntry plugin;
    plugin.name = table.id<std::string>("name");
    const auto is_same = [&](const PluginEntry& other) { return other.name == plugin.name; };
    if (!plugin.name.empty() && std::ranges::any_of(config_.plugins, is_same)) {
      table.report("config.duplicate", "name",
                   "expected a name of its own for every plugin, but \"" + plugin.name +
                       "\" is another's; choose a different one");
    }
    plugin.file = table.filled_text("file");
    plugin.id = table.text_or("id", "");
    plugin.room = table.choice_or("room", {PluginRoom::inside, PluginRoom::isolated}, plugin.room);
    plugin.stage = table.choice_or("stage", {PluginWish::active, PluginWish::shadow}, plugin.stage);
    plugin.budget_ms = table.integer_or("budget_ms", kBudgetsMs, plugin.budget_ms);
    plugin.memory_mib = table.integer_or("memory_mib", kMemoryMib, plugin.memory_mib);
    plugin.allow_drafts = table.flag_or("allow_drafts", plugin.allow_drafts);
    plugin.options = table.free_table_if_any("options");
    plugin.folder = folder_.string();
    config_.plugins.push_back(std::move(plugin));
  }

  std::filesystem::path folder_;
  Configuration& config_;
};

}  // namespace

const char* name_of(NoticeRoute value) noexcept {
  return value == NoticeRoute::log ? "log" : "none";
}

std::vector<ChannelConfig> channels_of(const Configuration& configuration) {
  if (!configuration.channels.empty()) return configuration.channels;
  if (configuration.notices.channel == NoticeRoute::none) return {};
  return {log_channel_config()};
}

Loaded<Configuration> read_config(std::string_view text, const std::filesystem::path& file) {
  Loaded<Configuration> loaded{.value = {}, .report = SourceReport(file.string())};
  ConfigReader reader(file, loaded.value);
  read_toml(text, loaded.report, [&](TableReader& root) { reader.read(root); });
  return loaded;
}

Loaded<Configuration> load_config_file(const std::filesystem::path& path) {
  return load_file<Configuration>(path, read_config);
}

}  // namespace budget
