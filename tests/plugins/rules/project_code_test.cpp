#include "project_code.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "code_parts.h"
#include "plugins/rules/rule_payload.h"
#include "plugins/support/plugin_call.h"

namespace budget::project_code {
namespace {

using test::a_budget;
using test::a_project;
using test::found;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Json report_on(const Json& payload, const Json& config = Json::object()) {
  ProjectCodeRule rule;
  rule.configure(test::PluginCall::options_of(ProjectCodeRule::about(), config)).value();
  return test::PluginCall(rule).run(BUDGET_RULE_CHECK, payload).value();
}

Json report_on_code(const char* code, const Json& config = Json::object()) {
  return report_on(a_budget({a_project(code)}), config);
}

TEST(ProjectCodeTest, FindsNothingInASoundBudget) {
  const Json report = report_on(a_budget({a_project()}));
  EXPECT_THAT(report["findings"].items(), IsEmpty());
  EXPECT_EQ(report["rules_run"].items().size(), ProjectCodeRule().rules().size());
  EXPECT_EQ(report["rows"].integer(), 1);
}

TEST(ProjectCodeTest, HasNothingToSayOfABudgetWithoutProjects) {
  const Json report = report_on(a_budget({}));
  EXPECT_THAT(report["findings"].items(), IsEmpty());
  EXPECT_EQ(report["rows"].integer(), 0);
}

TEST(ProjectCodeTest, KnowsTheCheckCharactersOfRealCodes) {
  for (const std::string code : {"13018624P00023010001J", "13060526P00002810078Y",
                                 "13073022P000DP010003E", "13018624P000224100012"}) {
    EXPECT_TRUE(is_shaped(code));
    EXPECT_EQ(check_character_for(code), code.back()) << code;
  }
}

TEST(ProjectCodeTest, WarnsOfOneWrongCharacter) {
  EXPECT_THAT(found(report_on_code("13060526P00002810078X"), "project_code.check_character"),
              ElementsAre(HasSubstr("warning 校验字符应为 Y，实际为 X")));
  EXPECT_THAT(found(report_on_code("13060526P0000281O078Y"), "project_code.check_character"),
              ElementsAre(HasSubstr("I、O、S、V、Z")));
}

TEST(ProjectCodeTest, ChecksNeitherOldCodesNorOtherLetters) {
  for (const char* code :
       {"13073021P0HQNULH2UANG", "13073022X000010998170", "51000021R000000019951"}) {
    EXPECT_THAT(found(report_on_code(code), "project_code.check_character"), IsEmpty()) << code;
  }
}

TEST(ProjectCodeTest, LeavesTheCheckCharacterAloneWhenTheOfficeSaysSo) {
  const Json off = Json::object().set("check_letters", "");
  EXPECT_THAT(found(report_on_code("13060526P00002810078X", off), "project_code.check_character"),
              IsEmpty());
}

TEST(ProjectCodeTest, SaysWhatACodeBrokenByABlankWouldBe) {
  EXPECT_THAT(found(report_on_code("13018624P0002301000 1J"), "project_code.shape"),
              ElementsAre(HasSubstr("error 项目编码应为21位数字和大写字母")));
  EXPECT_THAT(found(report_on_code("13018624P0002301000 1J"), "project_code.shape"),
              ElementsAre(HasSubstr("去掉空格后为 13018624P00023010001J")));
}

TEST(ProjectCodeTest, RefusesEveryOtherShape) {
  for (const char* code :
       {"", "1306052", "13060526P00002810078", "13060526P00002810078YY", "13060526p00002810078y",
        "1306052XP00002810078Y", "１３０６０５２６P00002810"}) {
    EXPECT_EQ(found(report_on_code(code), "project_code.shape").size(), 1U) << code;
  }
}

TEST(ProjectCodeTest, TellsTheRegionAndAcceptsTheOnesConfigured) {
  const char* code = "13018624P00023010001J";
  EXPECT_THAT(found(report_on_code(code), "project_code.region"),
              ElementsAre("warning 编码前6位为 130186，本地区为 130605"));
  const Json both = Json::object().set("regions", Json::array().push("130186"));
  EXPECT_THAT(found(report_on_code(code, both), "project_code.region"), IsEmpty());
}

TEST(ProjectCodeTest, RefusesARegionThatIsNoRegion) {
  ProjectCodeRule rule;
  const Json config = Json::object().set("regions", Json::array().push("河北"));
  const auto done = rule.configure(test::PluginCall::options_of(ProjectCodeRule::about(), config));
  ASSERT_FALSE(done);
  EXPECT_THAT(done.error().message, HasSubstr("six-digit"));
}

struct YearCase {
  int fiscal_year;
  const char* rule;  ///< the one that speaks
};

TEST(ProjectCodeTest, ReadsTheYearOnBothSidesOfEachLimit) {
  for (const YearCase& one :
       {YearCase{2025, "project_code.later_year"}, YearCase{2026, ""},
        YearCase{2027, "project_code.earlier_year"}, YearCase{2028, "project_code.earlier_year"},
        YearCase{2029, "project_code.old_year"}}) {
    Json payload = a_budget({a_project()});
    payload.set("fiscal_year", one.fiscal_year);
    const Json report = report_on(payload);
    std::string spoke;
    for (const Json& finding : report["findings"].items())
      spoke += finding["rule"].text();
    EXPECT_EQ(spoke, one.rule) << one.fiscal_year;
  }
}

TEST(ProjectCodeTest, HoldsTheUnitToItsDepartment) {
  Json stranger = a_project();
  stranger.set("unit_code", "323001");
  Json shapeless = a_project();
  shapeless.set("unit_code", "203");
  EXPECT_THAT(found(report_on(a_budget({stranger})), "project_code.unit"),
              ElementsAre("warning 单位编码 323001 的部门段应为 203，实际为 323"));
  EXPECT_THAT(found(report_on(a_budget({shapeless})), "project_code.unit"),
              ElementsAre(HasSubstr("应为6位数字")));
}

TEST(ProjectCodeTest, FindsACodeUsedTwiceAndANameUsedTwice) {
  const Json report = report_on(
      a_budget({a_project(), a_project(), a_project("13060525P00008610004Y", "稳就业补助资金")}));
  EXPECT_THAT(found(report, "project_code.duplicate"), ElementsAre(HasSubstr("重复")));
  EXPECT_THAT(found(report, "project_code.same_name"), ElementsAre(HasSubstr("相同")));
}

TEST(ProjectCodeTest, StopsWhenCancelled) {
  ProjectCodeRule rule;
  test::PluginCall call(rule);
  call.cancelled = true;
  const auto report = call.run(BUDGET_RULE_CHECK, a_budget({a_project()}));
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, ErrorCode::unavailable);
}

TEST(ProjectCodeTest, ListsEveryRuleWithBothExamples) {
  ProjectCodeRule rule;
  const Json list = test::PluginCall(rule)
                        .run(BUDGET_RULE_LIST, Json::object().set("schema", BUDGET_RULE_LIST))
                        .value();
  for (const Json& entry : list["rules"].items()) {
    EXPECT_FALSE(entry["title"].text().empty());
    EXPECT_FALSE(entry["reason"].text().empty());
    EXPECT_FALSE(entry["passes"].text().empty());
    EXPECT_FALSE(entry["fails"].text().empty());
  }
}

}  // namespace
}  // namespace budget::project_code
