#include "plugin_host/plugin_check.h"

#include "plugin_host/file_hash.h"
#include "plugin_host/handshake.h"
#include "plugin_host/isolated_room.h"

namespace budget {
namespace {

class Silence final : public Logger {
 public:
  void write(LogLevel, std::string_view, std::initializer_list<LogField>) override {}
};

std::vector<Finding> one(const char* field, const Error& error) {
  Finding finding;
  finding.rule = RuleId("config.plugin");
  finding.place.field = field;
  finding.message = error.message + (error.hint.empty() ? "" : "; " + error.hint);
  return {finding};
}

}  // namespace

std::vector<Finding> check_plugin(const PluginEntry& entry, const PluginPlaces& places) {
  const std::filesystem::path library = library_of(entry, places);
  const Result<std::string> hash = sha256_of_file(library);
  if (!hash) return one("file", hash.error());
  const Result<Manifest> manifest = read_manifest(library);
  if (!manifest) return one("file", manifest.error());
  const auto plugin = find_plugin(*manifest, entry.id);
  if (!plugin) return one("id", plugin.error());
  if (const auto checked = check_hash(*manifest, library); !checked)
    return one("file", checked.error());
  Silence silence;
  RoomSetting setting;
  setting.name = entry.name;
  setting.library = library;
  setting.hash = manifest->sha256;
  setting.id = (*plugin)->id;
  setting.flags = (*plugin)->flags;
  setting.allow_drafts = entry.allow_drafts;
  setting.memory_mib = entry.memory_mib;
  IsolatedRoom room(std::move(setting), places.room_program, silence);
  const Result<PluginDescription> description = room.load();
  if (!description) return one("file", description.error());
  if (const auto same = check_same(**plugin, *description); !same) return one("file", same.error());
  if (const auto wish = check_wish(entry, (*plugin)->capabilities); !wish)
    return one("stage", wish.error());
  const ResolvedOptions options =
      resolve_options(description->options, entry.options, entry.folder, Secrets::only_checked);
  if (!options.findings.empty()) return options.findings;
  const Result<void> configured = room.configure(options.config);
  return configured ? std::vector<Finding>() : one("options", configured.error());
}

}  // namespace budget
