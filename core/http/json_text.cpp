#include "http/json_text.h"

#include <algorithm>
#include <string>
#include <vector>

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>

namespace budget {
namespace {

namespace json = boost::json;
using Code = boost::system::error_code;

constexpr std::size_t kDeepest = 16;
constexpr std::size_t kLongestKey = 200;

/// Builds the value like Boost's own handler and keeps the keys of the objects still open.
class StrictHandler {
 public:
  static constexpr std::size_t max_object_size =
      json::object::max_size();  // NOLINT: names asked for by Boost
  static constexpr std::size_t max_array_size = json::array::max_size();    // NOLINT
  static constexpr std::size_t max_key_size = kLongestKey;                  // NOLINT
  static constexpr std::size_t max_string_size = json::string::max_size();  // NOLINT

  [[nodiscard]] json::value release() { return stack_.release(); }
  [[nodiscard]] const std::string& duplicate() const { return duplicate_; }

  bool on_document_begin(Code&) { return true; }
  bool on_document_end(Code&) { return true; }

  bool on_object_begin(Code&) { return true; }
  bool on_object_end(std::size_t count, Code& code) {
    if (has_duplicate(count)) {
      code = boost::system::errc::make_error_code(boost::system::errc::invalid_argument);
      return false;
    }
    keys_.resize(keys_.size() - count);
    stack_.push_object(count);
    return true;
  }
  bool on_array_begin(Code&) { return true; }
  bool on_array_end(std::size_t count, Code&) {
    stack_.push_array(count);
    return true;
  }

  bool on_key_part(json::string_view text, std::size_t, Code&) {
    key_.append(text.data(), text.size());
    stack_.push_chars(text);
    return true;
  }
  bool on_key(json::string_view text, std::size_t, Code&) {
    key_.append(text.data(), text.size());
    keys_.push_back(std::move(key_));
    key_.clear();
    stack_.push_key(text);
    return true;
  }
  bool on_string_part(json::string_view text, std::size_t, Code&) {
    stack_.push_chars(text);
    return true;
  }
  bool on_string(json::string_view text, std::size_t, Code&) {
    stack_.push_string(text);
    return true;
  }

  bool on_number_part(json::string_view, Code&) { return true; }
  bool on_int64(std::int64_t number, json::string_view, Code&) {
    stack_.push_int64(number);
    return true;
  }
  bool on_uint64(std::uint64_t number, json::string_view, Code&) {
    stack_.push_uint64(number);
    return true;
  }
  bool on_double(double number, json::string_view, Code&) {
    stack_.push_double(number);
    return true;
  }
  bool on_bool(bool flag, Code&) {
    stack_.push_bool(flag);
    return true;
  }
  bool on_null(Code&) {
    stack_.push_null();
    return true;
  }
  bool on_comment_part(json::string_view, Code&) { return true; }
  bool on_comment(json::string_view, Code&) { return true; }

  StrictHandler() { stack_.reset(); }

 private:
  bool has_duplicate(std::size_t count) {
    const auto first = keys_.end() - static_cast<std::ptrdiff_t>(count);
    std::sort(first, keys_.end());
    const auto found = std::adjacent_find(first, keys_.end());
    if (found == keys_.end()) return false;
    duplicate_ = *found;
    return true;
  }

  json::value_stack stack_;
  std::vector<std::string> keys_;
  std::string key_;
  std::string duplicate_;
};

std::string place_of(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const auto line = 1 + std::ranges::count(before, '\n');
  const std::size_t start = before.rfind('\n');
  const std::size_t column =
      start == std::string_view::npos ? before.size() + 1 : before.size() - start;
  return "line " + std::to_string(line) + ", byte " + std::to_string(column);
}

Error mistake(std::string_view text, std::size_t offset, const std::string& why) {
  return {ErrorCode::invalid_input, "expected JSON, but at " + place_of(text, offset) + ": " + why};
}

json::parse_options options() {
  json::parse_options wanted;
  wanted.max_depth = kDeepest;
  return wanted;
}

}  // namespace

Result<json::value> parse_json(std::string_view text) {
  json::basic_parser<StrictHandler> parser(options());
  Code code;
  const std::size_t read = parser.write_some(false, text.data(), text.size(), code);
  if (!parser.handler().duplicate().empty()) {
    return mistake(text, read, "the key \"" + parser.handler().duplicate() + "\" is there twice");
  }
  if (code) return mistake(text, read, code.message());
  const std::size_t rest = text.find_first_not_of(" \t\r\n", read);
  if (rest != std::string_view::npos) return mistake(text, rest, "more follows after the value");
  return parser.handler().release();
}

}  // namespace budget
