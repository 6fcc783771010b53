#include "plugin_host/plugin_attempt.h"

#include <algorithm>

#include "plugin_host/file_hash.h"
#include "plugin_host/handshake.h"

namespace budget {
namespace {

namespace fs = std::filesystem;

fs::path first_that_exists(std::initializer_list<fs::path> candidates) {
  std::error_code unknown;
  for (const fs::path& candidate : candidates)
    if (fs::exists(candidate, unknown)) return candidate;
  return *candidates.begin();
}

Result<void> check_capabilities(const Manifest::Plugin& plugin, bool allow_drafts) {
  std::string reasons;
  for (const std::string& capability : plugin.capabilities) {
    const std::string why = why_not_callable(capability, allow_drafts);
    if (why.empty()) return {};
    reasons += (reasons.empty() ? "" : "; ") + why;
  }
  return Error{ErrorCode::unsupported,
               reasons.empty() ? "expected a capability, but the manifest names none" : reasons};
}

std::string sentence_of(const std::vector<Finding>& findings) {
  std::string sentence;
  for (const Finding& finding : findings) {
    sentence += (sentence.empty() ? "" : "; ") + finding.message;
    if (!finding.quote.empty()) sentence += " (" + finding.quote + ")";
  }
  return sentence;
}

Result<void> bring_to_life(const PluginEntry& entry, const PluginPlaces& places,
                           const MakeRoom& make_room, PluginAttempt& made) {
  const auto step = [&](PluginStage stage) {
    made.info.stage = stage;
    made.steps.push_back(stage);
  };
  step(PluginStage::discovered);
  const fs::path library = library_of(entry, places);
  std::error_code unknown;
  if (!fs::is_regular_file(library, unknown)) {
    return Error{ErrorCode::not_found,
                 "expected the library " + library.string() + ", but there is no such file",
                 "correct [[plugins]] file, or install the plugin"};
  }
  const Manifest manifest = TRY(read_manifest(library));
  const Manifest::Plugin& plugin = *TRY(find_plugin(manifest, entry.id));
  made.info.id = plugin.id;
  made.info.version = plugin.version;
  TRY(check_revision(manifest.abi_major, manifest.min_host_minor, HostVersion{}));
  TRY(check_capabilities(plugin, entry.allow_drafts));
  TRY(check_hash(manifest, library));
  made.library_hash = manifest.sha256;
  step(PluginStage::verified);

  made.kind = entry.room;
  if (made.kind == PluginRoom::as_wished)
    made.kind = is_shipped(library, places) ? manifest.room : PluginRoom::isolated;
  RoomSetting setting{.name = entry.name,
                      .library = library,
                      .hash = manifest.sha256,
                      .id = plugin.id,
                      .flags = plugin.flags,
                      .allow_drafts = entry.allow_drafts,
                      .memory_mib = entry.memory_mib};
  made.room = make_room(made.kind, std::move(setting));
  made.description = TRY(made.room->load());
  TRY(check_same(plugin, *made.description));
  for (const std::string& capability : plugin.capabilities)
    if (why_not_callable(capability, entry.allow_drafts).empty())
      made.info.capabilities.push_back(capability);
  step(PluginStage::loaded);
  TRY(check_wish(entry, made.info.capabilities));

  ResolvedOptions options =
      resolve_options(made.description->options, entry.options, entry.folder, Secrets::read);
  if (!options.findings.empty())
    return Error{ErrorCode::invalid_input, sentence_of(options.findings), "correct its options"};
  made.config = std::move(options.config);
  made.secrets = std::move(options.secrets);
  made.info.hash = identity_of(made.library_hash, made.config);
  TRY(made.room->configure(made.config));
  step(PluginStage::configured);
  return {};
}

}  // namespace

Result<void> check_wish(const PluginEntry& entry, const std::vector<std::string>& capabilities) {
  if (entry.stage != PluginWish::shadow || can_run_in_shadow(capabilities)) return {};
  return Error{ErrorCode::unsupported,
               "expected stage = \"shadow\" for a rule plugin, but " + entry.name +
                   " has no rules: only rules can be shadowed",
               "leave the stage out, or the whole entry"};
}

PluginPlaces places_of_this_program() {
  std::error_code unknown;
  const fs::path bin = fs::read_symlink("/proc/self/exe", unknown).parent_path();
  const fs::path above = bin.parent_path();
  PluginPlaces places;
  places.shipped_folder = first_that_exists({above / "plugins", above / "lib/budgetd/plugins"});
  places.folder = places.shipped_folder;
  places.room_program =
      first_that_exists({bin / "budget-plugin-host", above / "libexec/budgetd/budget-plugin-host"});
  return places;
}

fs::path library_of(const PluginEntry& entry, const PluginPlaces& places) {
  return (places.folder / entry.file).lexically_normal();
}

bool is_shipped(const fs::path& library, const PluginPlaces& places) {
  std::error_code unknown;
  const fs::path file = fs::weakly_canonical(library, unknown);
  const fs::path folder = fs::weakly_canonical(places.shipped_folder, unknown);
  const auto [rest, ignored] =
      std::mismatch(folder.begin(), folder.end(), file.begin(), file.end());
  return !folder.empty() && rest == folder.end();
}

ContentHash identity_of(const std::string& library_hash, const std::string& config) {
  return ContentHash(sha256_of(library_hash + "\n" + config));
}

PluginAttempt attempt(const PluginEntry& entry, const PluginPlaces& places,
                      const MakeRoom& make_room) {
  PluginAttempt made;
  made.info.name = entry.name;
  try {
    const Result<void> alive = bring_to_life(entry, places, make_room, made);
    if (alive) return made;
    made.info.problem = alive.error().message;
    if (!alive.error().hint.empty()) made.info.problem += "; " + alive.error().hint;
  } catch (const std::exception& fault) {  // no memory, or a disk that fails while it is read
    made.info.problem = std::string("expected to start the plugin, but: ") + fault.what();
  }
  made.room.reset();
  made.info.stage = PluginStage::quarantined;
  made.steps.push_back(PluginStage::quarantined);
  return made;
}

}  // namespace budget
