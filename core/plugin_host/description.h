#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <budget/json.h>
#include <budget/options.h>
#include <budget/plugin.h>
#include <budget/result.h>

namespace budget {

/// What a plugin says of itself, copied out of its descriptor and checked.
struct PluginDescription {
  std::string id{};
  std::string version{};
  std::string vendor{};
  std::string title_zh{};
  std::string title_en{};
  std::string licence{};
  std::vector<std::string> capabilities{};  ///< all it names, whether this host knows them or not
  std::vector<Option> options{};
  std::uint64_t flags = 0;
  friend bool operator==(const PluginDescription&, const PluginDescription&) = default;
};

/// Errors: invalid_input with what is wrong in it.
[[nodiscard]] Result<PluginDescription> describe(const budget_descriptor* descriptor);

[[nodiscard]] Json to_json(const PluginDescription& description);
[[nodiscard]] Result<PluginDescription> description_from_json(const Json& json);

/// Whether this host can call a capability, and if not, why: one sentence. Empty: it can.
[[nodiscard]] std::string why_not_callable(const std::string& capability, bool allow_drafts);

}  // namespace budget
