#pragma once

#include <map>
#include <string>
#include <vector>

namespace budget::reader {

/// Parts packed as a zip archive.
[[nodiscard]] std::string zip_of(const std::map<std::string, std::string>& parts);

/// A line of a document to be written: one cell is a paragraph, several are a table row.
struct OfficeRow {
  std::vector<std::string> cells;
  bool table = false;
};
[[nodiscard]] std::string docx_of(const std::vector<OfficeRow>& rows);
/// `numbers`: figures become numeric cells with two decimals instead of text.
[[nodiscard]] std::string xlsx_of(const std::vector<OfficeRow>& rows, bool numbers);
/// A document part as it stands, packed as a docx.
[[nodiscard]] std::string docx_of_body(const std::string& body);
/// The rows of a text file as the reader sees them.
[[nodiscard]] std::vector<OfficeRow> rows_of(const std::string& text);

}  // namespace budget::reader
