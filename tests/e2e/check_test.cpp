#include <cstdlib>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <budget/json.h>

#include "support/temporary_folder.h"

// `budgetctl check` with the plugins and the configuration that are shipped.

namespace budget::test {
namespace {

constexpr const char* kSheet =
    "1、视频监控租用经费绩效目标表\n"
    "单位：万元\n"
    "项目编码\t13060526P00002810078X\t项目名称\t视频监控租用经费\n"
    "预算规模及资金用途\t预算数\t8.00\t其中：财政资金\t8.00\t其他资金\t\n"
    "一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值\t指标值确定依据\n"
    "产出指标\t数量指标\t监控点位\t租用的监控点位\t≥12个\t合同\n";

/// The answer of `budgetctl --json check FILE`, and what it ended with.
std::pair<Json, int> check(const std::filesystem::path& file, const std::string& more = "") {
  const std::string command = std::string(std::getenv("BUDGET_BIN_DIR")) +
                              "/budgetctl --json check " + file.string() + " " + more;
  FILE* pipe = popen(command.c_str(), "r");
  std::string out;
  for (int c = fgetc(pipe); c != EOF; c = fgetc(pipe))
    out += static_cast<char>(c);
  const int status = pclose(pipe);
  const auto json = Json::parse(out);
  EXPECT_TRUE(json) << out;
  return {json ? *json : Json(), WEXITSTATUS(status)};
}

class CheckTest : public testing::Test {
 protected:
  std::filesystem::path write(const std::string& name, const std::string& text) {
    const auto file = folder_.path() / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
    return file;
  }
  TemporaryFolder folder_;
};

TEST_F(CheckTest, ReadsAGoalSheetAndFindsTheWrongCheckCharacter) {
  const auto [answer, exit] = check(write("sheet.txt", kSheet));
  const Json& file = answer["files"].items().at(0);
  EXPECT_EQ(file["projects"].integer(), 1) << answer.to_text();
  EXPECT_THAT(file["findings"].to_text(), testing::HasSubstr("project_code.check_character"));
  EXPECT_TRUE(answer["plugins_missing"].items().empty()) << answer.to_text();
}

TEST_F(CheckTest, SaysWhatItReadWhenAsked) {
  const auto [answer, exit] = check(write("sheet.txt", kSheet), "--document");
  EXPECT_EQ(answer["files"].items().at(0)["document"]["schema"].text(), "budget.document/1");
}

TEST_F(CheckTest, SaysWhyAFileCannotBeReadAndGoesOnWithTheNext) {
  write("a.docx", "%PDF-1.7\n");
  write("b.txt", kSheet);
  const auto [answer, exit] = check(folder_.path());
  EXPECT_EQ(exit, 1);
  ASSERT_EQ(answer["files"].items().size(), 2U) << answer.to_text();
  EXPECT_FALSE(answer["files"].items().at(0)["error"]["detail"].text().empty());
  EXPECT_EQ(answer["files"].items().at(1)["projects"].integer(), 1);
}

/// budgetctl with these words: what it printed, and what it ended with.
std::pair<std::string, int> run(const std::string& words) {
  const std::string command =
      std::string(std::getenv("BUDGET_BIN_DIR")) + "/budgetctl " + words + " 2>&1";
  FILE* pipe = popen(command.c_str(), "r");
  std::string out;
  for (int c = fgetc(pipe); c != EOF; c = fgetc(pipe))
    out += static_cast<char>(c);
  const int status = pclose(pipe);
  return {out, WEXITSTATUS(status)};
}

std::string content(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

TEST_F(CheckTest, UsesTheConfigurationItWasBuiltWithWhereTheFolderHasNone) {
  const std::filesystem::path bin = std::getenv("BUDGET_BIN_DIR");
  if (!std::filesystem::exists(bin / "../../../config/budgetd.toml"))
    GTEST_SKIP() << "the build folder is not two below the source tree";
  write("sheet.txt", kSheet);
  const std::string command =
      "cd " + folder_.path().string() + " && " + (bin / "budgetctl").string();
  const int status = std::system((command + " check sheet.txt >said 2>&1").c_str());
  EXPECT_EQ(WEXITSTATUS(status), 1);
  EXPECT_THAT(content(folder_.path() / "said"), testing::HasSubstr("配置用 "));
  EXPECT_THAT(content(folder_.path() / "said"), testing::HasSubstr("规则已查"));
}

TEST_F(CheckTest, RefusesATextThatIsNoBudget) {
  const auto list = write("list.txt", "买菜清单\n鸡蛋 10 个\n牛奶 2 盒\n");
  const auto [said, exit] = run("check " + list.string());
  EXPECT_EQ(exit, 1);
  EXPECT_THAT(said, testing::HasSubstr("没有读入：不是能读的预算文件（绩效目标表或预算公开文本）"));
  const auto [answer, same_exit] = check(list);
  EXPECT_EQ(answer["files"].items().at(0)["error"]["code"].text(), "unsupported");
}

TEST_F(CheckTest, SaysErrorsFirstAndWhichProjectTheyAreAbout) {
  const auto [said, exit] =
      run("check " + write("sheet.txt", kSheet).string() + " --region 130605");
  EXPECT_EQ(exit, 1);
  EXPECT_THAT(said, testing::HasSubstr("行，视频监控租用经费: 错误"));
  EXPECT_EQ(said.find("错误: ", said.find("提示: ")), std::string::npos) << said;
}

TEST_F(CheckTest, SaysWhereTheReportLies) {
  const auto page = folder_.path() / "report.html";
  const auto [said, exit] =
      run("check " + write("sheet.txt", kSheet).string() + " --report html --out " + page.string());
  EXPECT_THAT(said, testing::HasSubstr("报告已写入 " + page.string() + "：1 个文件，"));
}

TEST_F(CheckTest, WritesAPageWithWhatWasFoundAndWhatWasNotChecked) {
  const auto page = folder_.path() / "report.html";
  const auto [said, exit] = run("check " + write("sheet.txt", kSheet).string() +
                                " --region 130605 --report html --out " + page.string());
  EXPECT_EQ(exit, 1) << said;
  EXPECT_THAT(content(page), testing::HasSubstr("项目编码的校验字符相符"));
  EXPECT_THAT(content(page), testing::HasSubstr("文件中没有所需的表或文字"));
  EXPECT_THAT(content(page), testing::HasSubstr("</html>"));
}

TEST_F(CheckTest, NothingOfADocumentBecomesMarkupOfThePage) {
  std::string text = kSheet;
  text.replace(text.find("≥12个"), std::string("≥12个").size(), "≥<img src=x>≥<img src=x>");
  const auto page = folder_.path() / "report.html";
  (void)run("check " + write("sheet.txt", text).string() + " --report html --out " + page.string());
  EXPECT_THAT(content(page), testing::Not(testing::HasSubstr("<img")));
}

TEST_F(CheckTest, MarksTheCellInAWorkbookThatCanBeReadAgain) {
  const auto book = folder_.path() / "report.xlsx";
  const auto [said, exit] = run("check " + write("sheet.txt", kSheet).string() +
                                " --region 130605 --report xlsx --out " + book.string());
  EXPECT_EQ(exit, 1) << said;
  EXPECT_EQ(content(book).substr(0, 2), "PK");
  EXPECT_FALSE(std::filesystem::exists(book.string() + ".part"));
  const auto [listed, unzipped] = run("check " + book.string() + " --region 130605 | head -3");
  EXPECT_THAT(listed, testing::HasSubstr("report.xlsx"));
}

TEST_F(CheckTest, MakesAWorkbookOfEachDocumentOfAFolderAndOneOfAll) {
  write("in/a.txt", kSheet);
  write("in/b.txt", kSheet);
  write("in/c.docx", "%PDF-1.7\n");
  const auto out = folder_.path() / "out";
  const auto [said, exit] =
      run("check " + (folder_.path() / "in").string() + " --report xlsx --out " + out.string());
  EXPECT_EQ(exit, 1) << said;
  for (const char* name : {"a.txt.xlsx", "b.txt.xlsx", "汇总.xlsx"})
    EXPECT_TRUE(std::filesystem::exists(out / name)) << name;
  EXPECT_FALSE(std::filesystem::exists(out / "c.docx.xlsx"));
}

TEST_F(CheckTest, NamesTheDocumentsOfAFolderThatNobodyReads) {
  write("in/A.TXT", kSheet);
  write("in/b.pdf", "%PDF-1.7\n");
  write("in/~$a.docx", "lock");
  const auto [said, exit] = run("check " + (folder_.path() / "in").string());
  EXPECT_EQ(exit, 1) << said;
  EXPECT_THAT(said, testing::HasSubstr("A.TXT"));
  EXPECT_THAT(said, testing::HasSubstr("b.pdf"));
  EXPECT_THAT(said, testing::HasSubstr("PDF"));
  EXPECT_THAT(said, testing::Not(testing::HasSubstr("~$a")));
}

TEST(RulesCommandTest, ListsEveryRuleOfTheConfiguredPlugins) {
  const auto [out, exit] = run("--json rules list");
  const auto list = Json::parse(out);
  ASSERT_TRUE(list) << out;
  EXPECT_EQ(exit, 0);
  EXPECT_GT((*list)["items"].items().size(), 100U);
  for (const Json& rule : (*list)["items"].items()) {
    EXPECT_FALSE(rule["title"].text().empty()) << rule.to_text();
    EXPECT_FALSE(rule["reason"].text().empty()) << rule.to_text();
    EXPECT_FALSE(rule["fails"].text().empty()) << rule.to_text();
  }
}

TEST(RulesCommandTest, LeavesOutRulesThatDoNotHoldInARegion) {
  const auto [here, exit] = run("--json rules list --region 130605 --plugin hebei_rules");
  const auto [there, other] = run("--json rules list --region 440100 --plugin hebei_rules");
  EXPECT_GT(Json::parse(here).value()["items"].items().size(), 5U);
  EXPECT_EQ(there, "{\"items\":[]}\n");
}

TEST(RulesCommandTest, ExplainsOneRuleWithItsSourceAndExamples) {
  const auto [out, exit] = run("rules explain c48");
  EXPECT_EQ(exit, 0) << out;
  EXPECT_THAT(out, testing::HasSubstr("预算法第十四条"));
  EXPECT_THAT(out, testing::HasSubstr("不通过的例子"));
}

TEST(RulesCommandTest, OffersWhatIsNearAnUnknownRule) {
  const auto [out, exit] = run("rules explain check_char");
  EXPECT_EQ(exit, 3) << out;
  EXPECT_THAT(out, testing::HasSubstr("project_code.check_character"));
}

}  // namespace
}  // namespace budget::test
