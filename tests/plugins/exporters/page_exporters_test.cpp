// html, docx, xlsx and pdf: the same pages through each, and what only that one can get wrong.

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "docx/docx.h"
#include "html/html.h"
#include "pdf/pdf.h"
#include "plugins/exporters/export_payload.h"
#include "plugins/exporters/pages_payload.h"
#include "plugins/support/plugin_call.h"
#include "reader/bytes/zip_archive.h"
#include "support/temporary_folder.h"
#include "xlsx/memory_files.h"
#include "xlsx/xlsx.h"

namespace budget {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

template <typename Exporter>
Result<std::string> exported(const Json& payload, const Json& config = Json::object()) {
  Exporter exporter;
  const auto ready = exporter.configure(test::PluginCall::options_of(Exporter::about(), config));
  if (!ready) return ready.error();
  test::PluginCall call(exporter);
  const auto result = call.run(BUDGET_EXPORT_WRITE, payload);
  if (!result) return result.error();
  return call.files.begin()->second;
}

/// A part of an office file.
std::string part_of(const std::string& bytes, const std::string& name) {
  constexpr std::size_t kMost = 1U << 24U;
  auto archive = reader::ZipArchive::open(bytes, kMost);
  EXPECT_TRUE(archive) << archive.error().message;
  const auto part = archive->read(name);
  EXPECT_TRUE(part) << name;
  return part ? *part : std::string();
}

template <typename Exporter>
class PageExporterTest : public testing::Test {};
using All =
    testing::Types<html::HtmlExporter, docx::DocxExporter, xlsx::XlsxExporter, pdf::PdfExporter>;
TYPED_TEST_SUITE(PageExporterTest, All);

TYPED_TEST(PageExporterTest, GivesTheSameBytesForTheSamePages) {
  const auto first = exported<TypeParam>(test::some_pages());
  ASSERT_TRUE(first) << first.error().message;
  setenv("TZ", "America/New_York", 1);
  EXPECT_EQ(*first, exported<TypeParam>(test::some_pages()).value());
  unsetenv("TZ");
}

TYPED_TEST(PageExporterTest, WritesAPlainTableAndTheCalendarToo) {
  EXPECT_TRUE(exported<TypeParam>(
      test::a_table({test::column("code", "编码", "text")}, {Json::array().push("A")})));
  EXPECT_TRUE(
      exported<TypeParam>(test::a_calendar({test::an_entry("u", "提交草案", "2026-10-31")})));
}

TYPED_TEST(PageExporterTest, RefusesWhatIsNoPage) {
  const auto refused = exported<TypeParam>(test::pages_of_blocks({Json::object()}));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::invalid_input);
}

TYPED_TEST(PageExporterTest, StopsWhenTheHostNoLongerWaits) {
  TypeParam exporter;
  exporter.configure(test::PluginCall::options_of(TypeParam::about())).value();
  test::PluginCall call(exporter);
  call.cancelled = true;
  const auto result = call.run(BUDGET_EXPORT_WRITE, test::some_pages());
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::unavailable);
}

/// A table of one row with these cells.
Json one_row(Json cells, std::size_t columns) {
  Json widths = Json::array();
  for (std::size_t i = 0; i < columns; ++i)
    widths.push(1);
  Json table = Json::object().set("kind", "table").set("header_rows", 0);
  return table.set("widths", std::move(widths)).set("rows", Json::array().push(std::move(cells)));
}

TYPED_TEST(PageExporterTest, RefusesMergedCellsThatOverlap) {
  Json rows = Json::array();
  rows.push(Json::array().push("甲").push(Json::object().set("text", "乙").set("rows", 2)));
  rows.push(Json::array().push(Json::object().set("text", "丙").set("columns", 2)));
  Json table = test::a_small_table();
  const auto refused = exported<TypeParam>(
      test::pages_of_blocks({table.set("rows", std::move(rows)).set("header_rows", 0)}));
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("row 2"));
}

TYPED_TEST(PageExporterTest, RefusesMoreColumnsThanAPageTakes) {
  Json cells = Json::array();
  for (int i = 0; i < 300; ++i)
    cells.push("1");
  const auto refused = exported<TypeParam>(test::pages_of_blocks({one_row(std::move(cells), 300)}));
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("300"));
}

TYPED_TEST(PageExporterTest, TakesTextsFromAnywhere) {
  const std::string odd = std::string("a\0b", 3) + "\x01\x7F\r\n\xEF\xBF\xBF עברית 😀 e\xCC\x81";
  Json line = Json::object().set("kind", "line").set("left", odd).set("right", odd);
  const auto bytes = exported<TypeParam>(
      test::pages_of_blocks({line, test::paragraph(odd.c_str()),
                             one_row(Json::array().push(Json(odd)).push("922337203685477580.7"), 2),
                             one_row(Json::array().push(""), 1)}));
  EXPECT_TRUE(bytes) << bytes.error().message;
}

TEST(HtmlTest, EscapesWhatTheDocumentSays) {
  const std::string page = exported<html::HtmlExporter>(test::some_pages()).value();
  EXPECT_THAT(page, HasSubstr("注：&lt;无&gt; &amp; 空表列示。"));
  EXPECT_THAT(page, HasSubstr("<th colspan=\"2\">收入</th>"));
  EXPECT_THAT(page, HasSubstr("<a class=\"l1\" href=\"#t1\">收支总表</a>"));
  EXPECT_THAT(page, HasSubstr("<td class=\"r\">4.60</td>"));
  EXPECT_THAT(page, Not(HasSubstr("<script")));
}

TEST(HtmlTest, RefusesAFontThatWouldEndTheStyleSheet) {
  const auto refused = exported<html::HtmlExporter>(
      test::some_pages(), Json::object().set("font", "x; } </style><script>"));
  EXPECT_FALSE(refused);
}

TEST(DocxTest, WritesRealTablesWithMergedCellsAndARepeatedHeader) {
  const std::string bytes = exported<docx::DocxExporter>(test::some_pages()).value();
  const std::string body = part_of(bytes, "word/document.xml");
  EXPECT_THAT(body, HasSubstr("<w:gridSpan w:val=\"2\"/>"));
  EXPECT_THAT(body, HasSubstr("<w:tblHeader/>"));
  EXPECT_THAT(body, HasSubstr("<w:bookmarkStart w:id=\"1\" w:name=\"t1\"/>"));
  EXPECT_THAT(body, HasSubstr("<w:hyperlink w:anchor=\"t1\">"));
  EXPECT_THAT(body, HasSubstr("注：&lt;无&gt; &amp; 空表列示。"));
}

TEST(DocxTest, LetsATallRowBreakOverPages) {
  const std::string tall(20'000, 'x');
  const std::string body =
      part_of(exported<docx::DocxExporter>(
                  test::pages_of_blocks({one_row(Json::array().push(tall).push("1"), 2)}))
                  .value(),
              "word/document.xml");
  EXPECT_EQ(body.find("cantSplit"), std::string::npos);  // its end would be cut off
}

TEST(DocxTest, ShowsCharactersXmlCannotHold) {
  const std::string bytes =
      exported<docx::DocxExporter>(test::pages_of_blocks({test::paragraph("a\x01z")})).value();
  EXPECT_THAT(part_of(bytes, "word/document.xml"), HasSubstr("a\xEF\xBF\xBDz"));
}

TEST(XlsxTest, KeepsARateAsANumberAndPagesPrintItsSign) {
  Json rate = Json::object().set("number", "52.75").set("percent", true);
  Json table = Json::object().set("kind", "table").set("header_rows", 0);
  table.set("widths", Json::array().push(1));
  table.set("rows", Json::array().push(Json::array().push(std::move(rate))));
  const Json pages = test::pages_of_blocks({table});
  const std::string bytes = exported<xlsx::XlsxExporter>(pages).value();
  EXPECT_THAT(part_of(bytes, "xl/worksheets/sheet1.xml"), HasSubstr("<v>0.5275</v>"));
  EXPECT_THAT(part_of(bytes, "xl/styles.xml"), HasSubstr("formatCode=\"0.00%\""));
  EXPECT_THAT(exported<html::HtmlExporter>(pages).value(), HasSubstr("52.75%"));
}

TEST(XlsxTest, WritesNumbersWithTheirDecimalsAndSumsWithTheirValue) {
  const std::string bytes = exported<xlsx::XlsxExporter>(test::some_pages()).value();
  const std::string sheet = part_of(bytes, "xl/worksheets/sheet1.xml");
  EXPECT_THAT(sheet, HasSubstr("<v>1.2</v>"));
  EXPECT_THAT(sheet, HasSubstr("<f>SUM(B6:B7)</f><v>4.6"));
  EXPECT_THAT(sheet, HasSubstr("<mergeCell ref=\"A4:B4\"/>"));
  EXPECT_THAT(part_of(bytes, "xl/styles.xml"), HasSubstr("formatCode=\"0.00\""));
}

TEST(XlsxTest, WritesATextThatLooksLikeAFormulaAsText) {
  Json rows = Json::array().push(Json::array().push("=1+1").push("@SUM(A1)"));
  Json table = test::a_small_table();
  const std::string bytes =
      exported<xlsx::XlsxExporter>(
          test::pages_of_blocks({table.set("rows", std::move(rows)).set("header_rows", 0)}))
          .value();
  EXPECT_THAT(part_of(bytes, "xl/worksheets/sheet1.xml"), Not(HasSubstr("<f>")));
  EXPECT_THAT(part_of(bytes, "xl/sharedStrings.xml"), HasSubstr("=1+1"));
}

TEST(XlsxTest, RefusesATextThatNoCellHolds) {
  const auto refused = exported<xlsx::XlsxExporter>(
      test::pages_of_blocks({test::paragraph(std::string(40'000, 'x').c_str())}));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::too_large);
  EXPECT_THAT(refused.error().message, HasSubstr("表1!A1"));
}

TEST(XlsxTest, LosesNothingBehindANul) {
  const std::string bytes =
      exported<xlsx::XlsxExporter>(
          test::pages_of_blocks({one_row(Json::array().push(Json(std::string("a\0z", 3))), 1)}))
          .value();
  EXPECT_THAT(part_of(bytes, "xl/sharedStrings.xml"), HasSubstr("a\xEF\xBF\xBDz"));
}

TEST(XlsxTest, GivesATextTallerThanARowSeveralRows) {
  std::string tall;
  for (int i = 0; i < 60; ++i)
    tall += "行\n";
  Json rows = Json::array();
  const auto line = [](const std::string& name, const char* number) {
    return Json::array().push(name).push(Json::object().set("number", number));
  };
  rows.push(line(tall, "1.20")).push(line("二", "3.40"));
  Json total = Json::object().set("number", "4.60");
  total.set("sum",
            Json::array().push(Json::array().push(0).push(1)).push(Json::array().push(1).push(1)));
  rows.push(Json::array().push("合计").push(std::move(total)));
  Json table = test::a_small_table();
  const std::string sheet =
      part_of(exported<xlsx::XlsxExporter>(
                  test::pages_of_blocks({table.set("rows", std::move(rows)).set("header_rows", 0),
                                         test::paragraph(tall.c_str())}))
                  .value(),
              "xl/worksheets/sheet1.xml");
  EXPECT_THAT(sheet, HasSubstr("<mergeCell ref=\"A1:A3\"/>"));
  EXPECT_THAT(sheet, HasSubstr("<f>SUM(B1:B4)</f>"));
  EXPECT_THAT(sheet, HasSubstr("<mergeCell ref=\"A7:C9\"/>"));
}

TEST(XlsxTest, SetsANarrowTableOnTheColumnsOfAWideOne) {
  Json wide = Json::array();
  for (int i = 0; i < 6; ++i)
    wide.push(std::to_string(i));
  const std::string sheet =
      part_of(exported<xlsx::XlsxExporter>(
                  test::pages_of_blocks({one_row(std::move(wide), 6), test::a_small_table()}))
                  .value(),
              "xl/worksheets/sheet1.xml");
  EXPECT_THAT(sheet, HasSubstr("<mergeCell ref=\"A4:D4\"/>"));  // 项目: two thirds of the page
  EXPECT_THAT(sheet, HasSubstr("<f>SUM(E5:E6)</f>"));
}

TEST(XlsxTest, GivesSheetsWhoseNamesDifferInCapitalsOrTheirNumberTheirOwn) {
  Json payload = test::some_pages();
  Json parts = Json::array();
  for (const char* name : {"Table", "TABLE", "table_2", "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀", ""})
    parts.push(Json(payload["parts"].items()[0]).set("name", name));
  const std::string book =
      part_of(exported<xlsx::XlsxExporter>(payload.set("parts", std::move(parts))).value(),
              "xl/workbook.xml");
  for (const char* name :
       {"\"Table\"", "\"TABLE_2\"", "\"table_2_2\"", "\"表\"", "\"😀😀😀😀😀😀😀😀😀😀😀😀😀😀\""})
    EXPECT_THAT(book, HasSubstr(std::string("name=") + name));
}

TEST(XlsxTest, GivesEverySheetAnAllowedNameOfItsOwn) {
  Json payload = test::some_pages();
  Json part = payload["parts"].items()[0];
  part.set("name", "表[1]/收支:总表，一个比三十一个字还要长的名字，一直写到表格软件不认为止");
  Json twins = Json::array();
  twins.push(part).push(part);
  const std::string bytes =
      exported<xlsx::XlsxExporter>(payload.set("parts", std::move(twins))).value();
  EXPECT_THAT(part_of(bytes, "xl/workbook.xml"), HasSubstr("表_1__收支_总表"));
  EXPECT_THAT(part_of(bytes, "xl/workbook.xml"), HasSubstr("_2\""));
}

TEST(XlsxTest, ItsMemoryFilesAreReadAndWrittenAnywhere) {
  xlsx::MemoryFile file;
  EXPECT_EQ(file.write("abcdef", 6), 6U);
  ASSERT_TRUE(file.seek(-4, SEEK_CUR));
  EXPECT_EQ(file.write("XY", 2), 2U);
  ASSERT_TRUE(file.seek(2, SEEK_END));
  EXPECT_EQ(file.write("!", 1), 1U);
  EXPECT_FALSE(file.seek(-1, SEEK_SET));
  ASSERT_TRUE(file.seek(1, SEEK_SET));
  char read[16] = {};
  EXPECT_EQ(file.read(read, 3), 3U);
  EXPECT_EQ(std::string(read), "bXY");
  EXPECT_EQ(file.bytes(), std::string("abXYef\0\0!", 9));
}

/// What a program prints about a PDF.
std::string told(const std::string& command, const std::string& pdf) {
  test::TemporaryFolder folder;
  const auto file = folder.path() / "out.pdf";
  std::ofstream(file, std::ios::binary) << pdf;
  FILE* pipe = popen((command + " " + file.string() + " - 2>&1").c_str(), "r");
  std::string out;
  for (int c = fgetc(pipe); c != EOF; c = fgetc(pipe))
    out += static_cast<char>(c);
  pclose(pipe);
  return out;
}

TEST(PdfTest, HasItsTextToSelect) {
  const std::string text =
      told("pdftotext -layout", exported<pdf::PdfExporter>(test::some_pages()).value());
  EXPECT_THAT(text, HasSubstr("单位：万元"));
  EXPECT_THAT(text, HasSubstr("4.60"));
  EXPECT_THAT(text, HasSubstr("收支总表"));
}

TEST(PdfTest, EmbedsItsFonts) {
  const std::string pdf = exported<pdf::PdfExporter>(test::some_pages()).value();
  for (const char* words : {"/FontFile3", "NotoSerifCJK", "/CreationDate (1980"})
    EXPECT_NE(pdf.find(words), std::string::npos) << words;  // a PDF is too long to print
}

TEST(PdfTest, LeavesNoSingleRowToTheLastPage) {
  for (int count = 30; count < 60; ++count) {
    Json rows = Json::array();
    for (int i = 0; i < count; ++i)
      rows.push(Json::array().push("甲" + std::to_string(i) + "行").push("1"));
    Json table = test::a_small_table();
    const std::string text =
        told("pdftotext -layout",
             exported<pdf::PdfExporter>(
                 test::pages_of_blocks({table.set("rows", std::move(rows)).set("header_rows", 0)}))
                 .value());
    const std::size_t last = text.rfind("甲" + std::to_string(count - 1));
    const std::size_t third = text.rfind("甲" + std::to_string(count - 3));
    EXPECT_EQ(text.substr(third, last - third).find('\f'), std::string::npos) << count;
  }
}

TEST(PdfTest, PrintsALongOfficeNameBesideTheYear) {
  std::string name = "113 ";
  for (int i = 0; i < 9; ++i)
    name += "某某经济开发";
  Json line = Json::object().set("kind", "line").set("left", name + "末");
  line.set("centre", "预算年度：2026").set("right", "单位：万元");
  const std::string text =
      told("pdftotext -layout", exported<pdf::PdfExporter>(test::pages_of_blocks({line})).value());
  EXPECT_THAT(text, HasSubstr("预算年度：2026"));
  EXPECT_EQ(text.substr(0, text.find('\n')).find("末"), std::string::npos) << text;
}

TEST(PdfTest, SaysWhichFontIsMissing) {
  const auto refused =
      exported<pdf::PdfExporter>(test::some_pages(), Json::object().set("font", "No Such Font"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::unavailable);
  EXPECT_THAT(refused.error().message, HasSubstr("No Such Font"));
}

TEST(PdfTest, RepeatsTheHeaderAndLosesNothingOverManyPages) {
  Json rows = Json::array().push(Json::array().push("表头列").push("金额"));
  Json spanning = Json::object().set("text", "合并").set("rows", 120);
  for (int i = 0; i < 120; ++i) {
    Json row = Json::array();
    if (i == 0) row.push(spanning);
    rows.push(row.push("第" + std::to_string(i) + "行"));
  }
  std::string tall;
  for (int i = 0; i < 200; ++i)
    tall += "高" + std::to_string(i) + "\n";
  rows.push(Json::array().push(tall).push("末行"));
  Json table = test::a_small_table();
  const auto pdf = exported<pdf::PdfExporter>(
      test::pages_of_blocks({table.set("rows", std::move(rows)).set("header_rows", 1)}));
  ASSERT_TRUE(pdf) << pdf.error().message;
  const std::string text = told("pdftotext -layout", *pdf);
  for (int i = 0; i < 120; ++i)
    EXPECT_THAT(text, HasSubstr("第" + std::to_string(i) + "行"));
  for (int i = 0; i < 200; ++i)
    EXPECT_THAT(text, HasSubstr("高" + std::to_string(i) + "\n")) << i;
  std::size_t headers = 0;
  for (std::size_t at = 0; (at = text.find("表头列", at)) != std::string::npos; ++at)
    ++headers;
  EXPECT_GE(headers, 4U);
}

}  // namespace
}  // namespace budget
