#include <gtest/gtest.h>

#include <functional>

#include "goal_lint.h"
#include "plugins/rules/goal_lint/sheets.h"

// What other offices rightly write. Each of these has a rule that could mistake it for a defect.

namespace budget::tests {
namespace {

using goal_lint::GoalLint;

struct Quiet {
  const char* name;
  std::function<void(SheetText&)> change;
};

class GoalLintQuiet : public testing::TestWithParam<Quiet> {};

TEST_P(GoalLintQuiet, SaysNothing) {
  SheetText sheet;
  GetParam().change(sheet);
  const RuleRun report = run_rule<GoalLint>(sheets_payload({sheet}));
  EXPECT_TRUE(report.rules().empty()) << report.report.to_text();
}

Quiet value(const char* name, std::size_t row, const char* printed) {
  return {name, [=](SheetText& s) { s.rows[row].set("printed", printed); }};
}
Quiet whole(const char* name, std::size_t row, const char* level2, const char* title,
            const char* description, const char* printed) {
  return {name, [=](SheetText& s) {
            s.rows[row].set("level2", level2).set("level3", title);
            s.rows[row].set("description", description).set("printed", printed);
          }};
}
Quiet basis(const char* name, const char* text) {
  return {name, [=](SheetText& s) { s.rows[1].set("basis", text); }};
}
Quiet purpose(const char* name, const char* text) {
  return {name, [=](SheetText& s) { s.purpose = text; }};
}
Quiet titled(const char* name, const char* text) {
  return {name, [=](SheetText& s) { s.name = text; }};
}

INSTANTIATE_TEST_SUITE_P(
    Values, GoalLintQuiet,
    testing::Values(value("PlainCount", 0, "8座"), value("CountOverThousand", 0, "12000座"),
                    value("RoundRepeatedDigits", 0, "100100座"), value("SameTwoDigits", 0, "22座"),
                    value("YearLikeNumber", 0, "≥2020座"), value("Thousands", 0, "≥1,200座"),
                    value("Deadline", 2, "12月底前"), value("DeadlineWithYear", 2, "2025年12月底"),
                    value("DeadlineDay", 2, "≤2025年11月30日"),
                    value("NumericDay", 2, "2025-06-30"),
                    value("NumericDayBefore", 2, "2025/6/30前"),
                    value("WorkingDays", 2, "≤10个工作日"),
                    value("InDays", 2, "接报后10个工作日内办结"), value("Quarterly", 2, "每季度末"),
                    value("EveryMonth", 2, "每月5日前"), value("Duration", 2, "≤24小时"),
                    value("TwicePerHalfYear", 2, "≥2次/半年"), value("Percent", 2, "100%"),
                    value("Decimal", 1, "≥99.99%"), value("OneHundred", 1, "＝100%"),
                    value("FullWidth", 1, "≥９８％"), value("Improved", 4, "进一步提升"),
                    value("YesNo", 4, "是"), value("NoIncident", 4, "无重大事故"),
                    value("SatisfactionWord", 5, "满意"), value("CostInYuan", 3, "≤120000元"),
                    value("CostEqual", 3, "12万元"), value("CostBelow", 3, "≤0.5万元"),
                    value("CostExact", 3, "＝12.00万元")),
    [](const auto& tested) { return tested.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Directions, GoalLintQuiet,
    testing::Values(
        whole("Complaints", 5, "服务对象满意度指标", "有效投诉次数", "群众有效投诉", "≤3次"),
        whole("ErrorShare", 1, "质量指标", "数据差错率", "差错数据占比", "≤1%"),
        whole("AccidentCount", 0, "数量指标", "安全事故起数", "检测期间安全事故", "≤1起"),
        whole("VehicleCap", 0, "数量指标", "租用车辆数量", "检测用车不超过核定数", "≤3辆"),
        whole("Emission", 1, "质量指标", "粉尘排放浓度", "现场粉尘排放浓度", "≤10毫克/立方米"),
        whole("SavingShare", 3, "成本指标", "成本节约率", "较上年同类项目节约比例", "≥5%"),
        whole("CostShare", 3, "成本指标", "管理费用占比", "管理费用占总费用比例", "≤5%"),
        whole("SocialCost", 3, "成本指标", "社会成本", "对周边交通的影响", "影响较小"),
        whole("ResponseTime", 2, "时效指标", "应急响应时间", "接报到现场的时间", "≤30分钟"),
        whole("ServiceTerm", 2, "时效指标", "服务期限", "检测单位服务年限", "≥12个月"),
        whole("IncomeGrowth", 4, "经济效益指标", "通行费收入增长率", "较上年增长", "≥120%"),
        whole("SavedMoney", 4, "经济效益指标", "节约维修资金", "通过检测节约的维修资金",
              "≥15万元")),
    [](const auto& tested) { return tested.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Units, GoalLintQuiet,
    testing::Values(
        whole("Hectares", 0, "数量指标", "绿化面积", "桥区绿化", "≥3万亩"),
        whole("SquareMetres", 0, "数量指标", "桥面铺装面积", "铺装桥面", "≥1.2万平方米"),
        whole("FeePerPiece", 3, "成本指标", "单座检测单价", "合同单价", "≤1.5万元/座"),
        whole("PerHeadYear", 3, "成本指标", "意外保险标准", "每人每年保费", "≤100元/人/年"),
        whole("OfficePaper", 3, "成本指标", "资料印刷费", "印刷检测资料", "≤5000元"),
        whole("HoursForTimeliness", 2, "时效指标", "报告出具及时率", "检测后出具报告", "≤72小时"),
        whole("Points", 5, "服务对象满意度指标", "满意度得分", "问卷得分", "≥90分"),
        whole("Times", 4, "社会效益指标", "资金放大倍数", "撬动社会资金", "≥3倍")),
    [](const auto& tested) { return tested.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Texts, GoalLintQuiet,
    testing::Values(
        basis("Notice", "某交桥〔2025〕12号"), basis("OldNotice", "某交桥〔2016〕7号文件"),
        basis("TwoNotices", "某交桥〔2018〕44号、某财建〔2020〕5号"),
        basis("LastYearsResult", "2024年实际完成情况"),
        basis("MeanOfYears", "2022-2024年均值（97.8%）"), basis("Law", "《中华人民共和国公路法》"),
        basis("FiveYearPlan", "“十四五”规划"), basis("PlanOverYears", "2024-2026年工作计划"),
        basis("NoticeOf", "《关于印发<桥梁管养办法>的通知》"), basis("Experience", "根据往年经验"),
        purpose("WordsMeet", "用于委员会会议、城乡居民出行和网络服务。"),
        purpose("WordsOfOneCharacterMeet", "用于柳林林木良种和进行行业检测。"),
        purpose("MonthsEnd", "每月月底前支付，年年有计划，人人有责任。"),
        purpose("Reduplicated", "扎扎实实做好桥梁检测。"),
        purpose("Toolong", "用于桥梁检测（含外业、内业、报告编制）等。"),
        purpose("WithoutStop", "用于桥梁检测"),
        purpose("Numbers", "用于8座桥梁的检测，资金12万元。"),
        purpose("Latin", "用于BIM、GIS、5G监测设备。"),
        purpose("DashedRange", "用于1-8号桥的检测。"),
        purpose("Quoted", "用于“四好农村路”桥梁检测。"),
        titled("ThreeYears", "2024-2026年桥梁检测项目"),
        titled("ThreeYearsWords", "2024年至2026年桥梁检测"),
        titled("ThisYear", "2025年桥梁检测（某财建〔2024〕31号）"),
        titled("NoticeOfLastYear", "桥梁检测（某财建〔2024〕31号）"),
        titled("Phase", "桥梁检测（二期）"), titled("SquareBrackets", "桥梁检测〔市级〕经费")),
    [](const auto& tested) { return tested.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Sheets, GoalLintQuiet,
    testing::Values(
        Quiet{"CostOnItsOwnLevel",
              [](SheetText& s) {
                s.rows[3].set("level1", "成本指标").set("level2", "经济成本指标");
              }},
        Quiet{"ProjectOverYears",
              [](SheetText& s) {
                s.goals[0] = "项目建设期三年，2027年10月底前全部完成。";
                s.rows[2].set("description", "2027年10月底前完成外业检测");
              }},
        Quiet{"WeightsOfNinety",
              [](SheetText& s) {
                for (Json& row : s.rows)
                  row.set("weight", "15");
              }},
        Quiet{"NoCode", [](SheetText& s) { s.code.clear(); }},
        Quiet{"OldCode", [](SheetText& s) { s.code = "13060525K9QPMIB2W0I7G"; }},
        Quiet{"GoalOfAtLeast",
              [](SheetText& s) {
                s.goals[0] = "培训桥梁养护技术人员60人以上。";
                s.rows[0].set("level3", "培训人数").set("description", "桥梁养护技术人员培训人数");
                s.rows[0].set("printed", "≥80人");
              }},
        Quiet{"GoalAsTheSumOfTwo",
              [](SheetText& s) {
                s.goals[0] = "培训桥梁养护技术人员80人。";
                s.rows[0]
                    .set("level3", "初级培训人数")
                    .set("description", "桥梁养护技术人员初级培训");
                s.rows[0].set("printed", "≥50人");
                s.rows.push_back(indicator("产出指标", "数量指标", "高级培训人数",
                                           "桥梁养护技术人员高级培训", "≥30人"));
              }},
        Quiet{"PartOfTheMoney",
              [](SheetText& s) {
                s.goals[0] = "申请12万元，用于外业检测和报告编制。";
                s.rows[3].set("level3", "外业费用").set("printed", "≤7万元");
              }},
        Quiet{"CostsWithinTheBudget",
              [](SheetText& s) {
                s.rows[3].set("level3", "外业费用").set("printed", "≤7万元");
                s.rows.push_back(
                    indicator("产出指标", "成本指标", "报告费用", "报告编制支出", "≤5万元"));
              }},
        Quiet{"TotalAndItsParts",
              [](SheetText& s) {
                s.rows.push_back(
                    indicator("产出指标", "成本指标", "其中报告费用", "报告编制支出", "≤5万元"));
              }},
        Quiet{"MonthlyStandard",
              [](SheetText& s) {
                s.rows[0]
                    .set("level3", "护桥员人数")
                    .set("description", "聘用护桥员")
                    .set("printed", "10人");
                s.rows[3].set("level3", "护桥员补助").set("printed", "≤1000元/人/月");
              }},
        Quiet{"StepsOfThePlan",
              [](SheetText& s) {
                s.plan = {"2.40", "4.80", "8.40", "12.00"};
              }},
        Quiet{"RoundedSteps",
              [](SheetText& s) {
                s.budget = "11.33";
                s.rows[3].set("printed", "≤11.33万元");
                s.plan = {"2.83", "5.67", "8.50", "11.33"};
              }},
        Quiet{"UnevenPlan",
              [](SheetText& s) {
                s.plan = {"1.00", "4.00", "11.00", "12.00"};
              }}),
    [](const auto& tested) { return tested.param.name; });

RuleRun run_both(const SheetText& first, const SheetText& second) {
  return run_rule<GoalLint>(sheets_payload({first, second}));
}

TEST(GoalLintQuietTwins, MoneyOfTwoLevelsForOneUseIsUsual) {
  SheetText first;
  first.name = "2025年中央桥梁检测补助资金";
  SheetText second;
  second.code = "13060525P00008610002B";
  second.name = "2025年省级桥梁检测补助资金";
  second.rows[0].set("printed", "≥3座");
  EXPECT_TRUE(run_both(first, second).rules().empty());
}

TEST(GoalLintQuietTwins, TwoPhasesOfAProjectAreTwo) {
  SheetText first;
  first.name = "桥梁检测（一期）";
  SheetText second;
  second.name = "桥梁检测（二期）";
  second.rows[0].set("printed", "≥3座");
  second.purpose = "用于二期桥梁。";
  EXPECT_TRUE(run_both(first, second).rules().empty());
}

TEST(GoalLintQuietTwins, TwoYearsOfAnAllotmentAreTwo) {
  SheetText first;
  first.name = "2025年桥梁检测补助 某财建〔2025〕3号";
  SheetText second;
  second.name = "2024-2025年桥梁检测补助 某财建〔2024〕9号";
  second.rows[0].set("printed", "≥3座");
  second.purpose = "用于结转的检测。";
  EXPECT_TRUE(run_both(first, second).rules().empty());
}

TEST(GoalLintQuietTwins, AProjectMayStandInTheTextsOfTwoYears) {
  const SheetText first;
  SheetText second;
  second.fiscal_year = 2026;
  second.code = "13060526P00008610002B";
  EXPECT_TRUE(run_both(first, second).rules().empty());
}

TEST(GoalLintQuietTwins, ASatisfactionRowOfGeneralWordsFitsAnyProject) {
  SheetText first;
  first.rows[5].set("description", "服务对象对工作的满意程度");
  SheetText second;
  second.name = "饮水监测";
  second.purpose = "用于饮水监测。";
  second.rows[0].set("printed", "≥3座");
  second.rows[5].set("description", "服务对象对工作的满意程度");
  EXPECT_TRUE(run_both(first, second).rules().empty());
}

}  // namespace
}  // namespace budget::tests
