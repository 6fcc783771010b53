#include "cli/sheet_file.h"

#include <gtest/gtest.h>

#include <sstream>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace budget::cli {
namespace {

SheetFile read(const std::string& text, SheetForm form = SheetForm::monitoring) {
  std::istringstream input(text);
  return read_sheet_file(input, "sheets.csv", form);
}

TEST(SheetFileTest, ReadsWordsOfTheOfficeAndTheProjectsOwnRow) {
  const SheetFile file = read(
      "\xEF\xBB\xBF项目编码,序号,完成情况,全年预计,完成目标可能性,偏差原因,原因说明,备注\r\n"
      "P1,0,进度过半,10,,,尾款未付,名册.pdf、合同.pdf\r\n"
      "P1,2,60,100,有可能,经费保障、其他,\"资金五月到位, 已补\",\r\n");
  ASSERT_TRUE(file.findings.empty()) << file.findings.front().message;
  EXPECT_EQ(
      boost::json::serialize(file.sheets),
      R"([{"project_code":"P1","lines":[{"number":2,"actual":"60",)"
      R"("explanation":"资金五月到位, 已补","forecast":"100","likelihood":"possible",)"
      R"("causes":["funds","other"]}],"outcome":"进度过半","execution_explanation":"尾款未付",)"
      R"("expected_wan":"10","attachments":["名册.pdf","合同.pdf"]}])");
}

TEST(SheetFileTest, SaysTheLineAndColumnOfANumberThatIsNone) {
  const SheetFile file = read("项目编码,序号,完成情况\nP1,1,60\nP1,二,70\n");
  ASSERT_EQ(file.findings.size(), 1U);
  EXPECT_EQ(file.findings.front().place.to_text(), "sheets.csv:3:2");
}

TEST(SheetFileTest, TellsTheWordsThatCouldStandWhereAnotherStands) {
  const SheetFile file = read(
      "项目编码,序号,完成情况,完成目标可能性,偏差原因\n"
      "P1,1,60,大概能,\n"
      "P1,2,60,确定能,经费保障、钱没到\n");
  ASSERT_EQ(file.findings.size(), 2U);
  EXPECT_EQ(file.findings[0].place.to_text(), "sheets.csv:2:4");
  EXPECT_NE(file.findings[0].message.find("确定能、有可能、完全不可能"), std::string::npos);
  EXPECT_EQ(file.findings[1].place.to_text(), "sheets.csv:3:5");
  EXPECT_EQ(file.findings[1].quote, "钱没到");
  const SheetFile other =
      read("项目编码,序号,实际完成值,完成档次\nP1,1,好,还行\n", SheetForm::evaluation);
  ASSERT_EQ(other.findings.size(), 1U);
  EXPECT_NE(other.findings[0].message.find("达成"), std::string::npos);
}

TEST(SheetFileTest, WantsTheColumnsItCannotDoWithout) {
  const SheetFile file = read("项目编码,完成情况\nP1,60\n");
  ASSERT_EQ(file.findings.size(), 1U);
  EXPECT_EQ(file.findings.front().place.line, 1);
  EXPECT_NE(file.findings.front().message.find("there is no 序号"), std::string::npos);
}

TEST(SheetFileTest, PutsWhatTheDaemonSaidToTheLineOfTheFile) {
  const SheetFile file = read("项目编码,序号,完成情况\nP1,1,60\n\nP2,1,五\n");
  Finding said;
  said.place.field = "sheets[1].lines[0].actual";
  EXPECT_EQ(placed(said, file, "sheets.csv").place.file, "sheets.csv");
  EXPECT_EQ(placed(said, file, "sheets.csv").place.line, 4);
}

TEST(SheetFileTest, ReadsBackTheTemplateItWrites) {
  const boost::json::value sheets = boost::json::parse(
      R"([{"project_code":"P1","project_name":"培训, 甲","outcome":"好","expected_wan":"10.5",
           "attachments":["名册.pdf"],"indicators":[{"number":1,"level3":"人数","target":"≥100人",
           "actual":"60","forecast":"100","likelihood":"possible","causes":["funds"],
           "explanation":"晚","remark":null,"attainment":null,"share_percent":null}]}])");
  const SheetFile file =
      read(sheet_template(sheets.as_array(), SheetForm::monitoring), SheetForm::monitoring);
  ASSERT_TRUE(file.findings.empty()) << file.findings.front().message;
  EXPECT_EQ(boost::json::serialize(file.sheets),
            R"([{"project_code":"P1","lines":[{"number":1,"actual":"60","explanation":"晚",)"
            R"("forecast":"100","likelihood":"possible","causes":["funds"]}],"outcome":"好",)"
            R"("expected_wan":"10.5","attachments":["名册.pdf"]}])");
}

}  // namespace
}  // namespace budget::cli
