#include <budget/options.h>

#include <algorithm>
#include <array>

#include <budget/money.h>
#include <budget/rate.h>
#include <budget/text.h>

namespace budget {
namespace {

constexpr std::array kTypes{OptionType::text,      OptionType::integer, OptionType::boolean,
                            OptionType::text_list, OptionType::share,   OptionType::money,
                            OptionType::secret,    OptionType::file,    OptionType::folder};

constexpr std::size_t kLongestQuote = 120;

/// What is wrong with a value, or the value as the plugin sees it.
class OptionCheck {
 public:
  OptionCheck(const Option& option, std::vector<Finding>& findings)
      : option_(option), findings_(findings) {}

  Json checked(const Json& given) {
    switch (option_.type) {
      case OptionType::boolean:
        return given.is_bool() ? given : wrong("true or false", given);
      case OptionType::integer:
        return given.is_integer() ? ranged(given) : wrong("a whole number", given);
      case OptionType::text_list:
        return list(given);
      case OptionType::share:
        return share(given);
      case OptionType::money:
        return money(given);
      case OptionType::folder:
        return given.is_object() ? given : wrong("a folder", given);
      case OptionType::text:
      case OptionType::secret:
      case OptionType::file:
        return text(given);
    }
    return {};
  }

 private:
  Json wrong(const std::string& expected, const Json& given) {
    Finding finding;
    finding.rule = RuleId("options.value");
    finding.place.field = option_.key;
    finding.message = "expected " + option_.key + " to be " + expected;
    // What stands where a secret belongs may be the secret itself.
    if (option_.type != OptionType::secret)
      finding.quote = shortened(given.to_text(), kLongestQuote);
    findings_.push_back(std::move(finding));
    return {};
  }
  Json ranged(const Json& number) {
    const std::int64_t value = number.integer();
    if ((!option_.low || value >= *option_.low) && (!option_.high || value <= *option_.high))
      return number;
    const std::string low = option_.low ? std::to_string(*option_.low) : "…";
    const std::string high = option_.high ? std::to_string(*option_.high) : "…";
    return wrong("between " + low + " and " + high, number);
  }
  Json text(const Json& given) {
    if (!given.is_text()) return wrong("a text", given);
    const auto& words = option_.one_of;
    if (words.empty() || std::find(words.begin(), words.end(), given.text()) != words.end())
      return given;
    std::string expected = "one of";
    for (const std::string& word : words)
      expected += " " + word;
    return wrong(expected, given);
  }
  Json list(const Json& given) {
    if (!given.is_array()) return wrong("a list of texts", given);
    for (const Json& item : given.items())
      if (!item.is_text()) return wrong("a list of texts", item);
    return given;
  }
  Json share(const Json& given) {
    std::string_view digits = given.text();
    const bool has_sign = given.is_text() && digits.ends_with('%');
    if (has_sign) digits.remove_suffix(1);
    const Result<BasisPoints> share = BasisPoints::parse_percent(digits);
    return has_sign && share ? ranged(Json(share->value()))
                             : wrong("a share such as \"12.5%\"", given);
  }
  Json money(const Json& given) {
    const Result<Money> amount = Money::parse_wan(given.text());
    return given.is_text() && amount ? ranged(Json(amount->fen()))
                                     : wrong("an amount of 万元 such as \"120.50\"", given);
  }

  const Option& option_;
  std::vector<Finding>& findings_;
};

bool is_name(const std::string& key) {
  static constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz";
  static constexpr std::string_view kMore = "abcdefghijklmnopqrstuvwxyz0123456789_";
  return !key.empty() && kLetters.find(key.front()) != kLetters.npos &&
         key.find_first_not_of(kMore) == key.npos;
}

std::optional<OptionType> type_named(const std::string& name) {
  const auto found = std::find_if(kTypes.begin(), kTypes.end(),
                                  [&](OptionType type) { return name == name_of(type); });
  return found == kTypes.end() ? std::nullopt : std::optional(*found);
}

Finding about_key(const std::string& key, const char* rule, std::string message) {
  Finding finding;
  finding.rule = RuleId(rule);
  finding.place.field = key;
  finding.message = std::move(message);
  return finding;
}

}  // namespace

const char* name_of(OptionType type) noexcept {
  switch (type) {
    case OptionType::text:
      return "text";
    case OptionType::integer:
      return "integer";
    case OptionType::boolean:
      return "boolean";
    case OptionType::text_list:
      return "text_list";
    case OptionType::share:
      return "share";
    case OptionType::money:
      return "money";
    case OptionType::secret:
      return "secret";
    case OptionType::file:
      return "file";
    case OptionType::folder:
      return "folder";
  }
  return "text";
}

Json options_to_json(const std::vector<Option>& options) {
  Json list = Json::array();
  for (const Option& option : options) {
    Json json = Json::object();
    json.set("key", option.key).set("type", name_of(option.type));
    if (!option.unit.empty()) json.set("unit", option.unit);
    if (!option.fallback.is_null()) json.set("default", option.fallback);
    json.set("help", option.help);
    if (!option.one_of.empty()) {
      Json words = Json::array();
      for (const std::string& word : option.one_of)
        words.push(word);
      json.set("one_of", std::move(words));
    }
    if (option.low) json.set("low", *option.low);
    if (option.high) json.set("high", *option.high);
    list.push(std::move(json));
  }
  return list;
}

namespace {

/// What an entry of a schema gets wrong, or nothing.
std::string mistake_of(const Json& entry, const Option& option) {
  if (!is_name(option.key)) return "has the key '" + option.key + "', which is no name";
  if (option.help.empty()) return "has no help";
  if (option.low && option.high && *option.low > *option.high) return "has its low above its high";
  for (const char* bound : {"low", "high"})
    if (entry.find(bound) != nullptr && !entry[bound].is_integer())
      return std::string("has a ") + bound + " that is no whole number";
  const bool is_counted = option.type == OptionType::integer || option.type == OptionType::share ||
                          option.type == OptionType::money;
  if ((option.low || option.high) && !is_counted) return "has bounds, but is nothing to count";
  if (!option.one_of.empty() && option.type != OptionType::text)
    return "has words to choose from, but is no text";
  if (option.fallback.is_null()) return "";
  // Empty says that it may be left out.
  if (option.type == OptionType::secret && option.fallback != Json(""))
    return "has a default, but is a secret";
  std::vector<Finding> findings;
  (void)OptionCheck(option, findings).checked(option.fallback);
  return findings.empty() ? "" : "has a default it does not allow: " + findings.front().message;
}

}  // namespace

Result<std::vector<Option>> options_from_json(const Json& json) {
  const auto wrong = [](const std::string& entry, const std::string& why) {
    return Error{ErrorCode::invalid_input,
                 "expected a configuration schema, but " + entry + " " + why};
  };
  if (!json.is_array()) return wrong("it", "is no array");
  std::vector<Option> options;
  for (const Json& entry : json.items()) {
    const std::string where = "entry " + std::to_string(options.size() + 1);
    Option option;
    option.key = entry["key"].text();
    if (option.key.empty()) return wrong(where, "has no key");
    const bool is_known = std::any_of(options.begin(), options.end(),
                                      [&](const Option& other) { return other.key == option.key; });
    if (is_known) return wrong(where, "has the key " + option.key + " of another");
    const auto type = type_named(entry["type"].text());
    if (!type) return wrong(where, "has the unknown type '" + entry["type"].text() + "'");
    option.type = *type;
    option.unit = entry["unit"].text();
    option.fallback = entry["default"];
    option.help = entry["help"].text();
    for (const Json& word : entry["one_of"].items()) {
      if (!word.is_text()) return wrong(where, "has a one_of that is no list of texts");
      option.one_of.push_back(word.text());
    }
    if (entry["low"].is_integer()) option.low = entry["low"].integer();
    if (entry["high"].is_integer()) option.high = entry["high"].integer();
    if (const std::string why = mistake_of(entry, option); !why.empty()) return wrong(where, why);
    options.push_back(std::move(option));
  }
  return options;
}

Json checked_options(const std::vector<Option>& options, const Json& given,
                     std::vector<Finding>& findings) {
  Json config = Json::object();
  for (const Option& option : options) {
    const Json* value = given.find(option.key);
    if (value == nullptr && option.fallback.is_null()) {
      findings.push_back(about_key(option.key, "options.missing",
                                   "expected the option " + option.key + ", but it is not given"));
      continue;
    }
    config.set(option.key,
               OptionCheck(option, findings).checked(value != nullptr ? *value : option.fallback));
  }
  for (const auto& [key, value] : given.members()) {
    const bool is_known =
        std::any_of(options.begin(), options.end(),
                    [&name = key](const Option& option) { return option.key == name; });
    if (!is_known) {
      findings.push_back(
          about_key(key, "options.unknown",
                    "expected only options of this plugin, but it has none named " + key));
    }
  }
  return config;
}

}  // namespace budget
