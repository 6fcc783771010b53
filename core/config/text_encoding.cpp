#include "config/text_encoding.h"

#include <iconv.h>

#include <array>
#include <vector>

namespace budget {
namespace {

using Byte = unsigned char;

/// Counts the characters of more than one byte that are good UTF-8, and the bytes that are not.
class Utf8Count {
 public:
  void take(Byte byte) {
    if (left_ > 0) {
      const bool fits = byte >= low_ && byte <= high_;
      low_ = 0x80;
      high_ = 0xBF;
      if (fits) {
        if (--left_ == 0) ++good;
        return;
      }
      ++bad;
      left_ = 0;
    }
    begin(byte);
  }
  void finish() {
    if (left_ > 0) ++bad;
  }
  std::int64_t good = 0;
  std::int64_t bad = 0;

 private:
  void begin(Byte byte) {
    if (byte < 0x80) return;
    if (byte >= 0xC2 && byte <= 0xDF) {
      left_ = 1;
    } else if (byte >= 0xE0 && byte <= 0xEF) {
      left_ = 2;
      if (byte == 0xE0) low_ = 0xA0;
      if (byte == 0xED) high_ = 0x9F;
    } else if (byte >= 0xF0 && byte <= 0xF4) {
      left_ = 3;
      if (byte == 0xF0) low_ = 0x90;
      if (byte == 0xF4) high_ = 0x8F;
    } else {
      ++bad;
    }
  }

  int left_ = 0;
  Byte low_ = 0x80;
  Byte high_ = 0xBF;
};

}  // namespace

TextSurvey survey_text(std::istream& input) {
  TextSurvey survey;
  Utf8Count utf8;
  std::vector<char> buffer(64UL * 1024);
  Byte before = 0;
  while (input.read(buffer.data(), static_cast<std::streamsize>(buffer.size())),
         input.gcount() > 0) {
    const auto size = static_cast<std::size_t>(input.gcount());
    if (survey.bytes == 0 && size >= 2) {
      const auto first = static_cast<Byte>(buffer[0]);
      const auto second = static_cast<Byte>(buffer[1]);
      survey.is_utf16 = (first == 0xFF && second == 0xFE) || (first == 0xFE && second == 0xFF);
    }
    for (std::size_t i = 0; i < size; ++i) {
      const auto byte = static_cast<Byte>(buffer[i]);
      utf8.take(byte);
      if (byte == '\n' ? before != '\r' : byte == '\r') ++survey.lines;
      before = byte;
    }
    survey.bytes += static_cast<std::int64_t>(size);
  }
  utf8.finish();
  if (utf8.bad > utf8.good) survey.encoding = TextEncoding::gb18030;
  return survey;
}

struct TextDecoder::Converter {
  Converter() : handle(iconv_open("UTF-8", "GB18030")) {}
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;
  ~Converter() {
    if (handle != kNone) iconv_close(handle);
  }
  static inline const auto kNone = reinterpret_cast<iconv_t>(-1);  // NOLINT: as iconv has it
  iconv_t handle;
};

TextDecoder::TextDecoder(TextEncoding encoding) {
  if (encoding == TextEncoding::gb18030) converter_ = std::make_unique<Converter>();
}
TextDecoder::TextDecoder(TextDecoder&&) noexcept = default;
TextDecoder::~TextDecoder() = default;

std::optional<std::string> TextDecoder::decode(std::string_view text) {
  if (!converter_) return std::string(text);
  if (converter_->handle == Converter::kNone) return std::nullopt;
  iconv(converter_->handle, nullptr, nullptr, nullptr, nullptr);  // to its first state
  std::string decoded(text.size() * 2 + 16, '\0');  // two bytes become three, four become four
  std::string source(text);
  char* in = source.data();
  std::size_t in_left = source.size();
  char* out = decoded.data();
  std::size_t out_left = decoded.size();
  const std::size_t result = iconv(converter_->handle, &in, &in_left, &out, &out_left);
  if (result == static_cast<std::size_t>(-1) || in_left > 0) return std::nullopt;
  decoded.resize(decoded.size() - out_left);
  return decoded;
}

const char* name_of(TextEncoding value) noexcept {
  return value == TextEncoding::utf8 ? "UTF-8" : "GB18030";
}

}  // namespace budget
