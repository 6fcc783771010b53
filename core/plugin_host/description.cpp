#include "plugin_host/description.h"

#include <algorithm>
#include <array>
#include <set>

#include <budget/text.h>

#include "plugin_host/words.h"

namespace budget {
namespace {

constexpr std::uint64_t kDescriptorSize10 = offsetof(budget_descriptor, flags) + sizeof(uint64_t);
constexpr std::size_t kLongestWord = 200;
constexpr std::size_t kLongestSchema = 1024UL * 1024;
constexpr std::size_t kMostCapabilities = 16;
constexpr std::array kKnown{BUDGET_RULE_CHECK,   BUDGET_RULE_LIST,    BUDGET_NOTIFY_BUILD,
                            BUDGET_NOTIFY_JUDGE, BUDGET_EXPORT_WRITE, BUDGET_IMPORT_READ};

Error wrong_description(std::string message) {
  return {ErrorCode::invalid_input, std::move(message), "tell whoever made the plugin"};
}

/// Reads the descriptor's texts; the first one that is none is remembered.
class TextReader {
 public:
  std::string text(budget_bytes bytes, const char* what, std::size_t most = kLongestWord) {
    if (bytes.size > most) return fail(what, "has " + std::to_string(bytes.size) + " bytes");
    if (bytes.size > 0 && bytes.data == nullptr) return fail(what, "points nowhere");
    const std::string_view read = view_of(bytes);
    if (!is_readable(read)) return fail(what, "is no UTF-8 text");
    return std::string(read);
  }
  [[nodiscard]] const std::string& problem() const { return problem_; }

 private:
  std::string fail(const char* what, const std::string& why) {
    if (problem_.empty())
      problem_ = std::string("expected a readable ") + what + " in the descriptor, but it " + why;
    return {};
  }
  std::string problem_;
};

/// What an isolated room says was read from memory there; a plugin may have said it itself.
Result<void> check_texts(const PluginDescription& made) {
  std::vector<std::string> texts = made.capabilities;
  texts.insert(texts.end(),
               {made.id, made.version, made.vendor, made.title_zh, made.title_en, made.licence});
  const bool are_fine = std::ranges::all_of(texts, [](const std::string& text) {
    return text.size() <= kLongestWord && is_readable(text);
  });
  if (are_fine && made.capabilities.size() <= kMostCapabilities) return {};
  return wrong_description("expected readable texts of at most " + std::to_string(kLongestWord) +
                           " bytes in the description, but one is not");
}

Result<void> check_words(const PluginDescription& made) {
  const auto is_id_byte = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-';
  };
  if (made.id.find('.') == std::string::npos || !std::ranges::all_of(made.id, is_id_byte)) {
    return wrong_description("expected an id such as \"cn.example.rules.limits\", but it is \"" +
                             shortened(made.id, kLongestWord) + "\"");
  }
  if (made.version.empty())
    return wrong_description("expected a version in the descriptor, but it is empty");
  if (made.capabilities.empty())
    return wrong_description(
        "expected at least one capability in the descriptor, but there is none");
  const std::set<std::string> distinct(made.capabilities.begin(), made.capabilities.end());
  if (distinct.size() != made.capabilities.size())
    return wrong_description(
        "expected every capability once in the descriptor, but one is there twice");
  return {};
}

}  // namespace

Result<PluginDescription> describe(const budget_descriptor* descriptor) {
  if (descriptor == nullptr)
    return wrong_description("expected a descriptor, but the library gives null");
  if (descriptor->struct_size < kDescriptorSize10) {
    return wrong_description("expected a descriptor of at least " +
                             std::to_string(kDescriptorSize10) + " bytes, but its struct_size is " +
                             std::to_string(descriptor->struct_size));
  }
  if (descriptor->capability_count > kMostCapabilities) {
    return wrong_description("expected at most " + std::to_string(kMostCapabilities) +
                             " capabilities, but the descriptor names " +
                             std::to_string(descriptor->capability_count));
  }
  if (descriptor->capabilities == nullptr && descriptor->capability_count > 0)
    return wrong_description("expected a list of capabilities, but the descriptor points nowhere");
  TextReader reader;
  PluginDescription made;
  made.id = reader.text(descriptor->id, "id");
  made.version = reader.text(descriptor->version, "version");
  made.vendor = reader.text(descriptor->vendor, "vendor");
  made.title_zh = reader.text(descriptor->title_zh, "title_zh");
  made.title_en = reader.text(descriptor->title_en, "title_en");
  made.licence = reader.text(descriptor->licence, "licence");
  for (std::uint64_t i = 0; i < descriptor->capability_count; ++i)
    made.capabilities.push_back(reader.text(descriptor->capabilities[i], "capability"));
  const std::string schema = reader.text(descriptor->options, "options", kLongestSchema);
  if (!reader.problem().empty()) return wrong_description(reader.problem());
  made.flags = descriptor->flags;
  TRY(check_words(made));
  if (!schema.empty()) {
    const Json options = TRY(Json::parse(schema));
    made.options = TRY(options_from_json(options));
  }
  return made;
}

Json to_json(const PluginDescription& description) {
  Json capabilities = Json::array();
  for (const std::string& capability : description.capabilities)
    capabilities.push(capability);
  Json json = Json::object();
  json.set("id", description.id).set("version", description.version);
  json.set("vendor", description.vendor).set("title_zh", description.title_zh);
  json.set("title_en", description.title_en).set("licence", description.licence);
  json.set("capabilities", std::move(capabilities));
  json.set("flags", static_cast<std::int64_t>(description.flags));
  json.set("options", options_to_json(description.options));
  return json;
}

Result<PluginDescription> description_from_json(const Json& json) {
  PluginDescription made;
  made.id = json["id"].text();
  made.version = json["version"].text();
  made.vendor = json["vendor"].text();
  made.title_zh = json["title_zh"].text();
  made.title_en = json["title_en"].text();
  made.licence = json["licence"].text();
  for (const Json& capability : json["capabilities"].items())
    made.capabilities.push_back(capability.text());
  made.flags = static_cast<std::uint64_t>(json["flags"].integer());
  made.options = TRY(options_from_json(json["options"]));
  TRY(check_texts(made));
  TRY(check_words(made));
  return made;
}

std::string why_not_callable(const std::string& capability, bool allow_drafts) {
  if (capability.find(".draft/") != std::string::npos) {
    return allow_drafts ? ""
                        : "expected settled capabilities only, but " + capability +
                              " is a draft; allow_drafts = true takes it";
  }
  if (std::ranges::find(kKnown, capability) != kKnown.end()) return "";
  return "expected a capability of this budgetd, but it does not know " + capability +
         "; use a newer budgetd or an older plugin";
}

}  // namespace budget
