#include <gtest/gtest.h>

#include <random>

#include <unicode/ucnv.h>

#include "expected_document.h"
#include "office_file.h"
#include "reader/json.h"
#include "reader/reader.h"

namespace budget::reader {
namespace {

std::string converted(const std::string& text, const char* to) {
  UErrorCode status = U_ZERO_ERROR;
  const int32_t size = ucnv_convert(to, "UTF-8", nullptr, 0, text.data(),
                                    static_cast<int32_t>(text.size()), &status);
  std::string bytes(static_cast<std::size_t>(size), '\0');
  status = U_ZERO_ERROR;
  ucnv_convert(to, "UTF-8", bytes.data(), size, text.data(), static_cast<int32_t>(text.size()),
               &status);
  return bytes;
}

const std::string kSheet =
    "1.河道清淤工程绩效目标表\n项目编码\t13073024P00012310001X\t\t项目名称\t河道清淤工程\n"
    "绩效目标\t1.清淤\n一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值\t指标值确定依据\n"
    "产出指标\t数量指标\t长度\t河长\t≥12公里\t方案\n";

ErrorCode code_of(const std::string& bytes, const ReadLimits& limits = {}) {
  const auto document = read_document(bytes, "file", limits);
  return document ? ErrorCode::internal : document.error().code;
}

TEST(EncodingTest, TellsTheEncodingByTheBytes) {
  const std::vector<std::pair<std::string, Encoding>> files = {
      {kSheet, Encoding::utf8},
      {"\xEF\xBB\xBF" + kSheet, Encoding::utf8_with_mark},
      {converted(kSheet, "gb18030"), Encoding::gb18030},
      {"\xFF\xFE" + converted(kSheet, "UTF-16LE"), Encoding::utf16},
      {"\xFE\xFF" + converted(kSheet, "UTF-16BE"), Encoding::utf16}};
  for (const auto& [bytes, encoding] : files) {
    const auto document = read_document(bytes, "sheet.txt");
    ASSERT_TRUE(document) << name_of(encoding) << ": " << document.error().message;
    EXPECT_EQ(document->encoding, encoding);
    ASSERT_EQ(document->projects.size(), 1U) << name_of(encoding);
    EXPECT_EQ(document->projects[0].indicators.size(), 1U);
  }
}

TEST(EncodingTest, SaysThatAFileWasCutOff) {
  const auto document = read_document(kSheet + "\xE6\xB2", "sheet.txt");
  ASSERT_TRUE(document);
  EXPECT_EQ(document->findings.front().finding.rule.text(), "reader.file_cut_off");
}

TEST(EncodingTest, RefusesBytesThatAreNoText) {
  std::string bytes = kSheet;
  bytes.insert(20, "\xFF\xFF\x80\xFF");
  EXPECT_EQ(code_of(bytes), ErrorCode::invalid_input);
}

TEST(HostileFilesTest, AreRefusedWithTheirReason) {
  EXPECT_EQ(code_of("%PDF-1.7 ..."), ErrorCode::unsupported);
  EXPECT_EQ(code_of("\xD0\xCF\x11\xE0\xA1\xB1"), ErrorCode::unsupported);
  EXPECT_EQ(code_of("PK\x03\x04 nothing"), ErrorCode::unsupported);
  EXPECT_EQ(code_of("PK\x03\x04 word/document.xml"), ErrorCode::invalid_input);
  const std::string docx = docx_of({{{"一"}, false}});
  EXPECT_EQ(code_of(docx.substr(0, docx.size() - 30)), ErrorCode::invalid_input);
}

TEST(HostileFilesTest, ADocumentTypeIsRefused) {
  const std::string bomb =
      "<?xml version=\"1.0\"?><!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\">]><d>&a;</d>";
  EXPECT_EQ(code_of(zip_of({{"word/document.xml", bomb}})), ErrorCode::invalid_input);
}

TEST(HostileFilesTest, LimitsHoldBeforeMemoryIsTaken) {
  ReadLimits limits;
  limits.unpacked_bytes = 1U << 20U;
  const std::string zeros(4U << 20U, ' ');
  EXPECT_EQ(code_of(zip_of({{"word/document.xml", zeros}}), limits), ErrorCode::too_large);

  std::string deep;
  for (int i = 0; i < 1000; ++i)
    deep += "<w:tbl>";
  EXPECT_EQ(code_of(docx_of_body(deep)), ErrorCode::too_large);

  EXPECT_EQ(code_of(docx_of_body("<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"99999999\"/>"
                                 "</w:tcPr><w:p/></w:tc></w:tr></w:tbl>")),
            ErrorCode::too_large);

  ReadLimits small;
  small.cell_bytes = 1000;
  EXPECT_EQ(code_of(std::string(2000, 'x'), small), ErrorCode::too_large);
  small.file_bytes = 100;
  EXPECT_EQ(code_of(std::string(2000, 'x'), small), ErrorCode::too_large);
  ReadLimits few;
  few.cells = 100;
  EXPECT_EQ(code_of(std::string(500, '\t'), few), ErrorCode::too_large);
}

TEST(HostileFilesTest, OneLongTextInManyCellsIsCountedEachTime) {
  std::string rows;
  for (int row = 1; row <= 2000; ++row) {
    const std::string number = std::to_string(row);
    rows += "<row r=\"" + number + "\"><c r=\"A" + number + "\" t=\"s\"><v>0</v></c></row>";
  }
  ReadLimits limits;
  limits.unpacked_bytes = 4U << 20U;
  EXPECT_EQ(
      code_of(
          zip_of(
              {{"xl/workbook.xml",
                "<workbook><sheets><sheet name=\"a\" id=\"r1\"/></sheets></workbook>"},
               {"xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id=\"r1\" Target=\"sheet1.xml\"/></Relationships>"},
               {"xl/sharedStrings.xml",
                "<sst><si><t>" + std::string(1000, 'x') + "</t></si></sst>"},
               {"xl/sheet1.xml", "<worksheet><sheetData>" + rows + "</sheetData></worksheet>"}}),
          limits),
      ErrorCode::too_large);
}

TEST(HostileFilesTest, ATableThatLaysThePageOutIsLookedThrough) {
  const auto cell = [](const std::string& text) {
    return "<w:tc><w:p><w:r><w:t>" + text + "</w:t></w:r></w:p></w:tc>";
  };
  const std::string inner = "<w:tbl><w:tr>" + cell("项目编码") + cell("13073024P00012310001X") +
                            "</w:tr><w:tr>" + cell("绩效目标") + cell("1.清淤") + "</w:tr></w:tbl>";
  const auto document = read_document(
      docx_of_body("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>1.清淤绩效目标表</w:t></w:r></w:p>" + inner +
                   "<w:p/></w:tc></w:tr></w:tbl>"),
      "nested.docx");
  ASSERT_TRUE(document);
  ASSERT_EQ(document->projects.size(), 1U);
  EXPECT_EQ(document->projects[0].code.text, "13073024P00012310001X");
}

TEST(HostileFilesTest, FindingsAreCountedBeyondTheirLimit) {
  ReadLimits limits;
  limits.findings = 3;
  std::string text = kSheet;
  for (int i = 0; i < 50; ++i)
    text += "\t质量指标\t率\t率\t≥9≥9%\t方案\n";
  const auto document = read_document(text, "sheet.txt", limits);
  ASSERT_TRUE(document);
  EXPECT_EQ(document->findings.size(), 4U);
  EXPECT_EQ(document->findings.back().finding.rule.text(), "reader.findings_left_out");
}

/// A copy with pieces deleted, doubled and moved: it must be read or refused, and what it holds
/// must be in the model or in the list of what belongs to nothing.
TEST(DamagedCopiesTest, NeitherCrashNorLoseTextSilently) {
  if (!samples_folder()) GTEST_SKIP() << "the sample documents (../shared) are not here";
  std::mt19937 random(20'260'101);
  for (const std::string& sample : kSamples) {
    const std::string text = sample_text(sample);
    for (int round = 0; round < 15; ++round) {
      std::string copy = text;
      for (int i = 0; i < 1 + round / 2; ++i) {
        const std::size_t at = random() % copy.size();
        const std::size_t length = std::min<std::size_t>(random() % 200, copy.size() - at);
        const std::string piece = copy.substr(at, length);
        switch (random() % 5) {
          case 0:
            copy.erase(at, length);
            break;
          case 1:
            copy.insert(random() % copy.size(), piece);
            break;
          case 2:
            copy[at] = "\t\n 1、|<$"[random() % 9];
            break;
          case 3: {
            const std::size_t line = copy.find('\n', at);
            if (line != std::string::npos) copy.erase(line, 1);
            break;
          }
          default:
            copy.insert(at, "\n");
            break;
        }
      }
      const auto document = read_document(copy, "copy.txt");
      if (!document) {
        EXPECT_EQ(document.error().code, ErrorCode::invalid_input);
        continue;
      }
      EXPECT_LE(document->characters_accounted, document->characters);
      EXPECT_FALSE(to_json(*document).empty());
    }
  }
}

TEST(DamagedCopiesTest, ALostLineTouchesOnlyItsOwnSheetOrTable) {
  if (!samples_folder()) GTEST_SKIP() << "the sample documents (../shared) are not here";
  std::mt19937 random(7);
  ComparisonScope scope;
  scope.lines = false;
  for (const std::string& sample : kSamples) {
    const std::string text = sample_text(sample);
    int worst = 0;
    for (int round = 0; round < 15; ++round) {
      std::string copy = text;
      const std::size_t begin = copy.find('\n', random() % (copy.size() - 2000)) + 1;
      const std::size_t end = copy.find('\n', begin) + 1;
      const std::string lost = copy.substr(begin, end - begin);
      copy.erase(begin, end - begin);
      const auto document = read_document(copy, "copy.txt");
      ASSERT_TRUE(document);
      if (lost.find("绩效目标表") != std::string::npos) continue;  // a sheet loses its title
      const Comparison comparison = compare_with_expected(*document, sample, scope);
      const int different = comparison.compared() - comparison.equal();
      worst = std::max(worst, different);
      EXPECT_LT(different, 420) << sample << " without: " << lost;
      if (different > 120) {
        std::cout << sample << " " << different << " different without: " << lost.substr(0, 120)
                  << "\n";
      }
    }
    std::cout << sample << " | a line lost, 15 times | at most " << worst << " fields different\n";
  }
}

}  // namespace
}  // namespace budget::reader
