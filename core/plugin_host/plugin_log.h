#pragma once

#include <functional>
#include <mutex>
#include <string>

#include <budget/logger.h>
#include <budget/plugin.h>

#include "plugin_host/call_limits.h"

namespace budget {

/// The host as a plugin sees it: a way to the log, where long lines are cut and floods thinned.
class PluginLog {
 public:
  using Writer = std::function<void(LogLevel, const std::string&)>;

  /// `write` is called from any thread of the plugin, never two at once.
  PluginLog(const CallLimits& limits, Writer write);
  PluginLog(const PluginLog&) = delete;
  PluginLog& operator=(const PluginLog&) = delete;
  ~PluginLog() = default;

  [[nodiscard]] const budget_host* table() const { return &table_; }
  void take(std::int32_t level, std::string_view line);
  /// Between two calls: the lines left out are told, and as many again are taken.
  void next_call();

 private:
  static void on_log(const budget_host* host, int32_t level, budget_bytes message) noexcept;

  const CallLimits& limits_;
  Writer write_;
  budget_host table_;
  std::mutex mutex_;
  std::size_t lines_ = 0;
  std::size_t left_out_ = 0;
};

[[nodiscard]] LogLevel log_level_of(std::int32_t level);

}  // namespace budget
