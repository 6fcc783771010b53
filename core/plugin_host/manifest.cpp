#include "plugin_host/manifest.h"

#include <algorithm>
#include <fstream>
#include <limits>

#include <budget/text.h>

namespace budget {
namespace {

constexpr const char* kSchema = "budget.plugin.manifest/1";
constexpr std::size_t kLargest = 1024UL * 1024;
constexpr std::size_t kLongestTold = 200;  // as in a description
constexpr std::size_t kMostTold = 64;
constexpr std::size_t kMostToldCapabilities = 16;
constexpr const char* kMakeIt = "make it with budget-plugin-host --manifest LIBRARY";

Error wrong_manifest(const std::string& why) {
  return {ErrorCode::invalid_input, "expected a plugin's manifest, but " + why, kMakeIt};
}

Json list_of(const std::vector<std::string>& words) {
  Json list = Json::array();
  for (const std::string& word : words)
    list.push(word);
  return list;
}

Result<std::uint32_t> number_in(const Json& json, const char* name) {
  const Json& number = json[name];
  if (number.is_integer() && number.integer() >= 0 &&
      number.integer() <= std::numeric_limits<std::uint32_t>::max()) {
    return static_cast<std::uint32_t>(number.integer());
  }
  return wrong_manifest(std::string("its abi has no number \"") + name + "\"");
}

/// What is kept of a manifest goes into the log of events, for ever.
bool is_told_word(const std::string& text) {
  return !text.empty() && text.size() <= kLongestTold && is_readable(text);
}

std::string told_as(const std::string& text) {
  return "\"" + readable(text, kLongestTold) + "\"";
}

Result<Manifest::Plugin> plugin_in(const Json& json) {
  Manifest::Plugin plugin;
  plugin.id = json["id"].text();
  plugin.version = json["version"].text();
  if (!is_told_word(plugin.id) || !is_told_word(plugin.version))
    return wrong_manifest("one of its plugins lacks id or version, or they are no short texts");
  const Json::Array& capabilities = json["capabilities"].items();
  if (capabilities.size() > kMostToldCapabilities)
    return wrong_manifest("one of its plugins has more than " +
                          std::to_string(kMostToldCapabilities) + " capabilities");
  for (const Json& capability : capabilities) {
    if (!is_told_word(capability.text()))
      return wrong_manifest("a capability of " + plugin.id + " is no short text");
    plugin.capabilities.push_back(capability.text());
  }
  plugin.flags = static_cast<std::uint64_t>(json["flags"].integer());
  return plugin;
}

}  // namespace

std::filesystem::path manifest_of(const std::filesystem::path& library) {
  return std::filesystem::path(library).replace_extension(".json");
}

std::string to_text(const Manifest& manifest) {
  Json abi = Json::object();
  abi.set("major", manifest.abi_major).set("minor", manifest.abi_minor);
  abi.set("min_host_minor", manifest.min_host_minor);
  Json plugins = Json::array();
  for (const Manifest::Plugin& plugin : manifest.plugins) {
    Json json = Json::object();
    json.set("id", plugin.id).set("version", plugin.version);
    json.set("capabilities", list_of(plugin.capabilities));
    json.set("flags", static_cast<std::int64_t>(plugin.flags));
    plugins.push(std::move(json));
  }
  Json json = Json::object();
  json.set("schema", kSchema).set("library", manifest.library).set("sha256", manifest.sha256);
  json.set("abi", std::move(abi)).set("room", name_of(manifest.room));
  json.set("plugins", std::move(plugins));
  return json.to_text() + "\n";
}

Result<Manifest> parse_manifest(std::string_view text) {
  const Result<Json> parsed = Json::parse(text, {.depth = 8, .bytes = kLargest});
  if (!parsed) return wrong_manifest("it is no JSON: " + parsed.error().message);
  const Json& json = *parsed;
  if (json["schema"].text() != kSchema)
    return wrong_manifest("its schema is " + told_as(json["schema"].text()) + " instead of " +
                          kSchema);
  Manifest manifest;
  manifest.library = readable(json["library"].text(), kLongestTold);
  manifest.sha256 = json["sha256"].text();
  if (manifest.sha256.size() != 64 || !is_told_word(manifest.sha256))
    return wrong_manifest("it has no sha256 of 64 digits");
  manifest.abi_major = TRY(number_in(json["abi"], "major"));
  manifest.abi_minor = TRY(number_in(json["abi"], "minor"));
  manifest.min_host_minor = TRY(number_in(json["abi"], "min_host_minor"));
  const std::string& room = json["room"].text();
  if (room != "inside" && room != "isolated") return wrong_manifest("its room is " + told_as(room));
  manifest.room = room == "inside" ? PluginRoom::inside : PluginRoom::isolated;
  if (json["plugins"].items().size() > kMostTold)
    return wrong_manifest("it names more than " + std::to_string(kMostTold) + " plugins");
  for (const Json& plugin : json["plugins"].items())
    manifest.plugins.push_back(TRY(plugin_in(plugin)));
  if (manifest.plugins.empty()) return wrong_manifest("it names no plugin");
  return manifest;
}

Result<Manifest> read_manifest(const std::filesystem::path& library) {
  const std::filesystem::path file = manifest_of(library);
  std::error_code unknown;
  if (!std::filesystem::is_regular_file(file, unknown)) {
    return Error{
        ErrorCode::not_found,
        "expected the manifest " + file.string() + " beside the library, but there is none",
        kMakeIt};
  }
  std::ifstream input(file, std::ios::binary);
  std::string text(kLargest + 1, '\0');
  input.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(input.gcount()));
  Result<Manifest> manifest = parse_manifest(text);
  if (!manifest) manifest.error().message += " (" + file.string() + ")";
  return manifest;
}

Result<const Manifest::Plugin*> find_plugin(const Manifest& manifest, const std::string& id) {
  if (id.empty() && manifest.plugins.size() == 1) return &manifest.plugins.front();
  const auto found = std::ranges::find(manifest.plugins, id, &Manifest::Plugin::id);
  if (found != manifest.plugins.end()) return &*found;
  std::string ids;
  for (const Manifest::Plugin& plugin : manifest.plugins)
    ids += (ids.empty() ? "" : ", ") + plugin.id;
  if (id.empty()) {
    return Error{ErrorCode::not_found,
                 "expected one plugin in " + manifest.library + ", but it holds several",
                 "say which with id: " + ids};
  }
  return Error{ErrorCode::not_found,
               "expected the plugin " + id + " in " + manifest.library + ", but it is not there",
               "it holds " + ids};
}

Result<void> check_same(const Manifest::Plugin& manifest, const PluginDescription& description) {
  const auto differs = [](const std::string& what, const std::string& library,
                          const std::string& told) {
    return Error{ErrorCode::conflict,
                 "expected the library to be what its manifest says, but its " + what + " is " +
                     library + " and the manifest says " + told,
                 "take library and manifest from one build"};
  };
  if (manifest.id != description.id) return differs("id", description.id, manifest.id);
  if (manifest.version != description.version)
    return differs("version", description.version, manifest.version);
  if (manifest.capabilities != description.capabilities) {
    return differs("list of capabilities", list_of(description.capabilities).to_text(),
                   list_of(manifest.capabilities).to_text());
  }
  if (manifest.flags != description.flags) {
    return differs("flags", std::to_string(description.flags), std::to_string(manifest.flags));
  }
  return {};
}

}  // namespace budget
