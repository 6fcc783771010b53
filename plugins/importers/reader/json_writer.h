#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace budget::reader {

/// Writes JSON; commas and quotes are its business.
class JsonWriter {
 public:
  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_array() { open('['); }
  void end_array() { close(']'); }
  JsonWriter& key(std::string_view name) {
    comma();
    quote(name);
    out_ += ':';
    fresh_ = true;
    return *this;
  }
  void text(std::string_view value) {
    comma();
    quote(value);
  }
  void number(long long value) {
    comma();
    out_ += std::to_string(value);
  }
  void flag(bool value) {
    comma();
    out_ += value ? "true" : "false";
  }
  void null() {
    comma();
    out_ += "null";
  }
  void text_or_null(std::string_view value) { value.empty() ? null() : text(value); }
  std::string take() { return std::move(out_); }

 private:
  void open(char c) {
    comma();
    out_ += c;
    fresh_ = true;
  }
  void close(char c) {
    out_ += c;
    fresh_ = false;
  }
  void comma() {
    if (!fresh_) out_ += ',';
    fresh_ = false;
  }
  void quote(std::string_view value) {
    static constexpr std::string_view kHex = "0123456789abcdef";
    out_ += '"';
    for (const char c : value) {
      const auto byte = static_cast<unsigned char>(c);
      if (c == '"' || c == '\\') {
        out_ += '\\';
        out_ += c;
      } else if (c == '\n') {
        out_ += "\\n";
      } else if (c == '\t') {
        out_ += "\\t";
      } else if (byte < 0x20) {
        out_ += "\\u00";
        out_ += kHex[byte >> 4U];
        out_ += kHex[byte & 15U];
      } else {
        out_ += c;
      }
    }
    out_ += '"';
  }

  std::string out_;
  bool fresh_ = true;
};

}  // namespace budget::reader
