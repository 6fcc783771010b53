#include <budget/json.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace budget {
namespace {

/// The length of the UTF-8 character at the start, 0 when it is none. RFC 3629.
std::size_t utf8_length(std::string_view text) {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto follows = [&](std::size_t i, unsigned low = 0x80, unsigned high = 0xBF) {
    return i < text.size() && at(i) >= low && at(i) <= high;
  };
  const unsigned char lead = at(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return follows(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    const unsigned low = lead == 0xE0 ? 0xA0 : 0x80;
    const unsigned high = lead == 0xED ? 0x9F : 0xBF;
    return follows(1, low, high) && follows(2) ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const unsigned low = lead == 0xF0 ? 0x90 : 0x80;
    const unsigned high = lead == 0xF4 ? 0x8F : 0xBF;
    return follows(1, low, high) && follows(2) && follows(3) ? 4 : 0;
  }
  return 0;
}

void append_escaped(std::string& out, unsigned char byte) {
  static constexpr std::string_view kHex = "0123456789abcdef";
  switch (byte) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      break;
  }
  out += "\\u00";
  out += kHex[byte >> 4U];
  out += kHex[byte & 15U];
}

void append_utf8(std::string& out, std::uint32_t point) {
  const auto put = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
  if (point < 0x80) return put(point);
  if (point < 0x800) {
    put(0xC0 | (point >> 6U));
  } else if (point < 0x10000) {
    put(0xE0 | (point >> 12U));
    put(0x80 | ((point >> 6U) & 0x3FU));
  } else {
    put(0xF0 | (point >> 18U));
    put(0x80 | ((point >> 12U) & 0x3FU));
    put(0x80 | ((point >> 6U) & 0x3FU));
  }
  put(0x80 | (point & 0x3FU));
}

bool has_duplicates(const Json::Object& members) {
  std::vector<std::string_view> names;
  names.reserve(members.size());
  for (const auto& [name, value] : members)
    names.push_back(name);
  std::sort(names.begin(), names.end());
  return std::adjacent_find(names.begin(), names.end()) != names.end();
}

/// Recursive descent, as deep as the limit allows.
class Parser {
 public:
  Parser(std::string_view text, Json::Limits limits) : text_(text), limits_(limits) {}

  Result<Json> whole() {
    if (text_.size() > limits_.bytes) {
      return Error{ErrorCode::too_large, "expected to read JSON of at most " +
                                             std::to_string(limits_.bytes) + " bytes, but it has " +
                                             std::to_string(text_.size())};
    }
    Json value = TRY(any(0));
    skip_blanks();
    if (at_ != text_.size()) return wrong("the end");
    return value;
  }

 private:
  [[nodiscard]] Error wrong(std::string_view expected) const {
    return Error{ErrorCode::invalid_input, "expected " + std::string(expected) +
                                               " in the JSON text at byte " +
                                               std::to_string(at_ + 1) + ", but it is not there"};
  }
  [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  void skip_blanks() {
    while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != text_.npos)
      ++at_;
  }
  bool take(std::string_view word) {
    if (!text_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }

  Result<Json> any(std::size_t depth) {
    if (++values_ > limits_.values) {
      return Error{ErrorCode::too_large, "expected to read JSON of at most " +
                                             std::to_string(limits_.values) +
                                             " values, but there are more"};
    }
    skip_blanks();
    switch (peek()) {
      case '{':
        return object(depth);
      case '[':
        return array(depth);
      case '"':
        return Json(TRY(quoted()));
      case 't':
        if (take("true")) return Json(true);
        break;
      case 'f':
        if (take("false")) return Json(false);
        break;
      case 'n':
        if (take("null")) return Json();
        break;
      default:
        return number();
    }
    return wrong("a value");
  }

  Result<Json> object(std::size_t depth) {
    TRY(enter(depth));
    Json::Object members;
    skip_blanks();
    if (take("}")) return Json(std::move(members));
    while (true) {
      skip_blanks();
      if (peek() != '"') return wrong("a member's name");
      std::string name = TRY(quoted());
      skip_blanks();
      if (!take(":")) return wrong("':'");
      Json value = TRY(any(depth + 1));
      members.emplace_back(std::move(name), std::move(value));
      skip_blanks();
      if (take("}")) break;
      if (!take(",")) return wrong("',' or '}'");
    }
    if (has_duplicates(members)) return wrong("every name once in the object that ends");
    return Json(std::move(members));
  }

  Result<Json> array(std::size_t depth) {
    TRY(enter(depth));
    Json::Array items;
    skip_blanks();
    if (take("]")) return Json(std::move(items));
    while (true) {
      items.push_back(TRY(any(depth + 1)));
      skip_blanks();
      if (take("]")) return Json(std::move(items));
      if (!take(",")) return wrong("',' or ']'");
    }
  }

  Result<void> enter(std::size_t depth) {
    if (depth >= limits_.depth) {
      return Error{ErrorCode::too_large,
                   "expected to read JSON of at most " + std::to_string(limits_.depth) +
                       " levels, but it goes deeper at byte " + std::to_string(at_ + 1)};
    }
    ++at_;
    return {};
  }

  /// Takes over whatever needs no change in one piece.
  Result<std::string> quoted() {
    ++at_;
    std::string out;
    std::size_t from = at_;
    while (at_ < text_.size() && text_[at_] != '"') {
      const auto byte = static_cast<unsigned char>(text_[at_]);
      if (byte == '\\') {
        out.append(text_, from, at_ - from);
        TRY(escape(out));
        from = at_;
        continue;
      }
      if (byte < 0x20) return wrong("an escaped control character");
      const std::size_t length = byte < 0x80 ? 1 : utf8_length(text_.substr(at_));
      if (length == 0) return wrong("UTF-8");
      at_ += length;
    }
    out.append(text_, from, at_ - from);
    if (!take("\"")) return wrong("'\"'");
    return out;
  }

  Result<void> escape(std::string& out) {
    static constexpr std::string_view kShort = "\"\\/bfnrt";
    static constexpr std::string_view kMeaning = "\"\\/\b\f\n\r\t";
    ++at_;
    const std::size_t which = at_ < text_.size() ? kShort.find(text_[at_]) : kShort.npos;
    if (which != kShort.npos) {
      out += kMeaning[which];
      ++at_;
      return {};
    }
    if (peek() != 'u') return wrong("an escape");
    std::uint32_t point = TRY(hex());
    if (point >= 0xDC00 && point <= 0xDFFF) return wrong("the first half of a surrogate pair");
    if (point >= 0xD800 && point <= 0xDBFF) {
      if (!take("\\") || peek() != 'u') return wrong("the second half of a surrogate pair");
      const std::uint32_t low = TRY(hex());
      if (low < 0xDC00 || low > 0xDFFF) return wrong("the second half of a surrogate pair");
      point = 0x10000 + ((point - 0xD800) << 10U) + (low - 0xDC00);
    }
    append_utf8(out, point);
    return {};
  }

  Result<std::uint32_t> hex() {
    ++at_;  // the u
    std::uint32_t point = 0;
    const std::string_view digits = text_.substr(at_, 4);
    const auto end = std::from_chars(digits.data(), digits.data() + digits.size(), point, 16).ptr;
    if (digits.size() != 4 || end != digits.data() + 4) return wrong("four hexadecimal digits");
    at_ += 4;
    return point;
  }

  std::size_t digits() {
    const std::size_t from = at_;
    while (peek() >= '0' && peek() <= '9')
      ++at_;
    return at_ - from;
  }

  Result<Json> number() {
    const std::size_t from = at_;
    take("-");
    const bool zero = peek() == '0';
    const std::size_t whole_digits = digits();
    if (whole_digits == 0 || (zero && whole_digits > 1)) return wrong("a value");
    bool is_whole = true;
    if (take(".")) {
      is_whole = false;
      if (digits() == 0) return wrong("a digit");
    }
    if (take("e") || take("E")) {
      is_whole = false;
      if (!take("+")) take("-");
      if (digits() == 0) return wrong("a digit");
    }
    const std::string_view text = text_.substr(from, at_ - from);
    std::int64_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (is_whole && read.ec == std::errc()) return Json(value);
    return Json(Json::Decimal{std::string(text)});
  }

  std::string_view text_;
  Json::Limits limits_;
  std::size_t at_ = 0;
  std::size_t values_ = 0;
};

const Json kNull;

void append(std::string& out, const Json& value) {
  if (value.is_null()) {
    out += "null";
  } else if (value.is_bool()) {
    out += value.boolean() ? "true" : "false";
  } else if (value.is_integer()) {
    std::array<char, 24> digits{};
    out.append(digits.data(),
               std::to_chars(digits.data(), digits.data() + digits.size(), value.integer()).ptr);
  } else if (value.is_decimal()) {
    out += value.text();
  } else if (value.is_text()) {
    append_json_text(out, value.text());
  } else if (value.is_array()) {
    out += '[';
    bool first = true;
    for (const Json& item : value.items()) {
      if (!first) out += ',';
      first = false;
      append(out, item);
    }
    out += ']';
  } else {
    out += '{';
    bool first = true;
    for (const auto& [name, member] : value.members()) {
      if (!first) out += ',';
      first = false;
      append_json_text(out, name);
      out += ':';
      append(out, member);
    }
    out += '}';
  }
}

}  // namespace

void append_json_text(std::string& out, std::string_view text) {
  out += '"';
  std::size_t from = 0;
  std::size_t at = 0;
  const auto take_over = [&] { out.append(text, from, at - from); };
  while (at < text.size()) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const bool is_escaped = byte < 0x20 || byte == '"' || byte == '\\';
    const std::size_t length = byte < 0x80 ? 1 : utf8_length(text.substr(at));
    if (is_escaped || length == 0) {
      take_over();
      if (is_escaped) {
        append_escaped(out, byte);
      } else {
        out += "\xEF\xBF\xBD";
      }
      from = ++at;
    } else {
      at += length;
    }
  }
  take_over();
  out += '"';
}

Result<Json> Json::parse(std::string_view text, Limits limits) {
  return Parser(text, limits).whole();
}

std::string Json::to_text() const {
  std::string out;
  append(out, *this);
  return out;
}

bool Json::boolean(bool otherwise) const {
  const bool* value = std::get_if<bool>(&content_);
  return value != nullptr ? *value : otherwise;
}

std::int64_t Json::integer(std::int64_t otherwise) const {
  const auto* value = std::get_if<std::int64_t>(&content_);
  return value != nullptr ? *value : otherwise;
}

const std::string& Json::text() const {
  static const std::string kNone;
  if (const auto* text = std::get_if<std::string>(&content_)) return *text;
  if (const auto* decimal = std::get_if<Decimal>(&content_)) return decimal->text;
  return kNone;
}

const Json::Array& Json::items() const {
  static const Array kNone;
  const auto* array = std::get_if<Array>(&content_);
  return array != nullptr ? *array : kNone;
}

const Json::Object& Json::members() const {
  static const Object kNone;
  const auto* object = std::get_if<Object>(&content_);
  return object != nullptr ? *object : kNone;
}

const Json* Json::find(std::string_view name) const {
  for (const auto& [key, value] : members())
    if (key == name) return &value;
  return nullptr;
}

const Json& Json::operator[](std::string_view name) const {
  const Json* found = find(name);
  return found != nullptr ? *found : kNull;
}

Json& Json::set(std::string_view name, Json value) {
  if (is_null()) content_ = Object{};
  auto& members = std::get<Object>(content_);
  const auto found = std::find_if(members.begin(), members.end(),
                                  [&](const Member& member) { return member.first == name; });
  if (found != members.end()) {
    found->second = std::move(value);
  } else {
    members.emplace_back(std::string(name), std::move(value));
  }
  return *this;
}

Json& Json::push(Json value) {
  if (is_null()) content_ = Array{};
  std::get<Array>(content_).push_back(std::move(value));
  return *this;
}

}  // namespace budget
