#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace budget {

/// Grows canonical JSON: no white space, UTF-8 as it is, escapes only where JSON demands them, in
/// the short form.
class JsonText {
 public:
  JsonText() = default;
  explicit JsonText(std::size_t bytes) { text_.reserve(bytes); }

  void raw(char c) { text_ += c; }
  void raw(std::string_view text) { text_ += text; }
  /// ,"name": or {"name": and so on; the name needs no escaping.
  void name(char before, std::string_view name);
  void integer(std::int64_t value);
  void string(std::string_view value);

  /// False once a string that is not UTF-8 was written.
  [[nodiscard]] bool is_utf8() const { return is_utf8_; }
  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  void escaped(unsigned char c);

  std::string text_;
  bool is_utf8_ = true;
};

}  // namespace budget
