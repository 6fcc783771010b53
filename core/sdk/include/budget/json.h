#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <budget/result.h>

namespace budget {

/// A JSON value for payloads between host and plugins. No floating point: a number is an int64, or
/// else its text as written ("0.5", "1e3").
///
/// Objects keep the order of their members, so that equal values print equal bytes.
class Json {
 public:
  using Array = std::vector<Json>;
  using Member = std::pair<std::string, Json>;
  using Object = std::vector<Member>;
  /// A number that is no int64, as written.
  struct Decimal {
    std::string text;
    friend bool operator==(const Decimal&, const Decimal&) = default;
  };
  struct Limits {
    std::size_t depth = 32;
    std::size_t bytes = 64U << 20U;
    /// Values of any kind, members' names not counted. Short text makes many of them, and each
    /// takes far more memory than its byte.
    std::size_t values = 8'000'000;
  };

  Json() = default;                                         ///< null
  Json(std::same_as<bool> auto value) : content_(value) {}  // NOLINT
  /// A number beyond int64 becomes a decimal.
  Json(std::integral auto value) requires(!std::same_as<decltype(value), bool>)  // NOLINT
      : content_(static_cast<std::int64_t>(value)) {
    if (!std::in_range<std::int64_t>(value)) content_ = Decimal{std::to_string(value)};
  }
  Json(std::string value) : content_(std::move(value)) {}         // NOLINT
  Json(std::string_view value) : content_(std::string(value)) {}  // NOLINT
  Json(const char* value) : content_(std::string(value)) {}       // NOLINT
  Json(Decimal value) : content_(std::move(value)) {}             // NOLINT
  Json(Array value) : content_(std::move(value)) {}               // NOLINT
  Json(Object value) : content_(std::move(value)) {}              // NOLINT
  [[nodiscard]] static Json object() { return Json(Object{}); }
  [[nodiscard]] static Json array() { return Json(Array{}); }

  /// Strict: UTF-8, one value, no duplicate member, nothing behind it.
  /// Errors: invalid_input with the byte of the first mistake; too_large beyond a limit.
  [[nodiscard]] static Result<Json> parse(std::string_view text, Limits limits);
  [[nodiscard]] static Result<Json> parse(std::string_view text) { return parse(text, Limits{}); }
  /// Without blanks. Invalid UTF-8 in a text is printed as U+FFFD.
  [[nodiscard]] std::string to_text() const;

  [[nodiscard]] bool is_null() const { return std::holds_alternative<std::monostate>(content_); }
  [[nodiscard]] bool is_bool() const { return std::holds_alternative<bool>(content_); }
  [[nodiscard]] bool is_integer() const { return std::holds_alternative<std::int64_t>(content_); }
  [[nodiscard]] bool is_decimal() const { return std::holds_alternative<Decimal>(content_); }
  [[nodiscard]] bool is_text() const { return std::holds_alternative<std::string>(content_); }
  [[nodiscard]] bool is_array() const { return std::holds_alternative<Array>(content_); }
  [[nodiscard]] bool is_object() const { return std::holds_alternative<Object>(content_); }

  // Reading never fails: what is not there, or is something else, is empty, 0, false or null. What
  // must be told apart is asked with is_...().
  [[nodiscard]] bool boolean(bool otherwise = false) const;
  [[nodiscard]] std::int64_t integer(std::int64_t otherwise = 0) const;
  /// The text of a string or of a decimal; "" for anything else.
  [[nodiscard]] const std::string& text() const;
  [[nodiscard]] const Array& items() const;
  [[nodiscard]] const Object& members() const;
  /// The member of this name, or null.
  [[nodiscard]] const Json* find(std::string_view name) const;
  /// The member of this name, or a null value.
  [[nodiscard]] const Json& operator[](std::string_view name) const;

  /// Sets or replaces a member; a null value becomes an object first.
  Json& set(std::string_view name, Json value);
  /// Appends to an array; a null value becomes an array first.
  Json& push(Json value);

  friend bool operator==(const Json&, const Json&) = default;

 private:
  std::variant<std::monostate, bool, std::int64_t, Decimal, std::string, Array, Object> content_;
};

/// Appends `text` as a quoted JSON string.
void append_json_text(std::string& out, std::string_view text);

}  // namespace budget
