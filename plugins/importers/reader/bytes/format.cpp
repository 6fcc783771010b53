#include "reader/bytes/format.h"

#include <string>

namespace budget::reader {
namespace {

bool name_ends_with(std::string_view name, std::string_view ending) {
  if (name.size() < ending.size()) return false;
  const std::string_view tail = name.substr(name.size() - ending.size());
  for (std::size_t i = 0; i < tail.size(); ++i) {
    const char c = tail[i];
    if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c) != ending[i]) return false;
  }
  return true;
}

}  // namespace

const char* name_of(Format format) noexcept {
  switch (format) {
    case Format::text:
      return "text";
    case Format::csv:
      return "csv";
    case Format::docx:
      return "docx";
    case Format::xlsx:
      return "xlsx";
    case Format::pdf:
      return "pdf";
    case Format::old_office:
      return "old_office";
    case Format::unknown:
      return "unknown";
  }
  return "";
}

Format format_of(std::string_view bytes, std::string_view file_name) {
  if (bytes.starts_with("PK\x03\x04")) {
    if (bytes.find("word/document.xml") != std::string_view::npos) return Format::docx;
    if (bytes.find("xl/workbook.xml") != std::string_view::npos) return Format::xlsx;
    return Format::unknown;
  }
  if (bytes.starts_with("%PDF-")) return Format::pdf;
  if (bytes.starts_with("\xD0\xCF\x11\xE0")) return Format::old_office;
  if (bytes.starts_with("\x89PNG") || bytes.starts_with("\xFF\xD8\xFF") ||
      bytes.starts_with("PK") || bytes.starts_with("\x1F\x8B") || bytes.starts_with("Rar!")) {
    return Format::unknown;
  }
  return name_ends_with(file_name, ".csv") ? Format::csv : Format::text;
}

}  // namespace budget::reader
