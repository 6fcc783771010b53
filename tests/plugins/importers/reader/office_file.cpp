#include "office_file.h"

#include <stdexcept>

#include <zip.h>

#include "reader/grid/text_rows.h"

namespace budget::reader {
namespace {

std::string escaped(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    if (c == '&') {
      safe += "&amp;";
    } else if (c == '<') {
      safe += "&lt;";
    } else if (c == '>') {
      safe += "&gt;";
    } else {
      safe += c;
    }
  }
  return safe;
}

std::string paragraph(const std::string& text) {
  std::string runs;
  std::size_t at = 0;
  for (;;) {
    const std::size_t mark = text.find_first_of("\n\t", at);
    runs += "<w:t xml:space=\"preserve\">" + escaped(text.substr(at, mark - at)) + "</w:t>";
    if (mark == std::string::npos) break;
    runs += text[mark] == '\t' ? "<w:tab/>" : "<w:br/>";
    at = mark + 1;
  }
  return "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\" w:pos=\"420\"/></w:tabs></w:pPr><w:r>" + runs +
         "</w:r></w:p>";
}

bool is_figure(const std::string& text) {
  return !text.empty() && text.size() < 12 &&
         text.find_first_not_of("0123456789.") == std::string::npos &&
         text.find('.') == text.rfind('.') && text.find('.') != std::string::npos &&
         text.size() - text.find('.') == 3;
}

std::string column_name(std::size_t column) {
  std::string name;
  for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
    name.insert(name.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return name;
}

}  // namespace

std::string zip_of(const std::map<std::string, std::string>& parts) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* buffer = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_t* archive = zip_open_from_source(buffer, ZIP_TRUNCATE, &error);
  if (archive == nullptr) throw std::runtime_error("zip: cannot be made");
  zip_source_keep(buffer);
  for (const auto& [name, text] : parts) {
    zip_source_t* part = zip_source_buffer(archive, text.data(), text.size(), 0);
    zip_file_add(archive, name.c_str(), part, ZIP_FL_ENC_UTF_8);
  }
  if (zip_close(archive) != 0) throw std::runtime_error("zip: cannot be written");
  zip_stat_t stat;
  zip_source_stat(buffer, &stat);
  std::string bytes(static_cast<std::size_t>(stat.size), '\0');
  zip_source_open(buffer);
  zip_source_read(buffer, bytes.data(), bytes.size());
  zip_source_close(buffer);
  zip_source_free(buffer);
  return bytes;
}

std::string docx_of_body(const std::string& body) {
  return zip_of({{"word/document.xml",
                  "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document "
                  "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
                  "<w:body>" +
                      body + "</w:body></w:document>"}});
}

std::string docx_of(const std::vector<OfficeRow>& rows) {
  std::string body;
  bool open = false;
  for (const OfficeRow& row : rows) {
    if (row.table != open) body += row.table ? "<w:tbl>" : "</w:tbl>";
    open = row.table;
    if (!row.table) {
      body += paragraph(row.cells.front());
      continue;
    }
    body += "<w:tr>";
    for (const std::string& cell : row.cells)
      body += "<w:tc>" + paragraph(cell) + "</w:tc>";
    body += "</w:tr>";
  }
  if (open) body += "</w:tbl>";
  return docx_of_body(body);
}

std::string xlsx_of(const std::vector<OfficeRow>& rows, bool numbers) {
  std::string sheet;
  std::string strings;
  std::size_t count = 0;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const std::string line = std::to_string(r + 1);
    sheet += "<row r=\"" + line + "\">";
    for (std::size_t c = 0; c < rows[r].cells.size(); ++c) {
      const std::string& text = rows[r].cells[c];
      if (text.empty()) continue;
      const std::string at = " r=\"" + column_name(c) + line + "\"";
      if (numbers && is_figure(text)) {
        sheet += "<c" + at + " s=\"1\"><v>" + text + "0000000000001</v></c>";
      } else {
        sheet += "<c" + at + " t=\"s\"><v>" + std::to_string(count++) + "</v></c>";
        strings += "<si><t xml:space=\"preserve\">" + escaped(text) + "</t></si>";
      }
    }
    sheet += "</row>";
  }
  return zip_of(
      {{"xl/workbook.xml",
        "<workbook xmlns:r=\"r\"><sheets><sheet name=\"表\" r:id=\"rId1\"/></sheets></workbook>"},
       {"xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/>"
        "</Relationships>"},
       {"xl/styles.xml",
        "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"2\"/></cellXfs></styleSheet>"},
       {"xl/sharedStrings.xml", "<sst>" + strings + "</sst>"},
       {"xl/worksheets/sheet1.xml",
        "<worksheet><sheetData>" + sheet + "</sheetData></worksheet>"}});
}

std::vector<OfficeRow> rows_of(const std::string& text) {
  const auto grid = rows_of_text(text, ReadLimits{});
  std::vector<OfficeRow> rows;
  for (const Row& row : grid->rows) {
    OfficeRow made;
    made.table = row.shape != RowShape::prose;
    for (const Cell& cell : grid->cells_of(row))
      made.cells.emplace_back(cell.printed);
    // A line of the table of contents is a paragraph with a tab.
    if (made.table && made.cells.size() == 2 && !made.cells[0].empty() &&
        made.cells[0].find("..") != std::string::npos) {
      made = {{made.cells[0] + "\t" + made.cells[1]}, false};
    }
    rows.push_back(std::move(made));
  }
  return rows;
}

}  // namespace budget::reader
