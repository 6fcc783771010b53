#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "read_text.h"
#include "reader/json.h"
#include "reader/reader.h"

namespace budget::reader {
namespace {

using testing::ElementsAre;

const std::string kBlock = "\n505 某区文化馆\n\n预算年度：2022\n\n单位：万元\n\n";
const std::string kSpendingHeader =
    "序号\t功能分类科目\t\t合计\t基本支出\t项目支出\n\t科目编码\t科目名称\t\t\t\n栏次\t1\t2\t3\t4\t"
    "5\n";

TEST(DisclosureTest, ReadsTitlesOfOtherOffices) {
  const std::vector<std::pair<std::string, int>> titles = {
      {"部门收支总体情况表", 1},
      {"表1 部门收支总表", 1},
      {"2024年部门收支预算总表", 1},
      {"部门收入总体情况表", 2},
      {"附件3：部门支出总体情况表", 3},
      {"财政拨款收支总体情况表", 4},
      {"一般公共预算支出情况表", 5},
      {"一般公共预算财政拨款支出表", 5},
      {"一般公共预算基本支出情况表", 6},
      {"政府性基金预算支出情况表", 7},
      {"国有资本经营预算支出表", 8},
      {"财政拨款“三公”经费支出预算表", 9},
      {"一般公共预算\"三公\"经费支出情况表（续）", 9},
  };
  for (const auto& [title, number] : titles) {
    const auto document = read(title + "\n" + kBlock + kSpendingHeader +
                               "1\t\t合计\t1.00\t1.00\t\n2\t201\t一般公共服务支出\t1.00\t1.00\t\n");
    ASSERT_EQ(document.tables.size(), 1U) << title;
    EXPECT_EQ(document.tables[0].number, number) << title;
  }
}

TEST(DisclosureTest, PutsAPagedTableTogether) {
  const auto document =
      read("部门预算支出总表\n" + kBlock + kSpendingHeader +
           "1\t\t合计\t12.50\t2.50\t10.00\n2\t2070\t群众文化\t12. 50\t2.50\t10.00\n" + kBlock +
           kSpendingHeader + "\t109\t支出\t\t\t\n3\t221\t住房保障支出\t1.00\t1.00\t\n");
  ASSERT_EQ(document.tables.size(), 1U);
  const ReadTable& table = document.tables[0];
  EXPECT_EQ(table.pages, 2);
  EXPECT_THAT(table.columns, ElementsAre("序号", "功能分类科目/科目编码", "功能分类科目/科目名称",
                                         "合计", "基本支出", "项目支出"));
  ASSERT_EQ(table.rows.size(), 3U);
  EXPECT_THAT(table.rows[1], ElementsAre("2", "2070109", "群众文化支出", "12.50", "2.50", "10.00"));
  EXPECT_THAT(table.row_lines[1], ElementsAre(13, 24));
  EXPECT_TRUE(reports(document, "code_split"));
  EXPECT_TRUE(reports(document, "page_split_row"));
  EXPECT_TRUE(reports(document, "ocr_space_in_number"));
  EXPECT_EQ(document.department_code, "505");
  EXPECT_EQ(document.fiscal_year, 2022);
}

TEST(DisclosureTest, ReadsATableWithoutNumbersOfRowsAndColumns) {
  const auto document = read(
      "部门收支总表\n单位：元\n收入\t\t支出\t\n项目\t金额\t项目\t金额\n"
      "一、一般公共预算拨款收入\t120000\t一、一般公共服务支出\t120000\n"
      "二、政府性基金预算拨款收入\t\t二、国防支出\t\n本年收入合计\t120000\t本年支出合计\t120000\n");
  ASSERT_EQ(document.tables.size(), 1U);
  EXPECT_EQ(document.tables[0].money_unit, "元");
  EXPECT_THAT(document.tables[0].columns,
              ElementsAre("收入/项目", "收入/金额", "支出/项目", "支出/金额"));
  EXPECT_EQ(document.tables[0].rows.size(), 3U);
}

TEST(DisclosureTest, SpreadsAHeaderWhoseWideCellsWerePrintedOnce) {
  const auto document = read(
      "部门预算收支总表\n\t序号\n\t收入\n\t支出\n\n\t\n\t项目\n\t预算数\n\t项目\n\t预算数\n\n"
      "\t栏次\n\t1\n\t2\n\t3\n\t4\n\n\t1\n\t一、一般公共预算拨款收入\n\t5.00\n"
      "\t一、一般公共服务支出\n\t5.00\n\n");
  ASSERT_EQ(document.tables.size(), 1U);
  EXPECT_THAT(document.tables[0].columns,
              ElementsAre("序号", "收入/项目", "收入/预算数", "支出/项目", "支出/预算数"));
  ASSERT_EQ(document.tables[0].rows.size(), 1U);
  EXPECT_EQ(document.tables[0].rows[0][4], "5.00");
}

TEST(DisclosureTest, ReadsEmptyTablesWithAndWithoutTheirNote) {
  const auto document =
      read("部门预算政府基金预算财政拨款支出表\n" + kBlock + kSpendingHeader +
           "\n注：无政府性基金预算，空表列示。\n\n部门预算国有资本经营预算财政拨款支出表\n" +
           kBlock + kSpendingHeader + "\n第二部分 情况说明\n");
  ASSERT_EQ(document.tables.size(), 2U);
  EXPECT_TRUE(document.tables[0].empty);
  EXPECT_EQ(document.tables[0].note, "注：无政府性基金预算，空表列示。");
  EXPECT_TRUE(document.tables[1].empty);
  EXPECT_TRUE(reports(document, "empty_table"));
  EXPECT_TRUE(reports(document, "empty_table_without_note"));
  EXPECT_TRUE(document.unclaimed.empty());
}

TEST(DisclosureTest, ReadsACommonHeaderLineAndATotalAtTheEnd) {
  const std::string block =
      "310某县民政局　　预算年度：2024　　单位：万元\n科目编码\t科目名称\t合计\t本年收入\t\t上年结"
      "转\n"
      "\t\t\t小计\t财政拨款收入\t\n";
  const auto document =
      read("部门收入总体情况表\n" + block + "2080299\t其他民政管理事\t20.00\t20.00\t20.00\t\n" +
           block + "\t务支出\t\t\t\t\n合计\t\t20.00\t20.00\t20.00\t\n");
  ASSERT_EQ(document.tables.size(), 1U);
  ASSERT_EQ(document.tables[0].rows.size(), 2U);
  EXPECT_EQ(document.tables[0].rows[0][1], "其他民政管理事务支出");
  EXPECT_EQ(document.tables[0].columns[3], "本年收入/小计");
  EXPECT_EQ(document.department_code, "310");
  EXPECT_EQ(document.fiscal_year, 2024);
}

TEST(DisclosureTest, ListsOfProjectsAreNoGoalSheets) {
  const auto document = read(
      "部门项目支出表\n项目编码\t项目名称\t预算数\n"
      "13063424P00012310001X\t养老补贴\t500.00\n");
  EXPECT_TRUE(document.projects.empty());
  ASSERT_EQ(document.other_tables.size(), 1U);
  EXPECT_EQ(document.other_tables[0].rows.size(), 1U);
}

TEST(DisclosureTest, NoticesALostRow) {
  const auto document = read("部门预算支出总表\n" + kBlock + kSpendingHeader +
                             "1\t\t合计\t3.00\t3.00\t\n2\t207\t文化\t2.00\t2.00\t\n"
                             "4\t221\t住房保障支出\t1.00\t1.00\t\n");
  EXPECT_TRUE(reports(document, "table_rows_not_consecutive"));
}

TEST(DisclosureTest, KnowsATableByItsColumnsWhenTheTitleIsStrange) {
  const auto document = read("附件：基本开支明细\n" + kBlock +
                             "序号\t支出部门经济分类科目\t\t一般公共预算基本支出\t\t\n"
                             "\t科目编码\t科目名称\t合计\t人员经费\t公用经费\n"
                             "1\t\t合计\t2.00\t2.00\t\n2\t301\t工资福利支出\t2.00\t2.00\t\n");
  ASSERT_EQ(document.tables.size(), 1U);
  EXPECT_EQ(document.tables[0].number, 6);
  EXPECT_TRUE(reports(document, "table_title_unknown"));
}

TEST(DisclosureTest, KeepsTablesItDoesNotKnow) {
  const auto document = read(
      "三、机关运行经费安排情况\n下表列出会议。\n会议计划表\n名称\t人数\t天数\n"
      "年度总结会\t80\t1\n培训会\t40\t2\n");
  ASSERT_EQ(document.other_tables.size(), 1U);
  EXPECT_EQ(document.other_tables[0].title.text, "会议计划表");
  EXPECT_EQ(document.other_tables[0].rows.size(), 2U);
}

TEST(DisclosureTest, ReadsTheNarrativeWithItsFigures) {
  const auto document = read(
      "2022年部门预算信息公开情况说明\n\n一、部门职责及机构设置情况\n\n组织群众文化活动。\n\n"
      "二、部门预算安排的总体情况\n\n2022年预算收入1,250.50万元，其中：一般公共预算收入1250."
      "50万元，"
      "比上年减少8.25万元，下降0.66%。\n\n三、机关运行经费安排情况\n\n共计安排3.20万元。\n");
  ASSERT_EQ(document.sections.size(), 4U);
  EXPECT_EQ(document.sections[0].kind, "introduction");
  EXPECT_EQ(document.sections[2].kind, "overview");
  ASSERT_EQ(document.sections[2].figures.size(), 4U);
  EXPECT_EQ(document.sections[2].figures[0].number, "1250.50");
  EXPECT_EQ(document.sections[2].figures[1].label, "一般公共预算收入");
  EXPECT_EQ(document.sections[2].figures[3].unit, "%");
  EXPECT_EQ(document.sections[3].number, 3);
  EXPECT_EQ(document.fiscal_year, 2022);
}

TEST(DisclosureTest, ReadsTheDepartmentPart) {
  const auto document = read(
      "第一部分 "
      "部门整体绩效目标\n一、总体绩效目标\n服务群众文化。\n二、分项绩效目标\n（一）办好活动\n"
      "绩效目标：活动丰富。\n绩效指标：活动 ≥ 20 场。\n（二）管好场馆\n绩效目标：场馆安全。\n"
      "三、工作保障措施\n（一）完善制度。\n");
  EXPECT_EQ(document.department.overall.size(), 1U);
  ASSERT_EQ(document.department.goals.size(), 2U);
  EXPECT_EQ(document.department.goals[0].indicators, "活动≥20场。");
  EXPECT_EQ(document.department.safeguards.size(), 1U);
  EXPECT_TRUE(document.unclaimed.empty());
}

TEST(DisclosureTest, WritesTheSameJsonForTheSameBytes) {
  const std::string text =
      "部门预算支出总表\n" + kBlock + kSpendingHeader + "1\t\t合计\t3.00\t3.00\t\n";
  const std::string json = to_json(read(text));
  EXPECT_EQ(json, to_json(read(text)));
  EXPECT_THAT(json, testing::StartsWith("{\"schema\":\"budget.document/1\""));
  EXPECT_THAT(json, testing::HasSubstr("\"rows\":[[\"1\",\"\",\"合计\",\"3.00\",\"3.00\",\"\"]]"));
}

const std::string kTwoYears = "部门预算“三公”经费预算表\n预算年度：2026 单位：万元\n";
const std::string kKinds = "合计\t一般公共预算拨款\t政府性基金预算拨款";

TEST(DisclosureTest, AYearsHeadingStandsOverItsColumns) {
  const auto document = read(kTwoYears + "项目\t2025年预算数\t\t\t2026年预算数\t\t\n\t" + kKinds +
                             "\t" + kKinds + "\n合计\t12.00\t12.00\t\t9.00\t9.00\t\n");
  ASSERT_EQ(document.tables.size(), 1U);
  EXPECT_THAT(document.tables[0].columns,
              ElementsAre("项目", "2025年预算数/合计", "2025年预算数/一般公共预算拨款",
                          "2025年预算数/政府性基金预算拨款", "2026年预算数/合计",
                          "2026年预算数/一般公共预算拨款", "2026年预算数/政府性基金预算拨款"));
  EXPECT_FALSE(reports(document, "years_not_told"));
}

TEST(DisclosureTest, AYearsHeadingPrintedOnceStandsOverItsColumns) {
  const auto document = read(kTwoYears + "项目\t2025年预算数\t2026年预算数\n\t" + kKinds + "\t" +
                             kKinds + "\n合计\t12.00\t12.00\t\t9.00\t9.00\t\n");
  ASSERT_EQ(document.tables.size(), 1U);
  ASSERT_EQ(document.tables[0].columns.size(), 7U);
  EXPECT_EQ(document.tables[0].columns[1], "2025年预算数/合计");
  EXPECT_EQ(document.tables[0].columns[6], "2026年预算数/政府性基金预算拨款");
  EXPECT_FALSE(reports(document, "years_not_told"));
}

TEST(DisclosureTest, TwoYearsWhoseHeadingWasLostAreSaid) {
  const auto document = read(kTwoYears + "项目\t" + kKinds + "\t" + kKinds +
                             "\n合计\t12.00\t12.00\t\t9.00\t9.00\t\n");
  ASSERT_EQ(document.tables.size(), 1U);
  EXPECT_EQ(document.tables[0].rows[0][4], "9.00");
  EXPECT_TRUE(reports(document, "years_not_told"));
}

TEST(DisclosureTest, NotesCountOnBelowTheirFirst) {
  const auto document =
      read("部门预算支出总表\n" + kBlock + kSpendingHeader +
           "1\t\t合计\t1.00\t1.00\t\n2\t201\t一般公共服务支出\t1.00\t1.00\t\n"
           "注：1.数据四舍五入。\n2.部分科目为预计数。\n3、单位为万元。\n2.不是说明。\n");
  ASSERT_EQ(document.tables.size(), 1U);
  EXPECT_EQ(document.tables[0].note, "注：1.数据四舍五入。\n2.部分科目为预计数。\n3、单位为万元。");
  ASSERT_EQ(document.unclaimed.size(), 1U);
  EXPECT_EQ(document.unclaimed[0].text, "2.不是说明。");
}

TEST(DisclosureTest, ALongNoteIsOneToo) {
  std::string note = "注2：";
  for (int i = 0; i < 60; ++i)
    note += "本表由各项支出汇总而成，";
  const auto document = read("部门预算支出总表\n" + kBlock + kSpendingHeader +
                             "1\t\t合计\t1.00\t1.00\t\n" + note + "\n");
  ASSERT_EQ(document.tables.size(), 1U);
  EXPECT_EQ(document.tables[0].note, note);
}

TEST(DisclosureTest, ATablesNumberMayStandBelowItsTitle) {
  for (const char* mark :
       {"表1", "表一", "附表3", "公开01表", "部门预算公开表3", "表3-1", "（表3）", "公开（03）表",
        "部门公开03表", "表3：", "【表3】", "公开03表-1", "部门预算公开03表（续）", "附件3",
        "报送日期：2026年1月5日"}) {
    const auto document = read(std::string("三、部门支出总表\n") + mark + kBlock + kSpendingHeader +
                               "1\t\t合计\t1.00\t1.00\t\n");
    ASSERT_EQ(document.tables.size(), 1U) << mark;
    EXPECT_EQ(document.tables[0].number, 3) << mark;
    EXPECT_EQ(document.tables[0].title.text, "三、部门支出总表") << mark;
    EXPECT_EQ(document.characters_accounted, document.characters) << mark;
  }
}

TEST(DisclosureTest, ALineNobodyKnowsBelowATitleIsListedAndTheTableKept) {
  const auto document =
      read("三、部门支出总表\n某某办公室" + kBlock + kSpendingHeader + "1\t\t合计\t1.00\t1.00\t\n");
  ASSERT_EQ(document.tables.size(), 1U);
  EXPECT_EQ(document.tables[0].number, 3);
  ASSERT_EQ(document.unclaimed.size(), 1U);
  EXPECT_EQ(document.unclaimed[0].text, "某某办公室");
}

TEST(DisclosureTest, YearsPrintedCloserThanTheirColumnsStandOverThem) {
  const auto document =
      read("部门支出总表\n" + kBlock + "序号\t功能分类科目\t\t2021年预算数\t2022年预算数\n" +
           "\t科目编码\t科目名称\t合计\t基本支出\t项目支出\t合计\t基本支出\t项目支出\n" +
           "1\t\t合计\t2.00\t2.00\t\t1.00\t1.00\t\n");
  ASSERT_EQ(document.tables.size(), 1U);
  EXPECT_THAT(document.tables[0].columns,
              ElementsAre("序号", "功能分类科目/科目编码", "功能分类科目/科目名称",
                          "2021年预算数/合计", "2021年预算数/基本支出", "2021年预算数/项目支出",
                          "2022年预算数/合计", "2022年预算数/基本支出", "2022年预算数/项目支出"));
}

TEST(DisclosureTest, NotesMayBeginOnTheLineBelow) {
  const auto document =
      read("部门预算支出总表\n" + kBlock + kSpendingHeader +
           "1\t\t合计\t1.00\t1.00\t\n注：\n1.四舍五入。\n2.预计数。\n\n3.绩效目标\n");
  ASSERT_EQ(document.tables.size(), 1U);
  EXPECT_EQ(document.tables[0].note, "注：\n1.四舍五入。\n2.预计数。");
}

}  // namespace
}  // namespace budget::reader
