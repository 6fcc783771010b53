#include "plugin_host/plugin_log.h"

#include <budget/text.h>

#include "plugin_host/words.h"

namespace budget {

PluginLog::PluginLog(const CallLimits& limits, Writer write)
    : limits_(limits),
      write_(std::move(write)),
      table_{sizeof(budget_host), BUDGET_ABI_MAJOR, BUDGET_ABI_MINOR, this, on_log} {}

void PluginLog::on_log(const budget_host* host, int32_t level, budget_bytes message) noexcept {
  try {
    static_cast<PluginLog*>(host->context)->take(level, view_of(message));
  } catch (...) {  // a line for which there is no memory is lost
  }
}

void PluginLog::take(std::int32_t level, std::string_view line) {
  const std::lock_guard lock(mutex_);
  if (lines_ == limits_.log_lines) {
    ++left_out_;
    return;
  }
  ++lines_;
  write_(log_level_of(level), readable(line, limits_.log_line_bytes));
}

void PluginLog::next_call() {
  const std::lock_guard lock(mutex_);
  if (left_out_ > 0)
    write_(LogLevel::warn, std::to_string(left_out_) + " more lines were left out");
  lines_ = 0;
  left_out_ = 0;
}

LogLevel log_level_of(std::int32_t level) {
  switch (level) {
    case BUDGET_LOG_DEBUG:
      return LogLevel::debug;
    case BUDGET_LOG_WARN:
      return LogLevel::warn;
    case BUDGET_LOG_ERROR:
      return LogLevel::error;
    default:
      return LogLevel::info;
  }
}

}  // namespace budget
