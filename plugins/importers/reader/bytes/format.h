#pragma once

#include <string_view>

namespace budget::reader {

enum class Format {
  text,
  csv,
  docx,
  xlsx,
  pdf,         ///< not read yet
  old_office,  ///< .doc and .xls of 2003 and before
  unknown,     ///< an archive or a picture
};
[[nodiscard]] const char* name_of(Format format) noexcept;

/// Told by the first bytes; the name only tells .csv from .txt. A zip is told apart by its parts'
/// names, which stand in it in clear.
[[nodiscard]] Format format_of(std::string_view bytes, std::string_view file_name);

}  // namespace budget::reader
