#pragma once

#include <filesystem>
#include <mutex>
#include <string>
#include <vector>

#include <budget/logger.h>

#include "engine/plugin_catalog.h"
#include "plugin_host/plugin_attempt.h"
#include "support/temporary_folder.h"

namespace budget::test {

/// The build's own plugins for tests.
std::filesystem::path built_plugin(const std::string& name);

/// A folder with copies of built plugins, which tests may spoil.
class PluginFolder {
 public:
  PluginFolder() = default;
  [[nodiscard]] const std::filesystem::path& path() const { return folder_.path(); }
  /// Copies library and manifest, under another name if one is given; the library's path.
  std::filesystem::path take(const std::string& name, std::string as = {}) const;
  void write(const std::string& name, std::string_view text) const;
  [[nodiscard]] std::string read(const std::string& name) const;
  [[nodiscard]] PluginPlaces places() const;

 private:
  TemporaryFolder folder_;
};

/// Keeps the lines: "error plugin_fault name=echo why=...".
class KeptLog final : public Logger {
 public:
  void write(LogLevel level, std::string_view event,
             std::initializer_list<LogField> fields) override;
  [[nodiscard]] std::vector<std::string> lines() const;
  [[nodiscard]] std::size_t count(std::string_view part) const;

 private:
  mutable std::mutex mutex_;
  std::vector<std::string> lines_;
};

PluginCall check_call(std::string payload, std::int64_t budget_ms = 10'000);

}  // namespace budget::test
