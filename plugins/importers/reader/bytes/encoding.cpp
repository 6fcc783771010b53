#include "reader/bytes/encoding.h"

#include <cstring>
#include <memory>
#include <vector>

#include <unicode/ucnv.h>

namespace budget::reader {
namespace {

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

struct Converted {
  std::string text;
  std::size_t read = 0;  ///< bytes that made whole characters
  bool whole = false;
  bool cut = false;  ///< what is left is half a character
};

Converted convert(std::string_view bytes, const char* from) {
  Converted result;
  UErrorCode status = U_ZERO_ERROR;
  const Converter source(ucnv_open(from, &status));
  const Converter target(ucnv_open("UTF-8", &status));
  if (U_FAILURE(status) != 0) return result;
  ucnv_setToUCallBack(source.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);

  constexpr std::size_t kPart = 16 * 1024;
  std::vector<UChar> middle(kPart);
  std::vector<char> out(3 * kPart);
  const char* at = bytes.data();
  const char* const end = at + bytes.size();
  for (bool more = true; more;) {
    UChar* wide = middle.data();
    status = U_ZERO_ERROR;
    ucnv_toUnicode(source.get(), &wide, middle.data() + middle.size(), &at, end, nullptr, 1,
                   &status);
    more = status == U_BUFFER_OVERFLOW_ERROR;
    const UErrorCode reading = status;
    const UChar* first = middle.data();
    char* text = out.data();
    status = U_ZERO_ERROR;
    ucnv_fromUnicode(target.get(), &text, out.data() + out.size(), &first, wide, nullptr,
                     more ? 0 : 1, &status);
    result.text.append(out.data(), text);
    if (more) continue;
    result.whole = U_SUCCESS(reading) != 0 && U_SUCCESS(status) != 0;
    if (!result.whole) {
      char broken[16];
      int8_t length = sizeof broken;
      UErrorCode asked = U_ZERO_ERROR;
      ucnv_getInvalidChars(source.get(), broken, &length, &asked);
      const auto read = static_cast<std::size_t>(at - bytes.data());
      result.read = read - (U_SUCCESS(asked) != 0 ? static_cast<std::size_t>(length) : 0);
      result.cut = reading == U_TRUNCATED_CHAR_FOUND;
    }
  }
  return result;
}

Error unreadable(std::size_t at) {
  return {ErrorCode::invalid_input,
          "expected to read the file as UTF-8 or GB18030 text, but byte " + std::to_string(at + 1) +
              " fits neither",
          "save the file as UTF-8 text, docx or xlsx and read it again"};
}

}  // namespace

const char* name_of(Encoding encoding) noexcept {
  switch (encoding) {
    case Encoding::utf8:
      return "utf-8";
    case Encoding::utf8_with_mark:
      return "utf-8-bom";
    case Encoding::utf16:
      return "utf-16";
    case Encoding::gb18030:
      return "gb18030";
  }
  return "";
}

std::size_t first_broken_byte(std::string_view bytes) {
  const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
  const std::size_t size = bytes.size();
  std::size_t at = 0;
  while (at < size) {
    if (at + 8 <= size) {  // eight ASCII bytes at once
      std::uint64_t word = 0;
      std::memcpy(&word, data + at, sizeof word);
      if ((word & 0x8080808080808080ULL) == 0) {
        at += 8;
        continue;
      }
    }
    const unsigned first = data[at];
    if (first < 0x80) {
      ++at;
      continue;
    }
    const std::size_t length = first >= 0xF0 ? 4 : (first >= 0xE0 ? 3 : 2);
    if (first < 0xC2 || first > 0xF4 || at + length > size) return at;
    for (std::size_t i = 1; i < length; ++i) {
      if ((data[at + i] & 0xC0U) != 0x80U) return at;
    }
    const unsigned second = data[at + 1];
    if ((first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) ||
        (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F)) {
      return at;
    }
    at += length;
  }
  return std::string_view::npos;
}

Result<DecodedText> decode(std::string_view bytes) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  DecodedText decoded;
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    Converted wide = convert(bytes, "UTF-16");
    if (!wide.whole && !wide.cut) return unreadable(wide.read);
    decoded.text = std::move(wide.text);
    decoded.encoding = Encoding::utf16;
    decoded.cut_bytes = wide.whole ? 0 : bytes.size() - wide.read;
    return decoded;
  }
  decoded.encoding = bytes.starts_with(kMark) ? Encoding::utf8_with_mark : Encoding::utf8;
  if (decoded.encoding == Encoding::utf8_with_mark) bytes.remove_prefix(kMark.size());
  const std::size_t broken = first_broken_byte(bytes);
  if (broken == std::string_view::npos) {
    decoded.text = std::string(bytes);
    return decoded;
  }
  Converted national = convert(bytes, "gb18030");
  if (national.whole && decoded.encoding == Encoding::utf8) {
    decoded.text = std::move(national.text);
    decoded.encoding = Encoding::gb18030;
    return decoded;
  }
  // Half a character at the end: a file that was cut off while it was sent.
  constexpr std::size_t kLongest = 4;
  if (bytes.size() - broken < kLongest) {
    decoded.text = std::string(bytes.substr(0, broken));
    decoded.cut_bytes = bytes.size() - broken;
    return decoded;
  }
  if (national.cut && bytes.size() - national.read < kLongest) {
    decoded.text = std::move(national.text);
    decoded.encoding = Encoding::gb18030;
    decoded.cut_bytes = bytes.size() - national.read;
    return decoded;
  }
  return unreadable(national.read > broken ? national.read : broken);
}

}  // namespace budget::reader
