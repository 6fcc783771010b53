#include "http/json_reader.h"

#include <algorithm>
#include <array>

#include <boost/json/serialize.hpp>

namespace budget {
namespace {

namespace json = boost::json;

constexpr std::size_t kMostFindings = 100;
constexpr std::size_t kLongestText = 20'000;  // bytes
constexpr std::size_t kLongestQuote = 100;

json::string_view view(std::string_view text) {
  return {text.data(), text.size()};
}
std::string_view view(json::string_view text) {
  return {text.data(), text.size()};
}

std::string quote_of(const json::value& value) {
  if (value.is_array() || value.is_object()) return value.is_array() ? "[…]" : "{…}";
  std::string text = json::serialize(value);
  if (text.size() <= kLongestQuote) return text;
  std::size_t end = kLongestQuote;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
    --end;  // not inside a character
  return text.substr(0, end) + "…";
}

bool is_bad_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\n' && c != '\r' && c != '\t') || byte == 0x7f;
}

const json::object& no_object() {
  static const json::object none;
  return none;
}

const json::array& no_array() {
  static const json::array none;
  return none;
}

}  // namespace

ObjectReader::ObjectReader(const json::value& value, std::string path,
                           std::vector<Finding>& findings)
    : object_(value.if_object()), path_(std::move(path)), findings_(findings) {
  if (object_ != nullptr) return;
  object_ = &no_object();
  complain("", "expected an object", quote_of(value));
}

std::string ObjectReader::path_of(std::string_view name) const {
  if (path_.empty() || name.empty()) return path_ + std::string(name);
  return path_ + "." + std::string(name);
}

void ObjectReader::complain(std::string_view name, std::string message, std::string quote) {
  if (findings_.size() >= kMostFindings) return;
  Finding finding;
  finding.place.field = path_of(name);
  finding.message = std::move(message);
  finding.quote = std::move(quote);
  findings_.push_back(std::move(finding));
}

const json::value* ObjectReader::find(std::string_view name) {
  const auto found = object_->find(view(name));
  if (found == object_->end()) return nullptr;
  const std::string_view key = view(found->key());
  if (std::ranges::find(asked_, key) == asked_.end()) asked_.push_back(key);
  return found->value().is_null() ? nullptr : &found->value();
}

const json::value* ObjectReader::find_required(std::string_view name) {
  const json::value* value = find(name);
  if (value == nullptr && object_ != &no_object())
    complain(name, "expected this field, but it is missing");
  return value;
}

std::string ObjectReader::text_of(std::string_view name, const json::value& value) {
  const json::string* text = value.if_string();
  if (text == nullptr) {
    complain(name, "expected a text", quote_of(value));
    return {};
  }
  if (text->size() > kLongestText) {
    complain(name, "expected at most " + std::to_string(kLongestText) + " bytes", quote_of(value));
  } else if (std::ranges::any_of(*text, is_bad_control)) {
    complain(name, "expected text without control characters", quote_of(value));
  } else {
    return {text->data(), text->size()};
  }
  return {};
}

std::string ObjectReader::optional_text(std::string_view name) {
  const json::value* value = find(name);
  return value == nullptr ? std::string() : text_of(name, *value);
}

std::string_view ObjectReader::encoded(std::string_view name) {
  const json::value* value = find_required(name);
  if (value == nullptr) return {};
  if (const json::string* text = value->if_string()) return {text->data(), text->size()};
  complain(name, "expected a text", quote_of(*value));
  return {};
}

std::string ObjectReader::text(std::string_view name) {
  const json::value* value = find_required(name);
  if (value == nullptr) return {};
  if (value->is_string() && value->get_string().empty())
    complain(name, "expected a text, but it is empty");
  return text_of(name, *value);
}

std::optional<std::int64_t> ObjectReader::optional_integer(std::string_view name, std::int64_t low,
                                                           std::int64_t high) {
  const json::value* value = find(name);
  if (value == nullptr) return std::nullopt;
  const std::int64_t* number = value->if_int64();
  if (number != nullptr && low <= *number && *number <= high) return *number;
  complain(name,
           "expected a whole number from " + std::to_string(low) + " to " + std::to_string(high),
           quote_of(*value));
  return std::nullopt;
}

std::int64_t ObjectReader::integer(std::string_view name, std::int64_t low, std::int64_t high) {
  const std::size_t before = findings_.size();
  const auto number = optional_integer(name, low, high);
  if (!number && findings_.size() == before) (void)find_required(name);
  return number.value_or(0);
}

/// One of the three forms; nothing when it is missing or no amount at all.
std::optional<Result<Money>> ObjectReader::one_money(const std::string& name) {
  const json::value* value = find(name);
  if (value == nullptr) return std::nullopt;
  if (name.ends_with("_fen")) {
    if (const std::int64_t* fen = value->if_int64()) return Result<Money>(Money::from_fen(*fen));
    complain(name, "expected a whole number of 分", quote_of(*value));
    return std::nullopt;
  }
  if (!value->is_string()) {
    complain(name,
             "expected an amount as a text such as \"1234.50\", because a JSON number is not exact",
             quote_of(*value));
    return std::nullopt;
  }
  const std::string text = text_of(name, *value);
  return name.ends_with("_wan") ? Money::parse_wan(text) : Money::parse_yuan(text);
}

std::optional<Result<Money>> ObjectReader::any_money(const std::string& name) {
  std::optional<Result<Money>> amount;
  for (const char* unit : {"_yuan", "_wan", "_fen"}) {
    auto form = one_money(name + unit);
    if (!form) continue;
    if (amount && amount->has_value() && form->has_value() && amount->value() != form->value()) {
      complain(name + unit, "expected the same amount in all its units, but they differ");
    }
    amount = std::move(form);
  }
  return amount;
}

std::optional<Money> ObjectReader::optional_money(const std::string& name) {
  auto amount = any_money(name);
  if (!amount) return std::nullopt;
  if (*amount) return amount->value();
  complain(name + "_*", amount->error().message);
  return std::nullopt;
}

Money ObjectReader::money(const std::string& name) {
  const std::size_t before = findings_.size();
  const auto amount = optional_money(name);
  if (!amount && findings_.size() == before && object_ != &no_object()) {
    complain(name + "_yuan",
             "expected " + name + "_yuan, " + name + "_wan or " + name + "_fen, but none is there");
  }
  return amount.value_or(Money());
}

Result<Money> ObjectReader::readable_money(const std::string& name) {
  auto amount = any_money(name);
  if (amount) return *std::move(amount);
  return Error{ErrorCode::invalid_input, "expected an amount, but there is none"};
}

const json::array& ObjectReader::optional_array(std::string_view name) {
  const json::value* value = find(name);
  if (value == nullptr) return no_array();
  if (const json::array* items = value->if_array()) return *items;
  complain(name, "expected a list", quote_of(*value));
  return no_array();
}

const json::array& ObjectReader::array(std::string_view name) {
  return find_required(name) == nullptr ? no_array() : optional_array(name);
}

std::vector<std::string> ObjectReader::optional_texts(std::string_view name) {
  std::vector<std::string> texts;
  const json::array& items = optional_array(name);
  for (std::size_t i = 0; i < items.size(); ++i)
    texts.push_back(text_of(element_path(name, i), items[i]));
  return texts;
}

void ObjectReader::finish() {
  if (asked_.size() == object_->size()) return;
  for (const auto& member : *object_) {
    const std::string_view key = view(member.key());
    if (std::ranges::find(asked_, key) == asked_.end())
      complain(key, "unknown field", quote_of(member.value()));
  }
}

std::string element_path(std::string_view array, std::size_t index) {
  return std::string(array) + "[" + std::to_string(index) + "]";
}

}  // namespace budget
