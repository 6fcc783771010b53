#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <budget/json.h>

#include "office.h"
#include "support/temporary_folder.h"

// `budgetctl publish` with the plugins, the configuration and the layouts that are shipped.

namespace budget::test {
namespace {

using ::testing::HasSubstr;

constexpr const char* kSheet =
    "2022年部门预算绩效文本\n\n第二部分 预算项目绩效目标\n\n1、视频监控租用经费绩效目标表\n"
    "505001 某区文化馆\t单位：万元\n"
    "项目编码\t13060526P00002810078X\t项目名称\t视频监控租用经费\n"
    "预算规模及资金用途\t预算数\t8.00\t其中：财政资金\t8.00\t其他资金\t\n\t租用监控点位\n"
    "一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值\t指标值确定依据\n"
    "产出指标\t数量指标\t监控点位\t租用的监控点位\t≥12个\t合同\n"
    "\t质量指标\t设备完好率\t完好设备的占比\t≥98%\t合同\n"
    "\t时效指标\t故障修复时间\t修复一次故障的时间\t≤24小时\t合同\n"
    "\t成本指标\t每点租金\t平均每个点位的租金\t≤0.6万元\t合同\n"
    "效益指标\t社会效益指标\t覆盖馆舍\t有监控的馆舍\t≥3处\t合同\n"
    "满意度指标\t服务对象满意度指标\t读者满意度\t满意读者的占比\t≥90%\t问卷\n";

std::string text_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class PublishTest : public testing::Test {
 protected:
  std::filesystem::path write(const std::string& name, const std::string& text) {
    const auto file = folder_.path() / name;
    std::ofstream(file, std::ios::binary) << text;
    return file;
  }
  std::string path(const std::string& name) { return (folder_.path() / name).string(); }

  /// The answer of `budgetctl --json publish …`, and what it ended with.
  std::pair<Json, int> publish(const std::string& words) {
    const std::string command = std::string(std::getenv("BUDGET_BIN_DIR")) +
                                "/budgetctl --json publish --config config/budgetd.toml " + words +
                                " 2>" + path("errors");
    FILE* pipe = popen(command.c_str(), "r");
    std::string out;
    for (int c = fgetc(pipe); c != EOF; c = fgetc(pipe))
      out += static_cast<char>(c);
    const int status = pclose(pipe);
    const auto json = Json::parse(out);
    return {json ? *json : Json(), WEXITSTATUS(status)};
  }
  int run(const std::string& command) {
    return WEXITSTATUS(std::system((command + " >" + path("said") + " 2>&1").c_str()));
  }

  TemporaryFolder folder_;
};

TEST_F(PublishTest, WritesOneFolderWithEveryFormatAndItsHashes) {
  const auto [answer, exit] =
      publish(write("sheet.txt", kSheet).string() + " --out " + path("bundle"));
  ASSERT_EQ(exit, 0) << text_of(path("errors"));
  EXPECT_EQ(answer["projects"].integer(), 1);
  for (const char* name : {"budget-2022-505.html", "budget-2022-505.docx", "budget-2022-505.xlsx",
                           "budget-2022-505.pdf", "data/datapackage.json", "data/projects.csv",
                           "document.json", "manifest.json"})
    EXPECT_TRUE(std::filesystem::exists(folder_.path() / "bundle" / name)) << name;
  EXPECT_EQ(run("cd " + path("bundle") + " && sha256sum -c --strict SHA256SUMS"), 0)
      << text_of(path("said"));
  EXPECT_THAT(text_of(folder_.path() / "bundle/budget-2022-505.html"),
              HasSubstr("1.视频监控租用经费绩效目标表"));
}

TEST_F(PublishTest, GivesTheSameBytesForTheSameDocument) {
  const std::string sheet = write("sheet.txt", kSheet).string();
  ASSERT_EQ(publish(sheet + " --out " + path("one")).second, 0);
  ASSERT_EQ(publish(sheet + " --out " + path("two")).second, 0);
  EXPECT_EQ(run("diff -r " + path("one") + " " + path("two")), 0) << text_of(path("said"));
}

TEST_F(PublishTest, SaysWhatChangedSinceAnEarlierBundle) {
  std::string sheet = kSheet;
  ASSERT_EQ(publish(write("a.txt", sheet).string() + " --out " + path("one")).second, 0);
  sheet.replace(sheet.find("≥12个"), std::string("≥12个").size(), "≥15个");
  const auto [answer, exit] = publish(write("b.txt", sheet).string() + " --out " + path("two") +
                                      " --against " + path("one"));
  ASSERT_EQ(exit, 0) << text_of(path("errors"));
  EXPECT_EQ(answer["differences"].integer(), 1) << answer.to_text();
  const auto changes = Json::parse(text_of(folder_.path() / "two/changes.json"));
  ASSERT_TRUE(changes) << changes.error().message;
  EXPECT_THAT((*changes)["differences"].to_text(), HasSubstr("≥15个"));
  EXPECT_TRUE(std::filesystem::exists(folder_.path() / "two/changes.html"));
}

TEST_F(PublishTest, PublishesTheDocumentOfABundleAgain) {
  ASSERT_EQ(publish(write("a.txt", kSheet).string() + " --out " + path("one")).second, 0);
  ASSERT_EQ(publish(path("one") + "/document.json --out " + path("two") + " --format docx").second,
            0);
  EXPECT_EQ(text_of(folder_.path() / "one/budget-2022-505.docx"),
            text_of(folder_.path() / "two/budget-2022-505.docx"));
  EXPECT_FALSE(std::filesystem::exists(folder_.path() / "two/budget-2022-505.pdf"));
}

TEST_F(PublishTest, NeverOverwritesWhatIsPublished) {
  std::filesystem::create_directory(folder_.path() / "bundle");
  const auto [answer, exit] =
      publish(write("sheet.txt", kSheet).string() + " --out " + path("bundle"));
  EXPECT_EQ(exit, 2);
  EXPECT_THAT(text_of(path("errors")), HasSubstr("expected a folder that is not there yet"));
}

TEST_F(PublishTest, SaysThatAYearHasNoLayout) {
  std::string sheet = kSheet;
  sheet.replace(0, 4, "2011");
  const auto [answer, exit] = publish(write("a.txt", sheet).string() + " --out " + path("bundle"));
  EXPECT_NE(exit, 0);
  EXPECT_THAT(text_of(path("errors")), HasSubstr("and year 2011"));
  EXPECT_FALSE(std::filesystem::exists(folder_.path() / "bundle"));
}

TEST_F(PublishTest, MarksAMissingTableAsAnError) {
  const auto [answer, exit] =
      publish(write("a.txt",
                    "部门预算国有资本经营预算财政拨款支出表\n\n505 某区文化馆\n\n预算年度：2023\n\n"
                    "单位：万元\n\n序号\t功能分类科目\t\t合计\t基本支出\t项目支出\n"
                    "\t科目编码\t科目名称\t\t\t\n栏次\t1\t2\t3\t4\t5\n1\t\t合计\t0.13\t\t0.13\n"
                    "2\t223\t国有资本经营预算支出\t0.13\t\t0.13\n")
                  .string() +
              " --region 130605 --empty-table 1,2,3,4,5,6,7 --format html --out " + path("bundle"));
  EXPECT_EQ(exit, 1) << text_of(path("errors"));
  EXPECT_EQ(answer["tables"].integer(), 8);
  EXPECT_THAT(text_of(folder_.path() / "bundle/manifest.json"), HasSubstr("publish.table_missing"));
  EXPECT_THAT(text_of(folder_.path() / "bundle/budget-2023-505.html"),
              HasSubstr("注：无政府基金预算财政拨款预算，空表列示。"));
}

TEST_F(PublishTest, PublishesWhatAnInstanceHolds) {
  DaemonFolder office_folder;
  DaemonProcess daemon(office_folder);
  Office office(daemon);
  office.monitor(kPastYear);
  const std::string instance = text_in(office.get("sun_lei", "/v1/instances"), "items.0.key");
  const auto token = write("token", "token-sun_lei\n");
  std::filesystem::permissions(token, std::filesystem::perms::owner_read);
  const auto [answer, exit] =
      publish("--instance " + instance + " --region 130605 --format html --out " + path("bundle") +
              " --url http://127.0.0.1:" + std::to_string(daemon.port()) + " --token-file " +
              token.string());
  // Its project has indicators of neither cost nor satisfaction.
  EXPECT_EQ(exit, 1) << text_of(path("errors"));
  EXPECT_EQ(answer["errors_found"].integer(), 1) << answer.to_text();
  EXPECT_GE(answer["projects"].integer(), 1);
  EXPECT_THAT(text_of(folder_.path() / "bundle/manifest.json"), HasSubstr("\"approved\": true"));
  EXPECT_THAT(text_of(folder_.path() / "bundle/changes.json"), HasSubstr("（最初的批复）"));
}

TEST_F(PublishTest, EndsWithOneWhenTheCheckFindsErrorsInTheFile) {
  std::string sheet = kSheet;
  sheet.replace(sheet.find("其中：财政资金\t8.00"), std::string("其中：财政资金\t8.00").size(),
                "其中：财政资金\t7.00");
  const auto [answer, exit] = publish(write("a.txt", sheet).string() + " --out " + path("bundle"));
  EXPECT_EQ(exit, 1) << text_of(path("errors"));
  EXPECT_GE(answer["errors_found"].integer(), 1) << answer.to_text();
  EXPECT_TRUE(std::filesystem::exists(folder_.path() / "bundle/manifest.json"));
}

TEST_F(PublishTest, TheSampleDocumentIsReadWholeAndPublishedWithoutAnError) {
  const std::string sample = "config/samples/documents/budget_2027.txt";
  ASSERT_EQ(run(std::string(std::getenv("BUDGET_BIN_DIR")) + "/budgetctl --json check " + sample),
            0);
  const auto checked = Json::parse(text_of(path("said")));
  ASSERT_TRUE(checked) << text_of(path("said"));
  const Json& file = (*checked)["files"].items().at(0);
  EXPECT_EQ(file["characters_accounted"].integer(), file["characters"].integer());
  const auto [answer, exit] = publish(sample + " --format html --out " + path("bundle"));
  EXPECT_EQ(exit, 0) << text_of(path("errors"));
  EXPECT_EQ(answer["tables"].integer(), 9);
}

/// The sample document, imported into a year of the sample office.
class PublishYearTest : public PublishTest {
 protected:
  PublishYearTest() {
    std::string text = text_of("config/samples/documents/budget_2027.txt");
    for (const auto& [printed, year] : {std::pair("2027", "2098"), std::pair("2026", "2097")})
      for (std::size_t at = 0; (at = text.find(printed, at)) != std::string::npos; at += 4)
        text.replace(at, 4, year);
    file_ = write("disclosure.txt", text).string();
    const auto token = write("token", "token-wang_fang\n");
    std::filesystem::permissions(token, std::filesystem::perms::owner_read);
    where_ = " --url http://127.0.0.1:" + std::to_string(daemon_.port()) + " --token-file " +
             token.string() + " ";
    office_.open();
    EXPECT_EQ(budgetctl("import " + file_ + " --yes"), 0) << text_of(path("said"));
  }

  int budgetctl(const std::string& words) {
    return run(std::string(std::getenv("BUDGET_BIN_DIR")) + "/budgetctl" + where_ + words);
  }
  std::pair<Json, int> publish_year(const std::string& out, const std::string& more = "") {
    return publish("--instance 1" + where_ + "--format html,docx --out " + path(out) + more);
  }
  std::string manifest(const std::string& out) { return text_of(path(out) + "/manifest.json"); }

  DaemonFolder office_folder_;            // NOLINT: for the tests
  DaemonProcess daemon_{office_folder_};  // NOLINT
  Office office_{daemon_};                // NOLINT
  std::string file_, where_;              // NOLINT
};

TEST_F(PublishYearTest, PublishesTablesNarrativeAndSheetsAsTheFileItselfWouldBe) {
  const auto [answer, exit] = publish_year("year");
  ASSERT_EQ(exit, 0) << text_of(path("errors"));
  EXPECT_EQ(answer["tables"].integer(), 9);
  EXPECT_EQ(answer["sections"].integer(), 9);
  EXPECT_EQ(answer["differences"].integer(), 0);
  ASSERT_EQ(publish(file_ + " --region 130605 --format html,docx --out " + path("file")).second, 0);
  for (const char* name : {"budget-2098-203.docx", "budget-2098-203.html"})
    EXPECT_TRUE(text_of(path("year") + "/" + name) == text_of(path("file") + "/" + name)) << name;
  EXPECT_THAT(manifest("year"), HasSubstr("\"name\": \"disclosure.txt\""));
}

TEST_F(PublishYearTest, SaysWhichTablesNoLongerAgreeWhenABudgetWasChanged) {
  const std::string code = "13060527P00027010002T";
  const auto entered =
      office_.post("wang_fang", "/v1/instances/1/projects", one_project(code, "22.00"));
  ASSERT_EQ(entered.status, 200) << entered.body;
  const auto [answer, exit] = publish_year("year");
  EXPECT_EQ(exit, 1);
  EXPECT_GE(answer["differences"].integer(), 1);
  EXPECT_THAT(manifest("year"), HasSubstr("表3“部门预算支出总表”第1行“项目支出”印着 40.00 万元"));
  EXPECT_THAT(manifest("year"), HasSubstr("现在各项目之和是 42.00 万元"));
  const std::string page = text_of(path("year") + "/budget-2098-203.html");
  EXPECT_LT(page.find("1.基层文艺团队辅导经费绩效目标表"), page.find("2.办公经费绩效目标表"));
  EXPECT_LT(page.find("2.办公经费绩效目标表"), page.find("3.馆舍设备维修经费绩效目标表"));
}

TEST_F(PublishYearTest, NamesTheSheetOfAProjectThatWasDropped) {
  ASSERT_EQ(budgetctl("project drop 1 13060527P00027010002T"), 0) << text_of(path("said"));
  const auto [answer, exit] = publish_year("year");
  EXPECT_EQ(answer["projects"].integer(), 2);
  EXPECT_THAT(manifest("year"), HasSubstr("已不在本年度：群众文化活动经费"));
}

TEST_F(PublishYearTest, ComparesAFileWithTheYearAsBefore) {
  std::string text = text_of(file_);
  const std::string target = "≥24场";
  text.replace(text.find(target), target.size(), "≥20场");
  const auto [answer, exit] = publish(write("other.txt", text).string() + " --instance 1" + where_ +
                                      "--format html --out " + path("bundle"));
  EXPECT_EQ(answer["differences"].integer(), 1) << text_of(path("errors"));
  EXPECT_THAT(text_of(path("bundle") + "/changes.json"), HasSubstr("（尚未批复）"));
}

}  // namespace
}  // namespace budget::test
