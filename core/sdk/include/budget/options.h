#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <budget/finding.h>
#include <budget/json.h>

namespace budget {

/// What the value of an option is, in the configuration file and as the plugin sees it.
enum class OptionType {
  text,
  integer,  ///< int64, with `low` and `high`
  boolean,
  text_list,  ///< an array of texts
  share,      ///< written "12.5%"; the plugin sees basis points, 1250
  money,      ///< written in 万元, "120.50"; the plugin sees 分
  secret,     ///< written "env:NAME" or "file:PATH"; the plugin sees a handle, "${secret:KEY}"
  file,       ///< written as a path; the plugin sees the file's text
  folder,     ///< written as a path; the plugin sees {"relative/name": "text", …}, sorted by name
};

/// One option of a plugin. The list of them is its configuration schema: it drives the check of the
/// TOML file, the help text and the console's form.
struct Option {
  std::string key;
  OptionType type = OptionType::text;
  std::string unit{};  ///< "秒", "条/分钟"; for people
  Json fallback{};     ///< what holds when the file is silent; null: the option must be given
  std::string help{};  ///< one Chinese sentence
  std::vector<std::string> one_of{};  ///< texts only; empty: any
  std::optional<std::int64_t> low{};
  std::optional<std::int64_t> high{};
  friend bool operator==(const Option&, const Option&) = default;
};

[[nodiscard]] const char* name_of(OptionType type) noexcept;

/// The schema as it stands in a descriptor, and back. Errors: invalid_input naming the entry and
/// what it gets wrong: a key that is no name or there twice, an unknown type, no help, bounds or
/// words that do not fit the type, a default the option itself would refuse.
[[nodiscard]] Json options_to_json(const std::vector<Option>& options);
[[nodiscard]] Result<std::vector<Option>> options_from_json(const Json& json);

/// The configuration with defaults filled in, in the schema's order. Unknown keys, missing ones and
/// wrong values are findings whose place.field is the key.
///
/// Shares and money become their integers here; secrets, files and folders must have been replaced
/// by what the plugin sees before (the host does).
[[nodiscard]] Json checked_options(const std::vector<Option>& options, const Json& given,
                                   std::vector<Finding>& findings);

}  // namespace budget
