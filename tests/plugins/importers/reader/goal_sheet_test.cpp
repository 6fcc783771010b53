#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "office_file.h"
#include "read_text.h"
#include "reader/reader.h"

namespace budget::reader {
namespace {

using testing::ElementsAre;

std::vector<std::string> plan_of(const ReadProject& project) {
  std::vector<std::string> cells;
  if (!project.plan) return cells;
  for (const ReadPlanNode& node : project.plan->nodes) {
    cells.push_back(std::to_string(node.month) + ":" + node.cumulative_wan);
  }
  return cells;
}

std::string row_text(const ReadIndicator& row) {
  return row.level1 + "|" + row.level2 + "|" + row.level3 + "|" + row.description + "|" +
         row.value.cell.text + "|" + row.basis;
}

const std::string kTop =
    "1.河道清淤工程绩效目标表\n\n402001 某县水利局本级\n\n单位：万元\n\n"
    "项目编码\t13073024P0001231000 1X\t\t项目名称\t河道清淤工程\t\t\n"
    "预算规模及资金用途\t预算数\t120.00\t其中：财政资金\t100.00\t其他资金\t20.00\n"
    "\t清理河道淤积\t\t\t\t\t\n";
const std::string kGoals = "绩效目标\t1.恢复行洪能力 2.改善水质\t\t\t\t\t\n";
const std::string kHeader = "一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值\t指标值确定依据\n";
const std::string kRow = "产出指标\t数量指标\t清淤长度\t完成清淤的河长\t≥12公里\t实施方案\n";

TEST(GoalSheetTest, ReadsTheSheetOfTabs) {
  const auto document = read(kTop +
                             "资金支出计划（%）\t3月底\t\t6月底\t10月底\t12月底\t\n"
                             "\t10\t\t40\t80\t100\t\n" +
                             kGoals + kHeader + kRow);
  ASSERT_EQ(document.projects.size(), 1U);
  const ReadProject& project = document.projects[0];
  EXPECT_EQ(project.code.text, "13073024P00012310001X");
  EXPECT_EQ(project.unit_code, "402001");
  EXPECT_EQ(project.other.amount, Money::from_fen(20'000'000));
  EXPECT_EQ(project.purpose.text, "清理河道淤积");
  EXPECT_EQ(project.plan->unit, PlanUnit::percent);
  EXPECT_THAT(plan_of(project), ElementsAre("3:12", "6:48", "10:96", "12:120"));
  ASSERT_EQ(project.goals.size(), 2U);
  EXPECT_EQ(project.goals[1].text, "改善水质");
  ASSERT_EQ(project.indicators.size(), 1U);
  EXPECT_EQ(row_text(project.indicators[0]),
            "产出指标|数量指标|清淤长度|完成清淤的河长|≥12公里|实施方案");
  EXPECT_EQ(document.characters, document.characters_accounted);
}

TEST(GoalSheetTest, AsksWhenAPlanMayBeAmountsOrPercent) {
  const auto document = read(kTop +
                             "资金支出计划（%）\t3月底\t\t6月底\t10月底\t12月底\t\n"
                             "\t10\t\t40\t60\t80\t\n" +
                             kGoals + kHeader + kRow);
  EXPECT_EQ(document.projects[0].plan->unit, PlanUnit::unknown);
  EXPECT_TRUE(reports(document, "plan_unit_unclear"));
}

TEST(GoalSheetTest, CarriesABlankYearEndForward) {
  const auto document = read(kTop +
                             "资金支出计划（%）\t3月底\t\t6月底\t10月底\t12月底\t\n"
                             "\t50%\t\t100%\t\t\t\n" +
                             kGoals + kHeader + kRow);
  EXPECT_THAT(plan_of(document.projects[0]), ElementsAre("3:60", "6:120", "10:", "12:"));
  EXPECT_TRUE(reports(document, "plan_cell_blank"));
  EXPECT_FALSE(reports(document, "plan_december_missing"));
}

TEST(GoalSheetTest, ReadsOtherMonthsAndMonthsBesideTheirValues) {
  const auto document =
      read(kTop + "用款计划\t第一季度\t30\t第二季度\t60\t第三季度\t90\t第四季度\t120\n" + kGoals +
           kHeader + kRow);
  EXPECT_THAT(plan_of(document.projects[0]), ElementsAre("3:30", "6:60", "9:90", "12:120"));
}

TEST(GoalSheetTest, SaysWhenPlanCellsWereLost) {
  const auto document = read(kTop +
                             "累计支出金额\t3月底\t6月底\t10月底\t12月底\n"
                             "60\t120\n" +
                             kGoals + kHeader + kRow);
  EXPECT_TRUE(reports(document, "plan_cells_lost"));
  EXPECT_THAT(plan_of(document.projects[0]), ElementsAre("3:", "6:", "10:60", "12:120"));
}

TEST(GoalSheetTest, ReadsLabelsAndValuesOnLinesOfTheirOwn) {
  const auto document = read(
      "1.夜校经费绩效目标表\n\n项目编码\n13073021K9QPMIB2W0I7G\n项目名称\n夜校经费\n\n"
      "预算规模及资金用途\n预算数\n5.00\n其中：财政    资金\n5.00\n其他资金\n \n\n \n"
      "用于聘请教师\n\n资金支出计划（%）\n3月底\n6月底\n10月底\n12月底\n\n \n20\n50\n80\n100\n\n"
      "绩效目标\n1.目标内容1开办夜校\n\n一级指标\n二级指标\n三级指标\n绩效指标描述\n指标值\n"
      "指标值确定依据\n\n产出指标\n数量指标\n期数\n开班期数\n≥6期\n工作计划\n\n "
      "\n质量指标\n结业率\n"
      "结业人数占比\n≥80百分率\n工作计划\n");
  ASSERT_EQ(document.projects.size(), 1U);
  const ReadProject& project = document.projects[0];
  EXPECT_EQ(project.code.text, "13073021K9QPMIB2W0I7G");
  EXPECT_EQ(project.budget.amount, Money::from_fen(5'000'000));
  EXPECT_FALSE(project.other.amount);
  EXPECT_EQ(project.purpose.text, "用于聘请教师");
  EXPECT_THAT(plan_of(project), ElementsAre("3:1", "6:2.5", "10:4", "12:5"));
  EXPECT_EQ(project.goals[0].clean, "开办夜校");
  EXPECT_TRUE(reports(document, "placeholder_prefix"));
  ASSERT_EQ(project.indicators.size(), 2U);
  EXPECT_EQ(row_text(project.indicators[1]),
            "产出指标|质量指标|结业率|结业人数占比|≥80百分率|工作计划");
}

TEST(GoalSheetTest, ReadsTheNationalFormWithWideCellsFromWord) {
  const auto cell = [](const std::string& text, int span = 1) {
    return "<w:tc><w:tcPr><w:gridSpan w:val=\"" + std::to_string(span) +
           "\"/></w:tcPr><w:p><w:r><w:t>" + text + "</w:t></w:r></w:p></w:tc>";
  };
  const auto below = [](int span = 1) {
    return "<w:tc><w:tcPr><w:gridSpan w:val=\"" + std::to_string(span) +
           "\"/><w:vMerge/></w:tcPr><w:p/></w:tc>";
  };
  const auto row = [](const std::string& cells) { return "<w:tr>" + cells + "</w:tr>"; };
  const std::string table =
      "<w:p><w:r><w:t>项目支出绩效目标表</w:t></w:r></w:p>"
      "<w:p><w:r><w:t>（2025年度）</w:t></w:r></w:p><w:tbl>" +
      row(cell("项目名称", 2) + cell("图书馆夜间开放", 6)) +
      row(cell("主管部门", 2) + cell("某市文化和旅游局", 3) + cell("实施单位", 1) +
          cell("某市图书馆", 2)) +
      row(cell("项目资金（万元）", 2) + cell("年度资金总额：", 3) + cell("36.50", 3)) +
      row(below(2) + cell("其中：财政拨款", 3) + cell("30.00", 3)) +
      row(below(2) + cell("其他资金", 3) + cell("6.50", 3)) +
      row(cell("总体目标", 2) + cell("年度目标", 6)) + row(below(2) + cell("每周开放六个晚上", 6)) +
      row(cell("绩效指标") + cell("一级指标", 2) + cell("二级指标", 2) + cell("三级指标", 1) +
          cell("指标值", 2)) +
      row(below() + cell("产出指标", 2) + cell("数量指标", 2) + cell("开放天数") +
          cell("≥280天", 2)) +
      row(below() + below(2) + cell("质量指标", 2) + cell("设备完好率") + cell("≥98%", 2)) +
      row(below() + cell("满意度指标", 2) + cell("服务对象满意度指标", 2) + cell("读者满意度") +
          cell("≥90%", 2)) +
      "</w:tbl>";
  const auto document = read(docx_of_body(table), "national.docx");
  ASSERT_EQ(document.projects.size(), 1U);
  const ReadProject& project = document.projects[0];
  EXPECT_EQ(project.name.text, "图书馆夜间开放");
  EXPECT_EQ(project.budget.amount, Money::from_fen(36'500'000));
  EXPECT_EQ(project.fiscal.amount, Money::from_fen(30'000'000));
  EXPECT_EQ(project.other.amount, Money::from_fen(6'500'000));
  ASSERT_EQ(project.goals.size(), 1U);
  EXPECT_EQ(project.goals[0].text, "每周开放六个晚上");
  ASSERT_EQ(project.indicators.size(), 3U);
  EXPECT_EQ(row_text(project.indicators[1]), "产出指标|质量指标|设备完好率||≥98%|");
  EXPECT_EQ(row_text(project.indicators[2]), "满意度指标|服务对象满意度指标|读者满意度||≥90%|");
}

TEST(GoalSheetTest, ReadsSymbolUnitAndWeightFromTheirColumns) {
  const auto document =
      read(kTop + kGoals +
           "一级指标\t二级指标\t三级指标\t指标解释\t符号\t指标值\t计量单位\t权重\t指标值设定依据\n"
           "成本指标\t经济成本指标\t单位造价\t每公里造价\t≤\t10\t万元/公里\t20\t概算\n"
           "产出指标\t时效指标\t完工时间\t完工时间\t\t2024年10月底\t\t30\t合同\n");
  ASSERT_EQ(document.projects[0].indicators.size(), 2U);
  const ReadIndicator& cost = document.projects[0].indicators[0];
  EXPECT_EQ(cost.value.comparator, ReadComparator::at_most);
  EXPECT_EQ(cost.value.number, "10");
  EXPECT_EQ(cost.value.unit, "万元/公里");
  EXPECT_EQ(cost.weight, "20");
  EXPECT_EQ(document.projects[0].indicators[1].value.kind, ValueKind::deadline);
}

TEST(GoalSheetTest, JoinsARowThatAPageBreakParted) {
  const auto document = read(kTop + kGoals + kHeader +
                             "效益指标\t社会效益指\t防洪保\t受保护的人\t≥3万\t水利\n\n- 7 -\n\n" +
                             kHeader + "\t标\t障\t口\t\t规划\n");
  ASSERT_EQ(document.projects[0].indicators.size(), 1U);
  EXPECT_EQ(row_text(document.projects[0].indicators[0]),
            "效益指标|社会效益指标|防洪保障|受保护的人口|≥3万|水利规划");
  EXPECT_TRUE(reports(document, "page_split_row"));
  EXPECT_TRUE(reports(document, "repeated_table_header"));
  EXPECT_TRUE(document.unclaimed.empty());
}

TEST(GoalSheetTest, SaysWhichCellsAreMissing) {
  const auto lost_cell =
      read(kTop + kGoals + kHeader + "产出指标\t数量指标\t清淤长度\t≥12公里\t实施方案\n");
  EXPECT_EQ(row_text(lost_cell.projects[0].indicators[0]),
            "产出指标|数量指标|清淤长度||≥12公里|实施方案");
  EXPECT_TRUE(reports(lost_cell, "cell_missing"));

  const auto lost_column = read(kTop + kGoals + kHeader +
                                "产出指标\t数量指标\t清淤长度\t完成清淤的河长\t≥12公里\n"
                                "\t质量指标\t合格率\t验收合格率\t100%\n");
  EXPECT_TRUE(reports(lost_column, "column_lost"));
  EXPECT_EQ(lost_column.projects[0].indicators[1].value.number, "100");
}

TEST(GoalSheetTest, PutsAShiftedRowUnderItsHeader) {
  const auto document =
      read(kTop + kGoals + kHeader + kRow + "\t\t质量指标\t合格率\t验收合格率\t100%\t规范\n");
  ASSERT_EQ(document.projects[0].indicators.size(), 2U);
  EXPECT_EQ(row_text(document.projects[0].indicators[1]),
            "产出指标|质量指标|合格率|验收合格率|100%|规范");
  EXPECT_TRUE(reports(document, "columns_shifted"));
}

TEST(GoalSheetTest, SplitsTwoLevelsPrintedInOneCell) {
  const auto document =
      read(kTop + kGoals + kHeader + "效益指标、经济效益指标\t\t增收\t亩均增收\t≥200元\t测算\n");
  ASSERT_EQ(document.projects[0].indicators.size(), 1U);
  EXPECT_EQ(document.projects[0].indicators[0].level1, "效益指标");
  EXPECT_EQ(document.projects[0].indicators[0].level2, "经济效益指标");
  EXPECT_TRUE(reports(document, "combined_levels"));
}

TEST(GoalSheetTest, ReadsALineWhoseTabsWereLost) {
  const auto document = read(
      "1.河道清淤工程绩效目标表\n"
      "项目编码 13073024P00012310001X 项目名称 河道清淤工程\n"
      "预算规模及资金用途 预算数 120.00 其中：财政资金 120.00 其他资金\n"
      "资金用途 清理河道淤积\n" +
      kGoals + "一级指标、二级指标、三级指标、绩效指标描述、指标值、指标值确定依据\n" +
      "产出指标、数量指标、清淤长度、完成清淤的河长、≥12公里、实施方案\n"
      "质量指标、合格率、验收合格率、100%、规范\n");
  ASSERT_EQ(document.projects.size(), 1U);
  EXPECT_EQ(document.projects[0].code.text, "13073024P00012310001X");
  EXPECT_EQ(document.projects[0].name.text, "河道清淤工程");
  EXPECT_EQ(document.projects[0].budget.amount, Money::from_fen(120'000'000));
  EXPECT_EQ(document.projects[0].purpose.text, "清理河道淤积");
  ASSERT_EQ(document.projects[0].indicators.size(), 2U);
  EXPECT_EQ(row_text(document.projects[0].indicators[1]),
            "产出指标|质量指标|合格率|验收合格率|100%|规范");
  EXPECT_TRUE(reports(document, "tabs_lost"));
}

TEST(GoalSheetTest, ReadsLinesWithoutTabsInsideATablePrintedCellByCell) {
  const auto document = read(
      "1.夜校经费绩效目标表\n\t项目编码\n\t13073022P000DP010004T\n\t项目名称\n\t夜校经费\n\n"
      "\t绩效目标\n\t1."
      "开办夜校\n\n\t一级指标、二级指标、三级指标、绩效指标描述、指标值、指标值确定依据\n"
      "\t产出指标、数量指标、期数、开班期数、≥6期、工作计划\n\n"
      "\t质量指标\n\t结业率\n\t结业人数占比\n\t≥80%\n\t工作计划\n");
  ASSERT_EQ(document.projects.size(), 1U);
  ASSERT_EQ(document.projects[0].indicators.size(), 2U);
  EXPECT_EQ(row_text(document.projects[0].indicators[0]),
            "产出指标|数量指标|期数|开班期数|≥6期|工作计划");
  EXPECT_EQ(row_text(document.projects[0].indicators[1]),
            "产出指标|质量指标|结业率|结业人数占比|≥80%|工作计划");
}

TEST(GoalSheetTest, ReadsLabelAndValueInOneCell) {
  const auto document = read(
      "1.河道清淤工程绩效目标表\n"
      "项目编码：13073024P00012310001X\t项目名称：河道清淤工程\n"
      "预算数：120.00\t其中：财政资金\t120.00\n" +
      kGoals + kHeader + kRow);
  EXPECT_EQ(document.projects[0].code.text, "13073024P00012310001X");
  EXPECT_EQ(document.projects[0].name.text, "河道清淤工程");
  EXPECT_EQ(document.projects[0].fiscal.amount, Money::from_fen(120'000'000));
}

TEST(GoalSheetTest, JoinsARowWithALineEndInsideACell) {
  const auto document = read(kTop + kGoals + kHeader +
                             "产出指标\t数量指标\t清淤长度\t完成清淤\n的河长\t≥12公里\t实施方案\n" +
                             "\t质量指标\t合格率\t验收合格率\t100%\t规范\n");
  ASSERT_EQ(document.projects[0].indicators.size(), 2U);
  EXPECT_EQ(row_text(document.projects[0].indicators[0]),
            "产出指标|数量指标|清淤长度|完成清淤的河长|≥12公里|实施方案");
}

TEST(GoalSheetTest, KeepsGoalsThatLookLikeHeadings) {
  const auto document = read(kTop + "绩效目标\t一、完成清淤\n二、加强绩效管理\n" + kHeader + kRow);
  ASSERT_EQ(document.projects.size(), 1U);
  ASSERT_EQ(document.projects[0].goals.size(), 2U);
  EXPECT_EQ(document.projects[0].goals[1].text, "加强绩效管理");
  EXPECT_EQ(document.projects[0].indicators.size(), 1U);
}

TEST(GoalSheetTest, ReadsTwoSheetsWithoutTitles) {
  const std::string sheet = kTop.substr(kTop.find("项目编码")) + kGoals + kHeader + kRow;
  const auto document = read(sheet + "\n" + sheet);
  EXPECT_EQ(document.projects.size(), 2U);
  EXPECT_TRUE(reports(document, "sheet_title_missing"));
}

TEST(GoalSheetTest, ReadsLatexAndTagsAsWhatTheyShow) {
  const auto document = read(kTop + "绩效目标\t<p>1.清淤&nbsp;12公里</p><p>2.水质达标</p>\n" +
                             kHeader + "产出指标\t质量指标\t合格率\t合格率\t$\\geq 95\\%$\t规范\n");
  EXPECT_EQ(document.projects[0].goals.size(), 2U);
  EXPECT_EQ(document.projects[0].indicators[0].value.comparator, ReadComparator::at_least);
  EXPECT_EQ(document.projects[0].indicators[0].value.number, "95");
  EXPECT_TRUE(reports(document, "latex_in_text"));
  EXPECT_TRUE(reports(document, "html_markup"));
}

TEST(GoalSheetTest, ListsWhatBelongsToNothing) {
  const auto document =
      read(kTop + kGoals + kHeader + kRow + "\n\n这一段话在表的后面，没有标题。\n");
  ASSERT_EQ(document.unclaimed.size(), 1U);
  EXPECT_LT(document.characters_accounted, document.characters);
  EXPECT_TRUE(reports(document, "unclaimed_text"));
}

TEST(GoalSheetTest, TheNameOfTheFormIsNoProjects) {
  const std::string body =
      "项目名称\t水厂维修\n项目编码\t13073026P00012310001X\n总体目标\t1.维修\n"
      "一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t座数\t3座\n";
  for (const char* title : {"2026年度项目支出绩效目标表", "项目支出绩效目标表",
                            "2026年部门预算项目绩效目标表", "预算项目支出绩效目标表"}) {
    const auto document = read(title + ("\n" + body));
    ASSERT_EQ(document.projects.size(), 1U) << title;
    EXPECT_EQ(document.projects[0].name.text, "水厂维修") << title;
    EXPECT_FALSE(reports(document, "name_differs_from_title")) << title;
  }
  const auto other = read("桥梁维修绩效目标表\n" + body);
  EXPECT_TRUE(reports(other, "name_differs_from_title"));
  const auto nameless = read("2026年度项目支出绩效目标表\n" + body.substr(body.find("项目编码")));
  ASSERT_EQ(nameless.projects.size(), 1U);
  EXPECT_TRUE(nameless.projects[0].name.empty());
}

ReadProject with_funds(const std::string& row) {
  const auto document = read(
      "1.水厂维修绩效目标表\n项目编码\t13073026P00012310001X\t项目名称\t水厂维修\n"
      "预算规模及资金用途\t" +
      row + "\n\t维修水厂\n绩效目标\t1.维修\n" +
      "一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t座数\t3座\n");
  EXPECT_EQ(document.projects.size(), 1U);
  return document.projects.at(0);
}

TEST(GoalSheetTest, ABudgetThatIsNoNumberIsKeptAsPrinted) {
  for (const char* printed : {"六十万元", "叁拾万元整（300000.00）", "约5万", "1e5",
                              "5.00（含上级）", "99999999999999999.00"}) {
    const ReadProject project =
        with_funds(std::string("预算数\t") + printed + "\t其中：财政资金\t60.00\t其他资金\t");
    EXPECT_EQ(project.budget.value.printed, printed);
    EXPECT_FALSE(project.budget.amount) << printed;
    EXPECT_EQ(project.purpose.text, "维修水厂") << printed;
  }
}

TEST(GoalSheetTest, AUnitMayHaveACellOfItsOwn) {
  for (const char* row : {"预算数\t万元\t6.16\t其中：财政资金\t6.16\t其他资金\t",
                          "预算数\t6.16\t万元\t其中：财政资金\t6.16\t万元\t其他资金\t万元",
                          "预算数\t61600\t元\t其中：财政资金\t61600\t元\t其他资金\t"}) {
    const ReadProject project = with_funds(row);
    EXPECT_EQ(project.budget.amount, Money::from_fen(6'160'000)) << row;
    EXPECT_EQ(project.fiscal.amount, Money::from_fen(6'160'000)) << row;
    EXPECT_EQ(project.purpose.text, "维修水厂") << row;
  }
}

}  // namespace
}  // namespace budget::reader
