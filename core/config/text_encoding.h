#pragma once

#include <cstdint>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace budget {

/// What the bytes of an office's text file mean.
enum class TextEncoding { utf8, gb18030 };

/// What one pass over a file's bytes tells. Memory does not grow with the file.
struct TextSurvey {
  TextEncoding encoding = TextEncoding::utf8;
  bool is_utf16 = false;   ///< a byte order mark says so; cannot be read
  std::int64_t lines = 0;  ///< line ends; CRLF counts once
  std::int64_t bytes = 0;
};

/// Reads a stream to its end and says what it is: UTF-8 when nothing, or less than what is good,
/// breaks it; GB18030 otherwise. A single text decides for the whole file, never line by line:
/// short Chinese words in GB18030 can look like UTF-8.
[[nodiscard]] TextSurvey survey_text(std::istream& input);

/// Turns text of an encoding into UTF-8.
class TextDecoder {
 public:
  explicit TextDecoder(TextEncoding encoding);
  TextDecoder(TextDecoder&&) noexcept;
  ~TextDecoder();

  /// Nothing when the bytes are none of the encoding. UTF-8 comes back as it is, unchecked.
  [[nodiscard]] std::optional<std::string> decode(std::string_view text);

 private:
  struct Converter;
  std::unique_ptr<Converter> converter_;
};

[[nodiscard]] const char* name_of(TextEncoding value) noexcept;

}  // namespace budget
