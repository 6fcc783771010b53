#pragma once

#include <string>
#include <string_view>

#include <budget/result.h>

namespace budget::reader {

enum class Encoding { utf8, utf8_with_mark, utf16, gb18030 };
[[nodiscard]] const char* name_of(Encoding encoding) noexcept;

/// Text as UTF-8, and how it came.
struct DecodedText {
  std::string text;
  Encoding encoding = Encoding::utf8;
  /// Bytes at the very end that were half a character: the file was cut off.
  std::size_t cut_bytes = 0;
};

/// Byte order mark, then strict UTF-8, then GB18030 (which holds GBK and GB2312).
/// Errors: invalid_input with the place of the first byte that fits none of them.
[[nodiscard]] Result<DecodedText> decode(std::string_view bytes);

/// The place of the first byte that is not strict UTF-8, or npos.
[[nodiscard]] std::size_t first_broken_byte(std::string_view bytes);

}  // namespace budget::reader
