#include <iostream>

#include <gtest/gtest.h>

#include "expected_document.h"
#include "office_file.h"
#include "reader/grid/sheet_number.h"
#include "reader/reader.h"

namespace budget::reader {
namespace {

class OfficeFilesTest : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    if (!samples_folder()) GTEST_SKIP() << "the sample documents (../shared) are not here";
  }
  static Comparison compared(const std::string& bytes, const std::string& kind) {
    const auto document = read_document(bytes, "copy." + kind);
    EXPECT_TRUE(document) << document.error().message;
    ComparisonScope scope;
    scope.lines = false;
    Comparison comparison = compare_with_expected(*document, GetParam(), scope);
    std::cout << GetParam() << " | as " << kind << " | " << comparison.compared() << " | "
              << comparison.equal() << " | " << comparison.compared() - comparison.equal()
              << " | unclaimed lines " << document->unclaimed.size() << "\n";
    for (std::size_t i = 0; i < comparison.differences.size() && i < 40; ++i) {
      std::cout << "  " << comparison.differences[i] << "\n";
    }
    return comparison;
  }
};

TEST_P(OfficeFilesTest, AWordFileWithTheSameContentGivesTheSameModel) {
  const Comparison comparison = compared(docx_of(rows_of(sample_text(GetParam()))), "docx");
  EXPECT_EQ(comparison.compared(), comparison.equal());
}

TEST_P(OfficeFilesTest, AWorkbookOfTextGivesTheSameModel) {
  const Comparison comparison = compared(xlsx_of(rows_of(sample_text(GetParam())), false), "xlsx");
  EXPECT_EQ(comparison.compared(), comparison.equal());
}

TEST_P(OfficeFilesTest, AWorkbookOfNumbersGivesTheSameModel) {
  const Comparison comparison = compared(xlsx_of(rows_of(sample_text(GetParam())), true), "xlsx");
  EXPECT_EQ(comparison.compared(), comparison.equal());
}

TEST_P(OfficeFilesTest, ACsvFileGivesTheSameModel) {
  std::string text;
  for (const OfficeRow& row : rows_of(sample_text(GetParam()))) {
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      std::string cell = row.cells[i];
      for (std::size_t at = 0; (at = cell.find('"', at)) != std::string::npos; at += 2) {
        cell.insert(at, 1, '"');
      }
      text += (i == 0 ? "\"" : ",\"") + cell + "\"";
    }
    text += "\r\n";
  }
  const Comparison comparison = compared(text, "csv");
  EXPECT_EQ(comparison.compared(), comparison.equal());
}

INSTANTIATE_TEST_SUITE_P(Samples, OfficeFilesTest, testing::ValuesIn(kSamples),
                         [](const auto& test) { return test.param.substr(4); });

TEST(SheetNumberTest, ShowsANumberAsTheSheetDoes) {
  EXPECT_EQ(shown_number("37.700000000000003", {}), "37.7");
  EXPECT_EQ(shown_number("37.700000000000003", {.decimals = 2}), "37.70");
  EXPECT_EQ(shown_number("0.95", {.percent = true}), "95%");
  EXPECT_EQ(shown_number("0.995", {.percent = true, .decimals = 2}), "99.50%");
  EXPECT_EQ(shown_number("1.0000000000000001E-2", {}), "0.01");
  EXPECT_EQ(shown_number("20101", {}), "20101");
  EXPECT_EQ(shown_number("9.995", {.decimals = 2}), "10.00");
  EXPECT_EQ(shown_number("-0.001", {.decimals = 2}), "0.00");
  EXPECT_EQ(shown_number("1e30", {}), "1000000000000000000000000000000");
  EXPECT_EQ(shown_number("no number", {}), "no number");
  EXPECT_EQ(shown_date("44926").value_or(""), "2022-12-31");
  EXPECT_EQ(shown_date("45351").value_or(""), "2024-02-29");
}

}  // namespace
}  // namespace budget::reader
