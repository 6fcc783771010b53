#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include <budget/logger.h>

#include "cli/terminal.h"
#include "plugin_host/plugin_registry.h"

namespace budget::cli {

/// Milliseconds one call of a plugin may take here; the configuration may say less.
constexpr std::int64_t kLongestCall = 600'000;

/// The plugins of a configuration in this program, for commands that need no daemon. What they log
/// goes nowhere: it reaches a person where it became a finding or a reason.
class LocalPlugins {
 public:
  /// Errors: invalid_input when the configuration cannot be used; its mistakes are printed.
  [[nodiscard]] static Result<std::unique_ptr<LocalPlugins>> open(const Terminal& terminal,
                                                                  const std::string& config);

  [[nodiscard]] PluginCatalog& catalog() { return registry_; }

 private:
  class NoLogger final : public Logger {
   public:
    void write(LogLevel, std::string_view, std::initializer_list<LogField>) override {}
  };

  LocalPlugins(std::vector<PluginEntry> entries, PluginRegistry::Options options)
      : registry_(std::move(entries), {}, std::move(options), logger_) {}

  NoLogger logger_;
  PluginRegistry registry_;
};

}  // namespace budget::cli
