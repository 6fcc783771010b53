#include <cstdlib>
#include <fstream>

#include <gmock/gmock.h>

#include <budget/json.h>

#include "office.h"

// Documents go into a running year through the real daemon, its importer plugin and budgetctl.

namespace budget::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string sheet(const std::string& name, const std::string& code, const std::string& budget,
                  const std::string& plan_label = "累计支出金额") {
  return "1、" + name + "绩效目标表\n203001保定白沟新城党群工作部（本级）\t单位：万元\n项目编码\t" +
         code + "\t项目名称\t" + name + "\n预算规模及资金用途\t预算数\t" + budget +
         "\t其中：财政资金\t" + budget + "\t其他资金\t\n\t用于" + name + "\n资金支出计划（" +
         plan_label + "）\t3月底\t6月底\t10月底\t12月底\n\t1.00\t2.00\t3.00\t" + budget +
         "\n绩效目标\t1.按期完成" + name +
         "\n一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值\t指标值确定依据\n"
         "产出指标\t数量指标\t完成数量\t完成的数量\t≥12个\t合同\n"
         "产出指标\t质量指标\t验收合格率\t验收合格的比例\t≥98%\t合同\n"
         "产出指标\t时效指标\t完成时间\t全部完成的时间\t≤12个月\t合同\n"
         "效益指标\t社会效益指标\t保障单位\t得到保障的单位\t≥3个\t合同\n";
}

const std::string kTitle = "党群工作部2098年部门预算绩效文本\n";
const std::string kRent = sheet("视频监控租用经费", kCode, "8.00");
const std::string kOffice = sheet("办公经费", kSecondCode, "6.16");

struct Ran {
  int exit = 0;
  std::string out;
  [[nodiscard]] Json json() const {
    const auto parsed = Json::parse(out);
    EXPECT_TRUE(parsed) << out;
    return parsed ? *parsed : Json();
  }
};

/// budgetctl with these words and environment; whoever runs it is not at a terminal.
Ran run_budgetctl(const std::string& environment, const std::string& words) {
  const std::string command = environment + std::string(std::getenv("BUDGET_BIN_DIR")) +
                              "/budgetctl " + words + " 2>&1 </dev/null";
  FILE* pipe = popen(command.c_str(), "r");
  Ran ran;
  for (int c = fgetc(pipe); c != EOF; c = fgetc(pipe))
    ran.out += static_cast<char>(c);
  ran.exit = WEXITSTATUS(pclose(pipe));
  return ran;
}

/// budgetctl of a person against the test's daemon.
class ImportTest : public OfficeTest {
 protected:
  ImportTest() { office.open(); }

  std::string write(const std::string& name, const std::string& text) {
    folder.write(name, text);
    return folder.path(name).string();
  }

  Ran run(const std::string& person, const std::string& words) {
    return run_budgetctl("BUDGETCTL_TOKEN=token-" + person + " BUDGETCTL_URL=http://127.0.0.1:" +
                             std::to_string(daemon.port()) + " ",
                         words);
  }

  Json preview(const std::string& file, const std::string& more = "") {
    return run("wang_fang", "--json import " + file + " --year 2098 --preview " + more).json();
  }
  Ran put_in(const std::string& file, const std::string& more = "") {
    return run("wang_fang", "import " + file + " --year 2098 --yes " + more);
  }
  std::size_t projects() {
    return json_of(office.get("wang_fang", "/v1/instances/1/projects"))
        .at("items")
        .as_array()
        .size();
  }
};

TEST_F(ImportTest, ShowsWhatIsNewBeforeAnythingHappens) {
  const Json shown = preview(write("a.txt", kTitle + kRent + kOffice));
  EXPECT_EQ(shown["projects"]["new"].items().size(), 2U) << shown.to_text();
  EXPECT_EQ(shown["projects"]["budget_wan"].text(), "14.16");
  EXPECT_EQ(projects(), 0U);
}

TEST_F(ImportTest, PutsEverythingInWithOneAct) {
  const Ran ran = put_in(write("a.txt", kTitle + kRent + kOffice));
  EXPECT_EQ(ran.exit, 0) << ran.out;
  EXPECT_THAT(ran.out, HasSubstr("新增 2 个项目"));
  EXPECT_EQ(projects(), 2U);
  EXPECT_EQ(text_in(office.get("wang_fang", "/v1/instances/1/imports"), "items.0.counts.added"),
            "2");
}

TEST_F(ImportTest, TheSameFileAgainChangesNothing) {
  const std::string file = write("a.txt", kTitle + kRent + kOffice);
  (void)put_in(file);
  const std::string before = text_in(office.get("wang_fang", "/v1/instances/1"), "revision");
  const Ran again = put_in(file);
  EXPECT_EQ(again.exit, 0);
  EXPECT_THAT(again.out, HasSubstr("没有什么要导入的"));
  EXPECT_EQ(text_in(office.get("wang_fang", "/v1/instances/1"), "revision"), before);
  EXPECT_EQ(text_in(office.get("wang_fang", "/v1/instances/1/imports"), "items.1"), "");
}

TEST_F(ImportTest, TellsTheFieldThatChanged) {
  (void)put_in(write("a.txt", kTitle + kRent + kOffice));
  const Json shown =
      preview(write("b.txt", kTitle + kRent + sheet("办公经费", kSecondCode, "7.00")));
  const auto& changed = shown["projects"]["changed"].items();
  ASSERT_EQ(changed.size(), 1U) << shown.to_text();
  EXPECT_THAT(changed[0]["changes"].to_text(),
              HasSubstr(R"("title":"预算数（万元）","before":"6.16","after":"7.00")"));
  EXPECT_EQ(shown["projects"]["unchanged"].items().size(), 1U);
}

TEST_F(ImportTest, AsksWhichOfTwoSheetsWithOneCodeCounts) {
  const std::string file =
      write("a.txt", kTitle + kRent + sheet("视频监控租用经费", kCode, "9.00"));
  const Ran open = put_in(file);
  EXPECT_EQ(open.exit, 3) << open.out;
  EXPECT_THAT(open.out, HasSubstr("same_code"));
  EXPECT_EQ(projects(), 0U);
  const std::string answers = write("answers.toml", "same_code = \"last\"\n");
  EXPECT_EQ(put_in(file, "--answers " + answers).exit, 0);
  EXPECT_EQ(text_in(office.get("wang_fang", "/v1/projects/2098/" + kCode), "budget_wan"), "9.00");
}

TEST_F(ImportTest, AsksWhenAPlanInPercentHoldsAmounts) {
  const Json shown = preview(write("a.txt", kTitle + sheet("办公经费", kSecondCode, "6.16", "%")));
  const auto& questions = shown["questions"].items();
  ASSERT_EQ(questions.size(), 1U) << shown.to_text();
  EXPECT_EQ(questions[0]["id"].text(), "plan_label");
  EXPECT_EQ(questions[0]["fallback"].text(), "amount");
}

TEST_F(ImportTest, KeepsProjectsTheFileDoesNotHaveUnlessToldToDropThem) {
  (void)put_in(write("a.txt", kTitle + kRent + kOffice));
  const std::string file = write("b.txt", kTitle + kRent);
  EXPECT_EQ(put_in(file).exit, 0);
  EXPECT_EQ(projects(), 2U);
  const std::string answers = write("answers.toml", "gone = \"drop\"\n");
  EXPECT_EQ(put_in(file, "--answers " + answers).exit, 0);
  EXPECT_EQ(projects(), 1U);
}

TEST_F(ImportTest, NamesTheAnswerThatAnswersNothing) {
  const std::string file = write("a.txt", kTitle + kRent);
  const Ran ran = put_in(file, "--answers " + write("answers.toml", "colour = \"red\"\n"));
  EXPECT_EQ(ran.exit, 2) << ran.out;
  EXPECT_THAT(ran.out, HasSubstr("没有这样的问题"));
}

std::string bare(const std::string& name, const std::string& budget) {
  std::string text = sheet(name, "没有", budget);
  return text.replace(text.find("项目编码\t没有\t"), std::string("项目编码\t没有\t").size(), "");
}

TEST_F(ImportTest, AnswersStayWithTheirSheetsWhateverComesBetween) {
  const std::string both = write("a.txt", kTitle + bare("租用", "8.00") + bare("办公", "6.16"));
  const std::string answers = folder.path("answers.toml").string();
  const Ran open =
      run("wang_fang", "import " + both + " --year 2098 --preview --template " + answers);
  EXPECT_EQ(open.exit, 1) << open.out;
  const Ran again = run("wang_fang", "import " + both + " --year 2098 --template " + answers);
  EXPECT_EQ(again.exit, 3) << again.out;
  EXPECT_THAT(again.out, HasSubstr("is there already"));
  write("answers.toml", "\"project_code[租用]\" = \"" + kCode + "\"\n\"project_code[办公]\" = \"" +
                            kSecondCode + "\"\n");
  EXPECT_EQ(put_in(both, "--answers " + answers).exit, 0);
  EXPECT_EQ(put_in(write("c.txt", kTitle + kRent), "").exit, 0);
  EXPECT_EQ(put_in(both).exit, 0) << "the answers of the import before the last";
  const std::string second = write("b.txt", kTitle + bare("办公", "7.00"));
  EXPECT_EQ(put_in(second).exit, 0);
  const auto project = office.get("wang_fang", "/v1/projects/2098/" + kSecondCode);
  EXPECT_EQ(text_in(project, "budget_wan"), "7.00") << project.body;
  EXPECT_EQ(text_in(project, "name"), "办公");
}

std::string training(const std::string& budget, const std::string& whose) {
  std::string text = bare("培训费", budget);
  for (const char* own : {"用于培训费", "按期完成培训费"}) {
    const std::size_t at = text.find(own);
    text.insert(at + std::string(own).size(), whose);
  }
  return text;
}

TEST_F(ImportTest, OfTwoSheetsWithOneNameNoneGetsTheOthersCode) {
  const std::string cadres = training("8.00", "干部");
  const std::string villages = training("3.00", "村居");
  const std::string first = write("first.toml", "\"project_code[培训费]\" = \"" + kCode + "\"\n");
  EXPECT_EQ(put_in(write("a.txt", kTitle + cadres), "--answers " + first).exit, 0);
  const std::string only = write("b.txt", kTitle + villages);
  EXPECT_EQ(put_in(only).exit, 3) << "another sheet took the name";
  const std::string both = write("c.txt", kTitle + cadres + villages);
  const Json asked = preview(both);
  std::string answers;
  for (const Json& item : asked["questions"].items()[0]["items"].items())
    if (item["answer"].is_null())
      answers += "\"project_code[" + item["key"].text() + "]\" = \"" + kSecondCode + "\"\n";
  EXPECT_EQ(put_in(both, "--answers " + write("second.toml", answers)).exit, 0);
  const Json alone = preview(only);
  EXPECT_EQ(alone["projects"]["unchanged"].items().size(), 1U) << alone.to_text();
  EXPECT_EQ(put_in(only).exit, 0);
  const auto project = office.get("wang_fang", "/v1/projects/2098/" + kCode);
  EXPECT_EQ(text_in(project, "budget_wan"), "8.00") << project.body;
}

TEST_F(ImportTest, ATemplateOfSheetsWithOneCodeIsAFileOfAnswers) {
  std::string twins;
  for (const std::string name : {"甲", "乙", "乙"}) {
    std::string text = sheet(name, kCode, "8.00");
    const std::string printed = "预算数\t8.00\t其中：财政资金\t8.00";
    twins += text.replace(text.find(printed), printed.size(), "预算数\t\t其中：财政资金\t");
  }
  const std::string file = write("a.txt", kTitle + twins);
  const std::string answers = folder.path("answers.toml").string();
  const std::string ask = "import " + file + " --year 2098 --preview ";
  EXPECT_EQ(run("wang_fang", ask + "--template " + answers).exit, 1);
  const Ran again = run("wang_fang", ask + "--answers " + answers);
  EXPECT_EQ(again.exit, 1) << again.out;
  EXPECT_THAT(again.out, HasSubstr("·"));
}

TEST_F(ImportTest, AFileThatWasImportedBeforeIsNoNewFile) {
  const std::string file = write("a.txt", kTitle + kRent);
  EXPECT_FALSE(preview(file)["files"].items()[0]["is_from_before"].boolean(true));
  (void)put_in(file);
  (void)put_in(write("b.txt", kTitle + kRent + kOffice));
  const Ran shown = run("wang_fang", "import " + file + " --year 2098 --preview");
  EXPECT_THAT(shown.out, HasSubstr("以前导入过"));
}

TEST_F(ImportTest, AFileWithoutABudgetIsNamedAndRefused) {
  for (const char* text : {"", "今天下午开会。\n", "日期,金额\n2098-01-02,5.00\n"}) {
    const std::string file = write("other.txt", text);
    const Ran ran = put_in(write("a.txt", kTitle + kRent) + " " + file);
    EXPECT_EQ(ran.exit, 3) << ran.out;
    EXPECT_THAT(ran.out, HasSubstr("other.txt"));
  }
  const Ran scan = put_in(write("scan.pdf", "%PDF-1.7"));
  EXPECT_EQ(scan.exit, 3) << scan.out;
  EXPECT_THAT(scan.out, HasSubstr("scan.pdf"));
  EXPECT_EQ(projects(), 0U);
}

TEST_F(ImportTest, IsForTheDrafterInTheDraftOnly) {
  const std::string file = write("a.txt", kTitle + kRent);
  const Ran other = run("li_qiang", "import " + file + " --year 2098 --yes");
  EXPECT_EQ(other.exit, 3) << other.out;
  EXPECT_THAT(other.out, HasSubstr("drafter"));
  (void)put_in(file);
  const HttpAnswer submitted = office.act("wang_fang", "submit");
  EXPECT_EQ(submitted.status, 200) << submitted.body;
  const Ran late = put_in(write("b.txt", kTitle + sheet("视频监控租用经费", kCode, "9.00")));
  EXPECT_EQ(late.exit, 3) << late.out;
  EXPECT_THAT(late.out, HasSubstr("项目已固定，不能导入"));
  EXPECT_THAT(late.out, HasSubstr("where they are fixed; nothing was put in"));
}

TEST_F(ImportTest, KeepsTheDocumentWithThePlaceOfEveryValue) {
  (void)put_in(write("a.txt", kTitle + kRent));
  const auto answer = office.get("wang_fang", "/v1/imports/1/files/1");
  EXPECT_EQ(text_in(answer, "projects.0.budget.source.line"), "5") << answer.body;
  EXPECT_EQ(office.get("wu_di", "/v1/imports/1/files/1").status, 404);
}

TEST_F(ImportTest, LeavesADatabaseThatVerifies) {
  (void)put_in(write("a.txt", kTitle + kRent + kOffice));
  (void)put_in(write("b.txt", kTitle + kRent));
  ASSERT_EQ(daemon.stop(), 0);
  const Ran verified = run_budgetctl("", "verify --config " + folder.config().string());
  EXPECT_EQ(verified.exit, 0) << verified.out;
}

}  // namespace
}  // namespace budget::test
