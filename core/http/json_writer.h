#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <string_view>

#include <budget/date.h>
#include <budget/finding.h>
#include <budget/ids.h>
#include <budget/money.h>

namespace budget {

/// Writes JSON text from left to right; the commas come by themselves.
class JsonWriter {
 public:
  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }

  JsonWriter& key(std::string_view name);

  JsonWriter& value(std::string_view text);
  JsonWriter& value(const char* text) { return value(std::string_view(text)); }
  JsonWriter& value(const std::string& text) { return value(std::string_view(text)); }
  template <std::integral Whole>
  JsonWriter& value(Whole number) {
    if constexpr (std::same_as<Whole, bool>) {
      return raw(number ? "true" : "false");
    } else {
      return integer(static_cast<std::int64_t>(number));
    }
  }
  JsonWriter& value(Date day) { return value(day.to_text()); }
  JsonWriter& value(Instant moment) { return value(moment.to_text()); }
  template <typename Tag>
  JsonWriter& value(const Id<Tag>& id) {
    return value(id.text());
  }
  template <typename Tag>
  JsonWriter& value(Number<Tag> number) {
    return value(number.value());
  }
  template <typename Value>
  JsonWriter& value(const std::optional<Value>& maybe) {
    return maybe ? value(*maybe) : null();
  }
  JsonWriter& null() { return raw("null"); }
  /// Text that is JSON already.
  JsonWriter& raw(std::string_view json);

  template <typename Value>
  JsonWriter& field(std::string_view name, const Value& content) {
    return key(name).value(content);
  }
  /// An empty text or id, or the number 0, as null.
  template <typename Value>
  JsonWriter& field_or_null(std::string_view name, const Value& content) {
    key(name);
    return content == Value{} ? null() : value(content);
  }
  /// "<name>_fen": integer, "<name>_wan": exact text.
  JsonWriter& money(std::string_view name, Money amount);

  [[nodiscard]] std::string text() && { return std::move(text_); }

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  JsonWriter& integer(std::int64_t number);
  void separate();

  std::string text_;
  bool needs_comma_ = false;
};

/// {"rule", "level", "field", "message", "quote", "treatment"}
void write(JsonWriter& json, const Finding& finding);

}  // namespace budget
