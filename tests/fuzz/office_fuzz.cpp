// Word and Excel files under libFuzzer. Bytes changed in an archive only break the archive; here
// the changed bytes are a part of it, inside a whole one: the first says which.

#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include <zip.h>

#include "reader/json.h"
#include "reader/reader.h"

namespace {

struct Part {
  const char* name;
  std::string_view text;
};

constexpr std::string_view kBook =
    R"(<workbook xmlns:r="r"><sheets><sheet name="a" r:id="r1"/><sheet name="b" state="veryHidden" r:id="r2"/></sheets></workbook>)";
constexpr std::string_view kLinks =
    R"(<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Target="worksheets/sheet1.xml"/></Relationships>)";
constexpr std::string_view kStyles =
    R"(<styleSheet><numFmts><numFmt numFmtId="170" formatCode="0.00%"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs></styleSheet>)";
constexpr std::string_view kStrings =
    "<sst><si><t>项目名称</t></si><si><t>预算数</t></si><si><t>一级指标</t></si></sst>";
constexpr std::string_view kSheet =
    R"(<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>0.5</v></c></row></sheetData></worksheet>)";
constexpr std::array<Part, 5> kExcel = {{{"xl/worksheets/sheet1.xml", kSheet},
                                         {"xl/sharedStrings.xml", kStrings},
                                         {"xl/styles.xml", kStyles},
                                         {"xl/workbook.xml", kBook},
                                         {"xl/_rels/workbook.xml.rels", kLinks}}};

void add(zip_t* archive, const char* name, std::string_view text) {
  zip_source_t* source = zip_source_buffer(archive, text.data(), text.size(), 0);
  const zip_int64_t index = zip_file_add(archive, name, source, ZIP_FL_OVERWRITE);
  if (index < 0) std::abort();
  zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0);
}

/// A whole file of which one part is `text`: part 0 is a Word document's body.
std::string office_file(std::size_t part, std::string_view text) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(source);
  zip_t* archive = zip_open_from_source(source, ZIP_TRUNCATE, &error);
  if (archive == nullptr) std::abort();
  if (part == 0) add(archive, "word/document.xml", text);
  for (std::size_t i = 0; part > 0 && i < kExcel.size(); ++i)
    add(archive, kExcel[i].name, i + 1 == part ? text : kExcel[i].text);
  if (zip_close(archive) != 0) std::abort();
  zip_stat_t stat;
  zip_stat_init(&stat);
  zip_source_stat(source, &stat);
  std::string bytes(stat.size, '\0');
  zip_source_open(source);
  zip_source_read(source, bytes.data(), bytes.size());
  zip_source_close(source);
  zip_source_free(source);
  return bytes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace budget::reader;
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  ReadLimits limits;
  limits.file_bytes = 1U << 20U;
  limits.unpacked_bytes = 4U << 20U;
  limits.cells = 50'000;
  limits.findings = 500;
  const auto document =
      read_document(office_file((data[0] - '0') % (kExcel.size() + 1), text), "file", limits);
  if (!document) return 0;
  if (document->characters_accounted > document->characters) std::abort();
  if (document->findings.size() > limits.findings + 1) std::abort();
  if (to_json(*document).empty()) std::abort();
  return 0;
}
