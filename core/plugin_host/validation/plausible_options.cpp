#include "plugin_host/validation/plausible_options.h"

#include <algorithm>

namespace budget {
namespace {

bool speaks_of(const Option& option, const char* word) {
  return option.key.find(word) != std::string::npos;
}

Json plausible_text(const Option& option) {
  if (!option.one_of.empty()) return option.one_of.front();
  if (speaks_of(option, "url")) return "https://example.invalid/path";
  if (speaks_of(option, "server")) return "mail.example.invalid:587";
  if (speaks_of(option, "sender") || speaks_of(option, "mail")) return "budget@example.invalid";
  return "sample";
}

/// As it would be written in the file, where that differs from what the plugin sees.
Json plausible_value(const Option& option) {
  const std::int64_t number =
      std::clamp<std::int64_t>(1, option.low.value_or(1), option.high.value_or(INT64_MAX));
  switch (option.type) {
    case OptionType::text:
      return plausible_text(option);
    case OptionType::integer:
      return number;
    case OptionType::boolean:
      return true;
    case OptionType::text_list:
      return Json::array();
    case OptionType::share:
      return "10%";
    case OptionType::money:
      return "100.00";
    case OptionType::secret:
      return "${secret:" + option.key + "}";
    case OptionType::file:
      return "";
    case OptionType::folder:
      return Json::object();
  }
  return {};
}

}  // namespace

Json plausible_options(const std::vector<Option>& schema) {
  Json given = Json::object();
  for (const Option& option : schema)
    if (option.fallback.is_null()) given.set(option.key, plausible_value(option));
  std::vector<Finding> findings;
  return checked_options(schema, given, findings);
}

}  // namespace budget
