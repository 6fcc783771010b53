#include "unit/plugin_host/plugin_folder.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include <budget/plugin.h>

namespace budget::test {

namespace fs = std::filesystem;

namespace {

fs::path build_folder() {
  const char* bin = std::getenv("BUDGET_BIN_DIR");
  if (bin == nullptr) throw std::logic_error("expected BUDGET_BIN_DIR; run the test with ctest");
  return fs::path(bin).parent_path();
}

}  // namespace

fs::path built_plugin(const std::string& name) {
  return build_folder() / "test_plugins" / (name + ".so");
}

fs::path PluginFolder::take(const std::string& name, std::string as) const {
  if (as.empty()) as = name;
  const fs::path source = built_plugin(name);
  fs::copy_file(source, path() / (as + ".so"), fs::copy_options::overwrite_existing);
  fs::copy_file(fs::path(source).replace_extension(".json"), path() / (as + ".json"),
                fs::copy_options::overwrite_existing);
  return path() / (as + ".so");
}

void PluginFolder::write(const std::string& name, std::string_view text) const {
  fs::create_directories((path() / name).parent_path());
  std::ofstream(path() / name, std::ios::binary) << text;
}

std::string PluginFolder::read(const std::string& name) const {
  std::ifstream file(path() / name, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

PluginPlaces PluginFolder::places() const {
  return {.folder = path(),
          .shipped_folder = path(),
          .room_program = build_folder() / "bin/budget-plugin-host"};
}

void KeptLog::write(LogLevel level, std::string_view event,
                    std::initializer_list<LogField> fields) {
  constexpr const char* kLevels[] = {"debug", "info", "warn", "error"};
  std::string line = std::string(kLevels[static_cast<int>(level)]) + " " + std::string(event);
  for (const LogField& field : fields)
    line += " " + std::string(field.name) + "=" + field.value;
  const std::lock_guard lock(mutex_);
  lines_.push_back(std::move(line));
}

std::vector<std::string> KeptLog::lines() const {
  const std::lock_guard lock(mutex_);
  return lines_;
}

std::size_t KeptLog::count(std::string_view part) const {
  const std::lock_guard lock(mutex_);
  return static_cast<std::size_t>(std::ranges::count_if(
      lines_, [&](const std::string& line) { return line.find(part) != std::string::npos; }));
}

PluginCall check_call(std::string payload, std::int64_t budget_ms) {
  return {.capability = BUDGET_RULE_CHECK,
          .payload = std::move(payload),
          .attachment = {},
          .budget_ms = budget_ms,
          .key = "k1"};
}

}  // namespace budget::test
