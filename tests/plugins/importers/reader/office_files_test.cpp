#include <iostream>

#include <gmock/gmock.h>
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

TEST(WorkbookTest, ReadsMergedCellsAndPercentFormats) {
  const auto cell = [](const std::string& at, const std::string& text) {
    return "<c r=\"" + at + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
  };
  const std::string sheet =
      "<worksheet><sheetData><row r=\"1\">" + cell("A1", "1.夜校经费绩效目标表") +
      "</row><row r=\"2\">" + cell("A2", "项目编码") + cell("B2", "13073022P000DP010004T") +
      cell("E2", "项目名称") + cell("F2", "夜校经费") + "</row><row r=\"3\">" +
      cell("A3", "预算规模及资金用途") + cell("B3", "预算数") + "<c r=\"C3\"><v>5</v></c>" +
      cell("D3", "其中：财政资金") + "<c r=\"E3\"><v>4.9000000000000004</v></c>" +
      cell("F3", "其他资金") + "<c r=\"G3\"><v>0.1</v></c></row><row r=\"4\">" +
      cell("B4", "聘请教师") + "</row><row r=\"5\">" + cell("A5", "资金支出计划（%）") +
      cell("B5", "3月底") + cell("D5", "6月底") + cell("E5", "10月底") + cell("F5", "12月底") +
      "</row><row r=\"6\"><c r=\"D6\" s=\"1\"><v>0.5</v></c><c r=\"E6\" s=\"1\"><v>0.8</v></c>"
      "<c r=\"F6\" s=\"1\"><v>1</v></c></row><row r=\"7\">" +
      cell("A7", "绩效目标") + cell("B7", "1.开办夜校") + "</row><row r=\"8\">" +
      cell("A8", "一级指标") + cell("B8", "二级指标") + cell("D8", "三级指标") +
      cell("E8", "指标值") + cell("F8", "指标值确定依据") + "</row><row r=\"9\">" +
      cell("A9", "产出指标") + cell("B9", "质量指标") + cell("D9", "结业率") +
      "<c r=\"E9\" s=\"1\"><v>0.95</v></c>" + cell("F9", "计划") + "</row><row r=\"10\">" +
      cell("B10", "时效指标") + cell("D10", "开班时间") + cell("E10", "9月底前") +
      cell("F10", "计划") +
      "</row></sheetData><mergeCells><mergeCell ref=\"A1:G1\"/><mergeCell ref=\"B2:D2\"/>"
      "<mergeCell ref=\"F2:G2\"/><mergeCell ref=\"A3:A4\"/><mergeCell ref=\"B4:G4\"/>"
      "<mergeCell ref=\"A5:A6\"/><mergeCell ref=\"B5:C5\"/><mergeCell ref=\"B6:C6\"/>"
      "<mergeCell ref=\"F5:G5\"/><mergeCell ref=\"F6:G6\"/><mergeCell ref=\"B8:C8\"/>"
      "<mergeCell ref=\"B9:C9\"/><mergeCell ref=\"B10:C10\"/><mergeCell ref=\"A9:A10\"/>"
      "</mergeCells></worksheet>";
  const auto document = read_document(
      zip_of({{"xl/workbook.xml",
               "<workbook><sheets><sheet name=\"夜校\" r:id=\"rId1\" xmlns:r=\"r\"/></sheets>"
               "</workbook>"},
              {"xl/_rels/workbook.xml.rels",
               "<Relationships><Relationship Id=\"rId1\" Target=\"/xl/worksheets/a.xml\"/>"
               "</Relationships>"},
              {"xl/styles.xml",
               "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"9\"/></cellXfs>"
               "</styleSheet>"},
              {"xl/worksheets/a.xml", sheet}}),
      "sheet.xlsx");
  ASSERT_TRUE(document) << document.error().message;
  ASSERT_EQ(document->projects.size(), 1U);
  const ReadProject& project = document->projects[0];
  EXPECT_EQ(project.code.text, "13073022P000DP010004T");
  EXPECT_EQ(project.code.source.cell, "夜校!B2");
  EXPECT_EQ(project.fiscal.amount, Money::from_fen(4'900'000));
  EXPECT_EQ(project.other.amount, Money::from_fen(100'000));
  EXPECT_EQ(project.purpose.text, "聘请教师");
  ASSERT_TRUE(project.plan);
  EXPECT_EQ(project.plan->unit, PlanUnit::percent);
  ASSERT_EQ(project.plan->nodes.size(), 4U);
  EXPECT_EQ(project.plan->nodes[0].value.printed, "");
  EXPECT_EQ(project.plan->nodes[2].cumulative_wan, "4");
  ASSERT_EQ(project.indicators.size(), 2U);
  EXPECT_EQ(project.indicators[0].value.cell.printed, "95%");
  EXPECT_EQ(project.indicators[1].level1, "产出指标");
  EXPECT_EQ(project.indicators[1].level3, "开班时间");
  EXPECT_EQ(project.indicators[1].basis, "计划");
}

TEST(WorkbookTest, TellsWhatExcelDoesNotShow) {
  const auto sheet = [](const std::string& name) {
    return "<worksheet><cols><col min=\"3\" max=\"16384\" hidden=\"1\"/></cols><sheetData>"
           "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>1." +
           name +
           "绩效目标表</t></is></c></row><row r=\"2\" hidden=\"1\"><c r=\"A2\" "
           "t=\"inlineStr\"><is><t>项目名"
           "称</t></is></c><c r=\"B2\" t=\"inlineStr\"><is><t>" +
           name +
           "</t></is></c></row><row r=\"4\" hidden=\"true\"/><row r=\"5\"><c "
           "r=\"C5\"><v>1</v></c></row>"
           "</sheetData></worksheet>";
  };
  const std::string book =
      "<workbook xmlns:r=\"r\"><sheets><sheet name=\"甲\" r:id=\"r1\"/><sheet name=\"乙\" "
      "state=\"hidden\" r:id=\"r2\"/><sheet name=\"丙\" state=\"veryHidden\" "
      "r:id=\"r3\"/></sheets></workbook>";
  std::string links = "<Relationships>";
  std::map<std::string, std::string> parts{{"xl/workbook.xml", book}};
  for (const std::string number : {"1", "2", "3"}) {
    links += "<Relationship Id=\"r" + number + "\" Target=\"s" + number + ".xml\"/>";
    parts["xl/s" + number + ".xml"] = sheet("项目" + number);
  }
  parts["xl/_rels/workbook.xml.rels"] = links + "</Relationships>";
  const auto document = read_document(zip_of(parts), "sheet.xlsx");
  ASSERT_TRUE(document) << document.error().message;
  std::vector<std::string> told;
  for (const Observation& found : document->findings) {
    const std::string& rule = found.finding.rule.text();
    if (rule.find("hidden") != std::string::npos)
      told.push_back(rule + " " + found.finding.message);
  }
  EXPECT_THAT(
      told,
      testing::ElementsAre(
          "reader.hidden_content 工作表“甲”的第2行是隐藏的，2个单元格有内容",
          "reader.hidden_content 工作表“甲”的第3列是隐藏的，1个单元格有内容",
          "reader.hidden_content 工作表“乙”是隐藏的，4个单元格有内容",
          "reader.hidden_content 工作表“乙”的第2行是隐藏的，2个单元格有内容",
          "reader.hidden_content 工作表“乙”的第3列是隐藏的，1个单元格有内容",
          "reader.hidden_sheet_not_read 工作表“丙”在表格软件的菜单里也看不到，4个单元格有内容"));
}

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
