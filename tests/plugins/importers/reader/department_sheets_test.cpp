// 部门整体支出绩效目标表: the sheet of a whole department, alone or beside its projects.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "read_text.h"

namespace budget::reader {
namespace {

using testing::ElementsAre;

const std::string kHead =
    "部门整体支出绩效目标表\n（2026年度）\n部门名称\t某县水务局\n"
    "年度预算申请（万元）\t资金总额\t1200.00\n"
    "\t按收入性质分：\t\t按支出性质分：\t\n"
    "\t其中：一般公共预算\t1000.00\t其中：基本支出\t400.00\n"
    "年度总体目标\t1.保障城乡供水。\n2.完成河道治理。\n";
const std::string kTasks =
    "年度主要任务\t任务名称\t主要内容\t预算金额（万元）\n"
    "\t农村供水\t水厂运行\t300.00\n\t河道治理\t清淤12公里\t500.00\n";
const std::string kIndicators =
    "年度绩效指标\t一级指标\t二级指标\t三级指标\t指标值\n"
    "\t产出指标\t数量指标\t清淤长度\t≥12公里\n\t\t时效指标\t完成时间\t2026年12月底前\n";

TEST(DepartmentSheets, AreReadWithTheirTasksAsATable) {
  const ReadDocument document = read(kHead + kTasks + kIndicators);
  EXPECT_EQ(document.kind, DocumentKind::performance_text);
  EXPECT_TRUE(document.projects.empty());
  ASSERT_EQ(document.department_sheets.size(), 1U);
  const ReadProject& sheet = document.department_sheets[0];
  EXPECT_EQ(sheet.budget.amount, Money::from_fen(1'200'000'000));
  ASSERT_EQ(sheet.goals.size(), 2U);
  EXPECT_EQ(sheet.goals[1].clean, "完成河道治理。");
  EXPECT_EQ(sheet.indicators.size(), 2U);
  ASSERT_EQ(document.other_tables.size(), 1U);
  const ReadTable& tasks = document.other_tables[0];
  EXPECT_EQ(tasks.title.text, "年度主要任务");
  EXPECT_THAT(tasks.columns, ElementsAre("任务名称", "主要内容", "预算金额（万元）"));
  EXPECT_THAT(tasks.rows, ElementsAre(ElementsAre("农村供水", "水厂运行", "300.00"),
                                      ElementsAre("河道治理", "清淤12公里", "500.00")));
  EXPECT_EQ(document.characters_accounted, document.characters);
}

TEST(DepartmentSheets, AmountsOfTasksMayHaveParts) {
  const ReadDocument document = read(
      kHead +
      "年度主要任务\t任务名称\t主要内容\t预算金额（万元）\t\t\n\t\t\t总额\t财政拨款\t其他资金\n"
      "\t农村供水\t水厂运行\t300.00\t300.00\t\n" +
      kIndicators);
  ASSERT_EQ(document.other_tables.size(), 1U);
  EXPECT_THAT(document.other_tables[0].columns,
              ElementsAre("任务名称", "主要内容", "预算金额（万元）/总额",
                          "预算金额（万元）/财政拨款", "预算金额（万元）/其他资金"));
  EXPECT_EQ(document.characters_accounted, document.characters);
}

TEST(DepartmentSheets, TasksAreToldByAnyOfTheirNames) {
  const std::vector<std::string> rows = {"农村供水\t水厂运行\t300.00\n",
                                         "其他资金\t清淤\t500.00\n"};
  const std::vector<std::string> tables = {
      "年度主要任务\t序号\t任务名称\t预算金额\n\t1\t" + rows[0] + "\t2\t" + rows[1],
      "年度主要任务\t内容\t说明\t预算金额\n\t" + rows[0] + "\t" + rows[1],
      "\t任务名称\t主要内容\t预算金额\n年度主要任务\t" + rows[0] + "\t" + rows[1],
      "任务名称\t主要内容\t预算金额\n" + rows[0] + "河道治理\t清淤\t500.00\n"};
  for (const std::string& table : tables) {
    const ReadDocument document = read(kHead + table + kIndicators);
    ASSERT_EQ(document.department_sheets.size(), 1U) << table;
    const ReadProject& sheet = document.department_sheets[0];
    ASSERT_EQ(sheet.goals.size(), 2U) << table;
    EXPECT_EQ(sheet.goals[1].clean, "完成河道治理。") << table;
    EXPECT_TRUE(sheet.other.value.empty()) << table;
    ASSERT_EQ(document.other_tables.size(), 1U) << table;
    EXPECT_EQ(document.other_tables[0].rows.size(), 2U) << table;
    EXPECT_EQ(document.characters_accounted, document.characters) << table;
  }
}

TEST(DepartmentSheets, StandBesideTheProjects) {
  const ReadDocument document =
      read(kHead + kTasks + kIndicators +
           "1.河道清淤工程绩效目标表\n项目编码\t13073026P00012310001X\t\t项目名称\t河道清淤工程\n"
           "绩效目标\t1.清淤\n一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值\t指标值确定依据\n"
           "产出指标\t数量指标\t长度\t河长\t≥12公里\t方案\n");
  EXPECT_EQ(document.department_sheets.size(), 1U);
  ASSERT_EQ(document.projects.size(), 1U);
  EXPECT_EQ(document.projects[0].code.text, "13073026P00012310001X");
}

}  // namespace
}  // namespace budget::reader
