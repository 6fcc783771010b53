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
                              "/budgetctl --json check " + file.string() + " --region 130605 " +
                              more;
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

}  // namespace
}  // namespace budget::test
