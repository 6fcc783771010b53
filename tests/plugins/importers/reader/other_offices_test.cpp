// Layouts and words of other offices, each as small as it can be.

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "read_text.h"
#include "reader/json.h"
#include "reader/reader.h"

namespace budget::reader {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> plan_of(const ReadDocument& document) {
  std::vector<std::string> cells;
  if (document.projects.empty() || !document.projects[0].plan) return cells;
  for (const ReadPlanNode& node : document.projects[0].plan->nodes)
    cells.push_back(std::to_string(node.month) + ":" + node.cumulative_wan);
  return cells;
}

std::vector<std::string> goals_of(const ReadDocument& document) {
  std::vector<std::string> goals;
  for (const ReadGoal& goal : document.projects.at(0).goals)
    goals.push_back(goal.clean);
  return goals;
}

std::string row_text(const ReadDocument& document, std::size_t at) {
  const ReadIndicator& row = document.projects.at(0).indicators.at(at);
  return row.level1 + "|" + row.level2 + "|" + row.level3 + "|" + row.description + "|" +
         row.value.cell.text + "|" + row.basis;
}

std::string sheet(const std::string& unit, const std::string& budget, const std::string& plan,
                  const std::string& goals = "1.恢复行洪能力") {
  return "1.河道清淤工程绩效目标表\n402001 某县水利局本级\n单位：" + unit +
         "\n项目编码\t13073024P00012310001X\t\t项目名称\t河道清淤工程\t\t\n"
         "预算规模及资金用途\t预算数\t" +
         budget + "\t其中：财政资金\t" + budget + "\t其他资金\t\n\t清理淤积\t\t\t\t\t\n" + plan +
         "绩效目标\t" + goals +
         "\t\t\t\t\t\n一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值\t指标值确定依据\n"
         "产出指标\t数量指标\t清淤长度\t完成清淤的河长\t≥12公里\t实施方案\n";
}
const std::string kPlanHead = "累计支出金额\t3月底\t\t6月底\t10月底\t12月底\t\n";

class MoneyUnits : public testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(MoneyUnits, ReadTheBudgetAndThePlanInTheirOwnUnit) {
  const auto& [unit, amount] = GetParam();
  const std::string number(amount);
  const auto document = read(
      sheet(unit, number,
            kPlanHead + "\t" + number + "\t\t" + number + "\t" + number + "\t" + number + "\t\n"));
  ASSERT_EQ(document.projects.size(), 1U);
  EXPECT_EQ(document.projects[0].budget.amount, Money::from_fen(125'500'000));
  EXPECT_EQ(document.projects[0].plan->unit, PlanUnit::amount);
  EXPECT_EQ(document.projects[0].plan->nodes[3].cumulative, Money::from_fen(125'500'000));
}
INSTANTIATE_TEST_SUITE_P(OtherOffices, MoneyUnits,
                         testing::Values(std::pair("万元", "125.5"), std::pair("元", "1255000.00"),
                                         std::pair("元", "1,255,000"), std::pair("千元", "1255"),
                                         std::pair("百元", "12550"),
                                         std::pair("万元", "125.50万元")));

TEST(OtherOfficesTest, AUnitInTheLabelHoldsForTheAmountsBelow) {
  const auto document = read(
      "项目支出绩效目标表\n（2025年度）\n项目名称\t图书馆夜间开放\t\t\n主管部门\t某市文旅局\t实施单"
      "位\t某市图书馆\n"
      "项目资金（元）\t年度资金总额\t365000\t\n\t其中：财政拨款\t365000\t\n总体目标\t夜间开放\t\t\n"
      "一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t开放天数\t≥280天\n");
  EXPECT_EQ(document.projects.at(0).budget.amount, Money::from_fen(36'500'000));
  EXPECT_EQ(document.fiscal_year, 2025);
  EXPECT_TRUE(document.unclaimed.empty());
}

TEST(OtherOfficesTest, APlanRowWithoutItsBlankFirstCellStandsUnderItsMonths) {
  EXPECT_THAT(plan_of(read(sheet("万元", "9.00", kPlanHead + "3.00\t\t6.00\t8.00\t9.00\t\n"))),
              ElementsAre("3:3.00", "6:6.00", "10:8.00", "12:9.00"));
  EXPECT_THAT(plan_of(read(sheet("万元", "9.00", kPlanHead + "\t\t\t\t9.00\t\n"))),
              ElementsAre("3:", "6:", "10:", "12:9.00"));
}

TEST(OtherOfficesTest, APlanRowWhoseTabsWereLostIsParted) {
  const auto document = read(
      sheet("万元", "9.00", "累计支出金额\t3月底\t6月底\t10月底\t12月底\n3.00 6.00 8.00 9.00\n"));
  EXPECT_THAT(plan_of(document), ElementsAre("3:3.00", "6:6.00", "10:8.00", "12:9.00"));
  EXPECT_TRUE(reports(document, "tabs_lost"));
}

TEST(OtherOfficesTest, AGoalMayBeginWithACount) {
  EXPECT_THAT(goals_of(read(sheet("万元", "9", "", "1.清淤12公里 2.30天内完工"))),
              ElementsAre("清淤12公里", "30天内完工"));
  EXPECT_THAT(goals_of(read(sheet("万元", "9", "", "1.行洪能力提高 2.5%以上"))),
              ElementsAre("行洪能力提高2.5%以上"));
}

TEST(OtherOfficesTest, ThePlaceholdersNumberIsNotTakenFromTheGoal) {
  EXPECT_THAT(goals_of(read(sheet("万元", "9", "", "1.目标内容130天内完工"))),
              ElementsAre("30天内完工"));
  EXPECT_THAT(goals_of(read(sheet("万元", "9", "", "1.目标内容10月底完工"))),
              ElementsAre("10月底完工"));
}

class SheetTitles : public testing::TestWithParam<const char*> {};

TEST_P(SheetTitles, GiveNumberAndName) {
  std::string text = sheet("万元", "9", "");
  text.replace(0, text.find('\n'), GetParam());
  const auto document = read(text);
  ASSERT_EQ(document.projects.size(), 1U);
  EXPECT_EQ(document.projects[0].sequence, "3");
  EXPECT_FALSE(reports(document, "name_differs_from_title"));
}
INSTANTIATE_TEST_SUITE_P(OtherOffices, SheetTitles,
                         testing::Values("3﹒河道清淤工程绩效目标表",
                                         "附件3：河道清淤工程绩效目标表",
                                         "附表3 河道清淤工程绩效目标表", "3 河道清淤工程绩效目标表",
                                         "3.河道清淤工程项目绩效目标表",
                                         "（三）河道清淤工程预算项目绩效目标表"));

class IndicatorHeaders : public testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(IndicatorHeaders, AreKnownByWhatTheySay) {
  const std::string text = sheet("万元", "9", "");
  const std::string tail = "产出指标\t数量指标\t清淤长度\t完成清淤的河长\t≥12公里\t实施方案\n";
  const std::string head = text.substr(0, text.find("一级指标"));
  EXPECT_EQ(row_text(read(head + GetParam().first + "\n" + tail), 0), GetParam().second);
}
constexpr const char* kWhole = "产出指标|数量指标|清淤长度|完成清淤的河长|≥12公里|实施方案";
INSTANTIATE_TEST_SUITE_P(
    OtherOffices, IndicatorHeaders,
    testing::Values(
        std::pair(
            "一级指标\t二级指标\t三级指标\t指标解释和计算公式\t2024年指标值\t指标值的确定依据",
            kWhole),
        std::pair("一级指标\t二级指标\t绩效指标\t绩效指标描述\t指标值（含文字描述）\t设定依据",
                  kWhole),
        std::pair("一级\t二级\t三级\t指标内涵\t预期值\t指标来源", kWhole),
        std::pair("一级指标\t二级指标\t三级指标\t考核办法\t指标值\t依据",
                  "产出指标|数量指标|清淤长度||≥12公里|实施方案")));

TEST(OtherOfficesTest, TheContentColumnNamesTheIndicatorWhenNoOtherDoes) {
  const std::string text = sheet("万元", "9", "");
  const auto document = read(text.substr(0, text.find("一级指标")) +
                             "一级指标\t二级指标\t指标内容\t指标值\t备注\n"
                             "产出指标\t数量指标\t清淤长度\t≥12公里\t\n");
  EXPECT_EQ(row_text(document, 0), "产出指标|数量指标|清淤长度||≥12公里|");
}

TEST(OtherOfficesTest, ATallCellBesideATablePrintedCellByCellIsNoColumn) {
  const auto document = read(
      "1.夜校经费绩效目标表\n\t项目编码\n\t13073022P000DP010004T\n\t项目名称\n\t夜校经费\n\n"
      "\t绩效目标\n\t1.开办夜校\n\n\t绩效指标\n\t一级指标\n\t二级指标\n\t三级指标\n\t指标值\n\n"
      "\t\n\t产出指标\n\t数量指标\n\t期数\n\t≥6期\n\n\t\n\t\n\t质量指标\n\t结业率\n\t≥80%\n\n");
  ASSERT_EQ(document.projects.at(0).indicators.size(), 2U);
  EXPECT_EQ(row_text(document, 1), "产出指标|质量指标|结业率||≥80%|");
}

TEST(OtherOfficesTest, ASecondLevelPrintedOnceHoldsBelowARepeatedFirst) {
  const std::string text = sheet("万元", "9", "");
  const auto document = read(text + "产出指标\t\t植树\t沿岸植树\t≥300棵\t实施方案\n");
  EXPECT_EQ(row_text(document, 1), "产出指标|数量指标|植树|沿岸植树|≥300棵|实施方案");
}

TEST(OtherOfficesTest, ACostRowSplitByAPageIsNotMovedAside) {
  const std::string text = sheet("万元", "9", "");
  const std::string header = "一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值\t指标值确定依据\n";
  const auto document = read(text + "成本指标\t经济成\t总成\t全部\t≤9万元\t测算\n\n- 3 -\n\n" +
                             header + "\t本指标\t本\t支出\t\t明细\n");
  EXPECT_EQ(row_text(document, 1), "成本指标|经济成本指标|总成本|全部支出|≤9万元|测算明细");
}

TEST(OtherOfficesTest, LabelsWithoutAFieldAreKeptWithTheirValues) {
  const auto document = read(
      "1.夜校经费绩效目标表\n项目名称\t夜校经费\t项目代码\t13073022P000DP010004T\n"
      "项目负责人\t张某\t起止时间\t2024年至2025年\n年度预算数\t5.00\t其中：财政拨款\t5.00\n"
      "年度绩效目标\t开办夜校\n一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t期数\t≥6期"
      "\n");
  const ReadProject& project = document.projects.at(0);
  ASSERT_EQ(project.other_fields.size(), 2U);
  EXPECT_EQ(project.other_fields[0].label, "项目负责人");
  EXPECT_EQ(project.other_fields[1].value.text, "2024年至2025年");
  EXPECT_FALSE(reports(document, "cell_not_read"));
  EXPECT_THAT(to_json(document), HasSubstr("\"other_fields\":[{\"label\":\"项目负责人\""));
}

const std::string kOtherHeader =
    "功能分类科目\t\t合计\t基本支出\t项目支出\n科目编码\t科目名称\t\t\t\n";

TEST(OtherOfficesTest, TablesAreKnownBehindTheirNumbers) {
  for (const std::string title : {"公开表3 部门支出总表", "预算公开表3：部门支出总表",
                                  "附表3-1 部门支出总表", "附件2：表3 部门支出总表"}) {
    const auto document =
        read(title + "\n单位：万元\n" + kOtherHeader + "201\t一般公共服务支出\t1.00\t1.00\t\n");
    ASSERT_EQ(document.tables.size(), 1U) << title;
    EXPECT_EQ(document.tables[0].number, 3) << title;
  }
}

TEST(OtherOfficesTest, AnEmptyTablesNoteMayBeInAnyWords) {
  for (const std::string note :
       {"本部门无政府性基金预算，故本表为空。", "（此表无数据）", "无", "说明：我单位无此项预算"}) {
    const auto document = read("政府性基金预算支出表\n单位：万元\n" + kOtherHeader + "\n" + note +
                               "\n\n第二部分 情况说明\n");
    ASSERT_EQ(document.tables.size(), 1U) << note;
    EXPECT_EQ(document.tables[0].note, note);
    EXPECT_TRUE(document.unclaimed.empty()) << note;
  }
}

TEST(OtherOfficesTest, ATableBeginsItsNextPageWithARowOfItsOwn) {
  const std::string header = "收入\t\t支出\t\n项目\t预算数\t项目\t预算数\n";
  const auto document = read("部门收支总表\n单位：万元\n" + header +
                             "本年收入合计\t9.00\t本年支出合计\t9.00\n\n单位：万元\n" + header +
                             "上年结转结余\t\t年终结转结余\t\n收入总计\t9.00\t支出总计\t9.00\n");
  ASSERT_EQ(document.tables.at(0).rows.size(), 3U);
  EXPECT_EQ(document.tables[0].rows[1][0], "上年结转结余");
}

TEST(OtherOfficesTest, AHeaderPrintedOnceIsSpreadToTheSubjectsColumns) {
  const auto document = read(
      "部门支出总表\n\t科目\n\t合计\n\t基本支出\n\t项目支出\n\t经营支出\n\n\t科目编码\n\t科目名称\n"
      "\t\n\t\n\t\n\t\n\n"
      "\t201\n\t一般公共服务支出\n\t1.00\n\t1.00\n\t\n\t\n\n");
  EXPECT_THAT(document.tables.at(0).columns, ElementsAre("科目/科目编码", "科目/科目名称", "合计",
                                                         "基本支出", "项目支出", "经营支出"));
}

TEST(OtherOfficesTest, ABareTableMayBeginWithoutRowNumbers) {
  const auto document = read(
      "部门收支总表\n单位：万元\n\n收入\n支出\n\n项目\n预算数\n项目\n预算数\n\n"
      "一、一般公共预算拨款收入\n9.00\n一、一般公共服务支出\n9.00\n\n"
      "收入总计\n9.00\n支出总计\n9.00\n\n二、机关运行经费安排情况\n\n共安排1.00万元。\n");
  ASSERT_EQ(document.tables.size(), 1U);
  EXPECT_EQ(document.tables[0].rows.size(), 2U);
  ASSERT_EQ(document.sections.size(), 1U);
  EXPECT_EQ(document.sections[0].number, 3);
}

std::vector<int> sections_of(const ReadDocument& document) {
  std::vector<int> numbers;
  for (const ReadSection& section : document.sections)
    if (section.number > 0) numbers.push_back(section.number);
  return numbers;
}

TEST(OtherOfficesTest, TheNarrativesHeadingsMayBeNumberedOtherwise) {
  std::string tables;
  for (const char* title : {"部门收入总表", "部门支出总表", "一般公共预算支出表"})
    tables += std::string(title) + "\n单位：万元\n" + kOtherHeader +
              "201\t一般公共服务支出\t1.00\t1.00\t\n\n";
  const auto bracket = read(
      tables +
      "某县某局2024年部门预算公开情况说明\n（一）部门职责及机构设置情况\n负责。\n"
      "（二）部门预算安排的总体情况\n收入1.00万元。\n（三）机关运行经费安排情况\n0.50万元。\n");
  EXPECT_THAT(sections_of(bracket), ElementsAre(1, 2, 3));
  const auto lower = read(
      tables +
      "某县某局2024年部门预算公开情况说明\n一、部门概况\n负责。\n二、收支总体情况\n收入1.00万元。\n"
      "三、其他重要事项的情况说明\n（一）机关运行经费\n0.50万元。\n（二）政府采购情况\n无。\n"
      "（三）国有资产占有使用情况\n无。\n");
  EXPECT_THAT(sections_of(lower), ElementsAre(1, 2, 9, 3, 6, 7));
}

TEST(OtherOfficesTest, HeadingsOfSafeguardsAreNoSectionsOfTheNarrative) {
  const auto document = read(
      "第一部分 "
      "部门整体绩效目标\n一、总体绩效目标\n服务群众。\n三、工作保障措施\n（一）加强预算绩效管理\n完"
      "善制度。\n"
      "（二）规范政府采购\n按规定采购。\n");
  EXPECT_TRUE(sections_of(document).empty());
  EXPECT_EQ(document.department.safeguards.size(), 4U);
}

TEST(OtherOfficesTest, ASecondGoalWithoutANumberBeginsAnew) {
  const auto document = read(
      "第一部分 "
      "部门整体绩效目标\n二、分项绩效目标\n第一，办好活动\n绩效目标：活动丰富。\n绩效指标：20场。\n"
      "管好场馆\n绩效目标：场馆安全。\n绩效指标：300天。\n");
  ASSERT_EQ(document.department.goals.size(), 2U);
  EXPECT_EQ(document.department.goals[1].title, "管好场馆");
  EXPECT_EQ(document.department.goals[1].goal, "场馆安全。");
}

TEST(OtherOfficesTest, ColumnsPartedByBlanksAreReadByTheirPlaces) {
  const auto document = read(
      "部门支出总表\n\n单位：万元\n\n"
      "功能分类科目                         合计      基本支出   项目支出\n"
      "科目编码   科目名称\n"
      "           合计                      9.50      3.00       6.50\n"
      "208        社会保障和就业支出        3.00      3.00\n"
      "2080505    机关事业单位基本养老保    3.00      3.00\n"
      "           险缴费支出\n"
      "213        农林水支出                6.50                 6.50\n");
  ASSERT_EQ(document.tables.size(), 1U);
  const ReadTable& table = document.tables[0];
  EXPECT_THAT(table.columns, ElementsAre("功能分类科目/科目编码", "功能分类科目/科目名称", "合计",
                                         "基本支出", "项目支出"));
  ASSERT_EQ(table.rows.size(), 4U);
  EXPECT_EQ(table.rows[2][1], "机关事业单位基本养老保险缴费支出");
  EXPECT_THAT(table.rows[3], ElementsAre("213", "农林水支出", "6.50", "", "6.50"));
  EXPECT_TRUE(document.unclaimed.empty());
}

TEST(OtherOfficesTest, BlanksBetweenWordsOfProseAreNoColumns) {
  const auto document =
      read("某县水利局2025年部门预算绩效文本\n\n编制  说明\n\n本局  负责  水利工作。\n");
  EXPECT_TRUE(document.tables.empty());
  EXPECT_TRUE(document.other_tables.empty());
}

TEST(OtherOfficesTest, TheBodyMayNumberTitlesThatTheContentsDoNot) {
  const auto document = read(
      "目录\n\n部门收支总表........1\n\n部门收入总表........"
      "2\n\n附表1：部门收支总表\n\n单位：万元\n\n"
      "收入\t\t支出\t\n项目\t预算数\t项目\t预算数\n"
      "收入总计\t9.00\t支出总计\t9.00\n");
  ASSERT_EQ(document.tables.size(), 1U);
  EXPECT_EQ(document.tables[0].number, 1);
  EXPECT_FALSE(reports(document, "table_title_unknown"));
}

TEST(OtherOfficesTest, ATablesOwnYearIsToldWhereItIsNotTheDocuments) {
  const std::string rows = kOtherHeader + "201\t一般公共服务支出\t1.00\t1.00\t\n\n";
  const auto document =
      read("某县某局2024年部门预算公开\n\n部门支出总表\n\n402 某县某局\n\n预算年度：2024\n\n" +
           rows + "一般公共预算支出表\n\n402 某县某局\n\n预算年度：2023\n\n" + rows);
  ASSERT_EQ(document.tables.size(), 2U);
  const std::string json = to_json(document);
  EXPECT_EQ(document.tables[1].fiscal_year, 2023);
  EXPECT_THAT(json, HasSubstr("\"number\":5,\"fiscal_year\":2023"));
  EXPECT_THAT(json, testing::Not(HasSubstr("\"number\":3,\"fiscal_year\"")));
}

TEST(OtherOfficesTest, AFileMayHoldTheTextsOfTwoYears) {
  const std::string one = sheet("万元", "9", "");
  const auto document = read("某县水利局\n\n2024年部门预算绩效文本\n\n" + one +
                             "\n某县水利局\n\n2025年部门预算绩效文本\n\n" + one);
  EXPECT_EQ(document.fiscal_year, 2024);
  ASSERT_EQ(document.projects.size(), 2U);
  EXPECT_EQ(document.projects[0].fiscal_year, 0);
  EXPECT_EQ(document.projects[1].fiscal_year, 2025);
  EXPECT_TRUE(reports(document, "several_fiscal_years"));
  EXPECT_TRUE(document.unclaimed.empty());
}

TEST(OtherOfficesTest, AGoalThatSpeaksOfAnotherYearBeginsNoPart) {
  const std::string one = sheet("万元", "9", "");
  const auto document = read("某县水利局\n\n2024年部门预算绩效文本\n\n" + one +
                             "\n第一部分 部门整体绩效目标\n\n一、总体绩效目标\n\n"
                             "完成2023年结转的任务。\n\n第二部分 预算项目绩效目标\n\n" +
                             one);
  ASSERT_EQ(document.projects.size(), 2U);
  EXPECT_EQ(document.projects[1].fiscal_year, 0);
  EXPECT_FALSE(reports(document, "several_fiscal_years"));
}

TEST(OtherOfficesTest, ATotalOfWholeYuanIsNoHeader) {
  const auto document = read(
      "部门支出总表\n单位：元\n科目编码\t科目名称\t合计\t基本支出\n\t合计\t82625000\t82625000\n"
      "208\t社会保障和就业支出\t82625000\t82625000\n");
  EXPECT_EQ(document.tables.at(0).rows.size(), 2U);
}

TEST(OtherOfficesTest, AnyWordsMayStandForAmountsAndPurpose) {
  std::string text = sheet("万元", "9", "");
  text.replace(text.find("预算规模及资金用途"), std::string("预算规模及资金用途").size(),
               "预算安排与用途");
  EXPECT_EQ(read(text).projects.at(0).purpose.text, "清理淤积");
}

TEST(OtherOfficesTest, AListOfProjectsIsOneSheetForEach) {
  const auto document = read(
      "部门预算项目绩效目标表（2025年度）\n单位：万元\n"
      "单位名称\t项目名称\t年度预算数\t年度目标\t一级指标\t二级指标\t三级指标\t指标性质\t指标值\t度"
      "量单位\n"
      "416001-农业农村局\t管护经费\t120.50\t做好管护\t产出指标\t数量指标\t管护面积\t≥\t1200\t亩\n"
      "\t\t\t\t产出指标\t质量指标\t完好率\t≥\t90\t%\n"
      "\t设备购置\t20.00\t更新设备\t产出指标\t数量指标\t设备数量\t≥\t12\t台\n"
      "合计\t\t140.50\t\t\t\t\t\t\t\n");
  ASSERT_EQ(document.projects.size(), 2U);
  EXPECT_EQ(document.fiscal_year, 2025);
  EXPECT_EQ(document.projects[0].indicators.size(), 2U);
  EXPECT_EQ(document.projects[1].name.text, "设备购置");
  EXPECT_EQ(document.projects[1].budget.amount, Money::parse_wan("20").value());
  EXPECT_EQ(document.projects[1].unit_name, "农业农村局");
  EXPECT_EQ(document.projects[1].indicators[0].value.comparator, ReadComparator::at_least);
  EXPECT_TRUE(reports(document, "list_total_not_read"));
}

TEST(OtherOfficesTest, LettersThatLookLikeDigitsAreNoAmount) {
  const auto document = read(
      sheet("单位：万元", "l2.5O", "资金支出计划\t3月底\t6月底\t12月底\n\t3.O0\t6.00\t12.50\n"));
  EXPECT_FALSE(document.projects.at(0).budget.amount);
  EXPECT_EQ(document.projects.at(0).budget.value.printed, "l2.5O");
  EXPECT_TRUE(reports(document, "amount_not_number"));
}

TEST(OtherOfficesTest, TheFourthLevelIsNotLost) {
  const auto document = read(
      "1.清淤绩效目标表\n绩效目标\t1.清淤\n一级指标\t二级指标\t三级指标\t四级指标\t指标值\n"
      "产出指标\t数量指标\t清淤\t河道长度\t≥12公里\n\t\t\t土方量\t≥3立方米\n");
  ASSERT_EQ(document.projects.at(0).indicators.size(), 2U);
  EXPECT_EQ(document.projects[0].indicators[1].level3, "清淤：土方量");
}

TEST(OtherOfficesTest, TheBestOfFourGradesIsTheValue) {
  const auto document = read(
      "4.环卫作业经费绩效目标表\n项目编码\t13018624P00023010001J\t项目名称\t环卫作业经费\n"
      "绩效指标\t一级指标\t二级指标\t三级指标\t绩效指标描述\t评价标准\t\t\t\t指标值确定依据\n"
      "\t\t\t\t\t优\t良\t中\t差\t\n"
      "\t产出指标\t数量指标\t清扫面积\t保洁面积\t≥300公顷\t≥280公顷\t≥260公顷\t<260公顷\t合同\n"
      "\t效果指标\t社会效益指标\t环境改善\t卫生改善\t明显\t较明显\t一般\t不明显\t反映\n");
  ASSERT_EQ(document.projects.at(0).indicators.size(), 2U);
  EXPECT_EQ(row_text(document, 0), "产出指标|数量指标|清扫面积|保洁面积|≥300公顷|合同");
  EXPECT_EQ(row_text(document, 1), "效果指标|社会效益指标|环境改善|卫生改善|明显|反映");
  EXPECT_TRUE(reports(document, "column_not_read"));
}

TEST(OtherOfficesTest, NamesBrokenOverLinesAreStillLabels) {
  const auto document = read(
      "绩效目标表\n203001某县民政局\n单位：万元\n项目编码\n13012324P00045610002X\n项目名称\n低保配"
      "套资金\n"
      "预算规模及资\n金用途\n预算数\n260.00\n其中：财政\n资金\n260."
      "00\n其他资金\n\n用于低保对象补助\n"
      "资金支出计划\n（%）\n3月底\n6月底\n10月底\n12月底\n25\n50\n80\n100\n绩效目标\n1."
      "保障基本生活\n"
      "一级指标\n二级指标\n三级指标\n绩效指标描述\n指标值\n指标值确定依据\n"
      "产出指标\n数量指标\n低保对象人数\n享受低保的人数\n≥3200人\n民政统计\n");
  const ReadProject& project = document.projects.at(0);
  EXPECT_EQ(project.fiscal.amount, Money::from_fen(260'000'000));
  EXPECT_EQ(project.purpose.text, "用于低保对象补助");
  EXPECT_THAT(plan_of(document), ElementsAre("3:65", "6:130", "10:208", "12:260"));
  EXPECT_FALSE(reports(document, "cell_not_read"));
}

TEST(OtherOfficesTest, APageSetOnLinesOfBlanksKeepsMergedAndFullCells) {
  const auto document = read(
      "                        5.困难职工帮扶资金绩效目标表\n"
      "   501001 某市总工会                                                              "
      "单位：万元\n"
      "   项目编码        13060025P00088810003Q        项目名称           困难职工帮扶资金\n"
      "   预算规模及资     预算数           50.00    其中：财政资金     50.00    其他资金\n"
      "   金用途           用于困难职工生活救助\n"
      "   资金支出计划          3月底           6月底           10月底          12月底\n"
      "   （%）                 20%             50%             80%             100%\n"
      "   绩效目标        1.帮扶困难职工\n"
      "   一级指标     二级指标        三级指标         绩效指标描述       指标值      "
      "指标值确定依据\n"
      "                数量指标     帮扶困难职工     年度内帮扶的困难     ≥200人    工会年度计划\n"
      "                             人数             职工人数\n"
      "   产出指标     质量指标     资金发放准确率   准确发放的比例       100%      工会年度计划\n"
      "                时效指标     资金发放时间     资金发放完成时间     12月底前   工会年度计划\n"
      "                经济效益指标 困难职工收入     收入增长             增长      工会年度计划\n"
      "   效益指标     社会效益指标 困难职工生活     生活状况改善         改善      工会年度计划\n"
      "   满意度指标   服务对象满意 困难职工满意度   问卷调查满意度       ≥95%      问卷调查\n"
      "                度指标\n");
  EXPECT_EQ(document.projects.at(0).purpose.text, "用于困难职工生活救助");
  EXPECT_THAT(plan_of(document), ElementsAre("3:10", "6:25", "10:40", "12:50"));
  ASSERT_EQ(document.projects.at(0).indicators.size(), 6U);
  EXPECT_EQ(row_text(document, 0),
            "产出指标|数量指标|帮扶困难职工人数|年度内帮扶的困难职工人数|≥200人|工会年度计划");
  EXPECT_EQ(row_text(document, 3), "效益指标|经济效益指标|困难职工收入|收入增长|增长|工会年度计划");
  EXPECT_EQ(row_text(document, 5),
            "满意度指标|服务对象满意度指标|困难职工满意度|问卷调查满意度|≥95%|问卷调查");
}

TEST(OtherOfficesTest, AFormsTitleMayBeginWithTheYear) {
  const std::string rows =
      "\n项目名称\t预算数\t年度目标\t一级指标\t二级指标\t三级指标\t指标值\n"
      "审计信息化运维费\t12.50\t保障运行\t产出指标\t数量指标\t系统数量\t≥3个\n";
  EXPECT_EQ(read("2024年部门预算项目绩效目标表" + rows).fiscal_year, 2024);
  EXPECT_EQ(read("2024年道路养护绩效目标表" + rows).fiscal_year, 0);  // the project's own
}

TEST(OtherOfficesTest, DetailsOfProjectsAreNoneOfTheNineTables) {
  const auto document = read(
      "2026年项目支出预算明细表\n单位：万元\n序号\t科目\t项目名称\t合计\t一般公共预算\n"
      "1\t2040604\t人民调解经费\t25.00\t25.00\n2\t2040607\t法律援助经费\t30.00\t30.00\n");
  for (const ReadTable& table : document.tables)
    EXPECT_EQ(table.number, 0) << table.title.text;
}

TEST(OtherOfficesTest, AHeadingsMarkIsNoPartOfTheTitle) {
  const auto document = read(
      "## 2.防汛物资储备绩效目标表\n| 项目编码 | 13052525P00077710009K | 项目名称 | 防汛物资储备 "
      "|\n"
      "| 一级指标 | 二级指标 | 三级指标 | 指标值 |\n| 产出指标 | 数量指标 | 物资种类 | ≥15种 |\n");
  EXPECT_FALSE(reports(document, "name_differs_from_title"));
  EXPECT_TRUE(reports(document, "markdown_in_text"));
}

}  // namespace
}  // namespace budget::reader
