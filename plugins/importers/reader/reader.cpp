#include "reader/reader.h"

#include "reader/blocks.h"
#include "reader/bytes/encoding.h"
#include "reader/bytes/format.h"
#include "reader/grid/office_rows.h"
#include "reader/grid/text_rows.h"
#include "reader/reading.h"

namespace budget::reader {
namespace {

struct Opened {
  Grid grid;
  Format format = Format::text;
  Encoding encoding = Encoding::utf8;
  std::size_t cut_bytes = 0;
};

Error unsupported(Format format) {
  if (format == Format::pdf) {
    return {ErrorCode::unsupported,
            "expected to read a text, csv, docx or xlsx file, but it is PDF",
            "save its text as .txt, or the tables as .xlsx, and read that"};
  }
  if (format == Format::old_office) {
    return {ErrorCode::unsupported,
            "expected to read a docx or xlsx file, but it is Word or Excel of 2003 or before",
            "open it in Word, WPS or Excel and save it as .docx or .xlsx"};
  }
  return {ErrorCode::unsupported,
          "expected to read a text, csv, docx or xlsx file, but it is none of them",
          "check that the right file was chosen"};
}

Result<Opened> open_file(std::string_view bytes, const std::string& name,
                         const ReadLimits& limits) {
  Opened opened;
  opened.format = format_of(bytes, name);
  switch (opened.format) {
    case Format::text:
    case Format::csv: {
      DecodedText decoded = TRY(decode(bytes));
      opened.encoding = decoded.encoding;
      opened.cut_bytes = decoded.cut_bytes;
      opened.grid = opened.format == Format::csv
                        ? TRY(rows_of_csv(std::move(decoded.text), limits))
                        : TRY(rows_of_text(std::move(decoded.text), limits));
      return opened;
    }
    case Format::docx:
      opened.grid = TRY(rows_of_docx(bytes, limits));
      return opened;
    case Format::xlsx:
      opened.grid = TRY(rows_of_xlsx(bytes, limits));
      return opened;
    default:
      return unsupported(opened.format);
  }
}

/// What a workbook does not show is read all the same, for sums count it; a sheet that no menu
/// shows holds a program's own data and is left out. Either way the clerk is told.
void tell_hidden(Reading& reading) {
  for (const HiddenPart& part : reading.grid.hidden) {
    const std::string where = "工作表“" + part.sheet + "”" +
                              (part.rows_or_columns.empty() ? "" : "的" + part.rows_or_columns);
    const std::string cells = std::to_string(part.cells) + "个单元格有内容";
    if (part.is_read) {
      reading.defects.add("hidden_content", {part.first_row}, where + "是隐藏的，" + cells,
                          part.sheet, "照样读入；不该公开或报送的内容请先删除");
    } else {
      reading.defects.add("hidden_sheet_not_read", {},
                          where + "在表格软件的菜单里也看不到，" + cells, part.sheet,
                          "没有读入；如属于本文件，请先取消隐藏再读");
    }
  }
}

}  // namespace

Result<ReadDocument> read_document(std::string_view bytes, std::string file_name,
                                   const ReadLimits& limits) {
  if (bytes.size() > limits.file_bytes) {
    return Error{ErrorCode::too_large,
                 "expected to read a file of at most " + std::to_string(limits.file_bytes) +
                     " bytes, but it has " + std::to_string(bytes.size()),
                 "split the file, or raise the limit"};
  }
  Opened opened = TRY(open_file(bytes, file_name, limits));
  Reading reading(std::move(opened.grid), std::move(file_name), limits.findings);
  reading.document.format = opened.format;
  reading.document.encoding = opened.encoding;
  if (opened.cut_bytes > 0) {
    reading.defects.add("file_cut_off", {reading.grid.lines}, "文件末尾只有半个字，可能没有传完",
                        {}, "读到最后一个完整的字");
  }
  tell_hidden(reading);
  read_blocks(reading);
  settle_document(reading);
  reading.document.findings = reading.defects.take();
  return std::move(reading.document);
}

}  // namespace budget::reader
