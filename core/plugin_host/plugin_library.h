#pragma once

#include <filesystem>
#include <vector>

#include <budget/plugin.h>
#include <budget/result.h>

#include "plugin_host/description.h"
#include "plugin_host/handshake.h"

namespace budget {

/// A library in this process, with the handshake behind it. It stays mapped to the end of the
/// process: what came from it may outlive this object.
///
/// Errors of load, in the order of the checks: not_found; invalid_input (no library, other symbols
/// than the one, wrong magic or sizes, an unreadable descriptor); unsupported (contract); and
/// unavailable when its own start failed.
class PluginLibrary {
 public:
  /// Runs the library's code: static constructors and its init. [main]
  [[nodiscard]] static Result<PluginLibrary> load(const std::filesystem::path& file,
                                                  HostVersion host = {});
  /// The same, of a file that must have this SHA-256 and be left alone meanwhile: what was verified
  /// is what runs, also when a process is started again long afterwards. Errors: conflict besides.
  /// [main]
  [[nodiscard]] static Result<PluginLibrary> load_verified(const std::filesystem::path& file,
                                                           const std::string& hash);

  /// The library's deinit; nothing of it may be called afterwards. [main]
  void finish();

  [[nodiscard]] const budget_entry& entry() const { return *entry_; }
  [[nodiscard]] const budget_factory& factory() const { return *factory_; }
  [[nodiscard]] const std::vector<PluginDescription>& plugins() const { return plugins_; }

 private:
  PluginLibrary(const budget_entry& entry, std::string path)
      : entry_(&entry), path_(std::move(path)) {}

  [[nodiscard]] Result<void> start();
  [[nodiscard]] Result<void> read_descriptors();

  const budget_entry* entry_;
  const budget_factory* factory_ = nullptr;
  std::string path_;
  std::vector<PluginDescription> plugins_;
};

/// The names a library exports, read from the file without running it. Errors: invalid_input when
/// it is no library.
[[nodiscard]] Result<std::vector<std::string>> exported_symbols(const std::filesystem::path& file);

/// That it exports the one symbol of a plugin and no other, without running it. Errors:
/// invalid_input, not_found.
[[nodiscard]] Result<void> check_symbols(const std::filesystem::path& file);

/// What a manifest of this library says; the room is the caller's choice. Loads it. [main]
[[nodiscard]] Result<Manifest> make_manifest(const std::filesystem::path& file, PluginRoom room);

}  // namespace budget
