#include "engine/publication/publication.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/publication/differences.h"
#include "engine/publication/merge.h"
#include "engine/publication/page_blocks.h"
#include "engine/publication/sums.h"

namespace budget {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

TableLayout sides_layout() {
  TableLayout table;
  table.number = 1;
  table.title = "部门预算收支总表";
  table.columns = {"序号", "收入/项目", "收入/预算数", "支出/项目", "支出/预算数"};
  table.column_numbers = {"栏次", "1", "2", "3", "4"};
  table.widths = {1, 3, 2, 3, 2};
  table.empty_note = "注：无收支预算，空表列示。";
  table.sides = {{"收入/项目", {"一、拨款收入", "二、其他收入"}, {}, {"本年收入合计"}},
                 {"支出/项目", {"一、文化支出"}, {{2023, "二、人行科目"}}, {"本年支出合计"}}};
  table.totals = {{"收入/项目", "本年收入合计", true, {}}, {"支出/项目", "本年支出合计", true, {}}};
  return table;
}

TableLayout coded_layout() {
  TableLayout table;
  table.number = 5;
  table.title = "部门预算一般公共预算财政拨款支出表";
  table.columns = {"序号", "科目编码", "科目名称", "合计", "基本支出", "项目支出"};
  table.widths = {1, 1, 1, 1, 1, 1};
  table.empty_note = "注：无预算，空表列示。";
  table.code_column = "科目编码";
  table.sums = {{"合计", {"基本支出", "项目支出"}}};
  return table;
}

Layout a_layout() {
  Layout layout;
  layout.id = "test";
  layout.region = "13";
  layout.valid_from = 2022;
  layout.disclosure_title = "{name}{year}年部门预算信息公开";
  layout.performance_title = "{year}年绩效文本";
  layout.tables_title = "公开表";
  layout.narrative_title = "说明";
  layout.narrative_entry = "说明";
  layout.tables = {sides_layout(), coded_layout()};
  layout.sections = {{2, "二、总体情况", {"{year}年支出{expense_total}万元，上年{unknown}。"}}};
  layout.figures = {{"expense_total", 2, {"支出预算"}, {"增加"}, 1, "本年支出合计", "支出/预算数"}};
  layout.goal_sheet = {"累计支出金额", {3, 6, 10, 12}, {1, 1, 1, 1, 1, 1, 1}};
  return layout;
}

Json texts(std::initializer_list<const char*> list) {
  Json array = Json::array();
  for (const char* text : list)
    array.push(text);
  return array;
}

Json a_table(const TableLayout& layout, Json rows) {
  Json columns = Json::array();
  for (const std::string& name : layout.columns)
    columns.push(name);
  Json table = Json::object().set("number", layout.number);
  table.set("title", Json::object().set("text", layout.title)).set("columns", std::move(columns));
  return table.set("rows", std::move(rows));
}

Json sides_table() {
  Json rows = Json::array();
  rows.push(texts({"1", "一、拨款 收入", "10.00", "一、文化支出", "12.50"}));
  rows.push(texts({"2", "二、其他收入", "2.50", "", ""}));
  return a_table(sides_layout(),
                 rows.push(texts({"3", "本年收入合计", "12.50", "本年支出合计", "12.50"})));
}

Json a_document(int year, Json tables) {
  Json document = Json::object().set("schema", "budget.document/1").set("fiscal_year", year);
  document.set("department_name", Json::object().set("text", "某局"));
  return document.set("tables", std::move(tables));
}

bool reports(const std::vector<Finding>& findings, const char* rule) {
  return std::ranges::any_of(findings, [&](const Finding& f) { return f.rule.text() == rule; });
}

PrintedTable first_table(const Json& document, const Layout& layout) {
  std::vector<Finding> findings;
  return printed_tables(document, layout, {5}, findings).at(0);
}

TEST(PublicationTest, PrintsTheLinesOfTheYear) {
  const Layout layout = a_layout();
  const Json tables = Json::array().push(sides_table());
  EXPECT_EQ(first_table(a_document(2022, tables), layout).rows.size(), 3U);
  const PrintedTable later = first_table(a_document(2023, tables), layout);
  ASSERT_EQ(later.rows.size(), 3U);
  EXPECT_EQ(later.rows[1][3], "二、人行科目");
  EXPECT_EQ(later.rows[0][1], "一、拨款收入");
  EXPECT_EQ(later.rows[0][2], "10.00");
}

TEST(PublicationTest, KeepsTheDocumentsLinesWhenTheLayoutLacksOne) {
  Json rows = Json::array().push(texts({"1", "一、别的收入", "1.00", "", ""}));
  const Layout layout = a_layout();
  const Publication made = publication_of(
      a_document(2022, Json::array().push(a_table(sides_layout(), std::move(rows)))), layout, {});
  EXPECT_TRUE(reports(made.findings, "publish.lines_differ"));
  EXPECT_THAT(made.pages.to_text(), HasSubstr("一、别的收入"));
}

TEST(PublicationTest, PrintsColumnsThatAreNotTheLayoutsAsTheyStand) {
  Json table = sides_table();
  table.set("columns", texts({"序号", "收入/项目", "收入/金额", "支出/项目", "支出/金额"}));
  const Publication made =
      publication_of(a_document(2022, Json::array().push(std::move(table))), a_layout(), {});
  EXPECT_TRUE(reports(made.findings, "publish.columns_differ"));
  EXPECT_THAT(made.pages.to_text(), HasSubstr("金额"));
}

TEST(PublicationTest, SaysWhichTableIsMissingUnlessItIsDeclaredEmpty) {
  const Layout layout = a_layout();
  const Json document = a_document(2022, Json::array().push(sides_table()));
  EXPECT_TRUE(reports(publication_of(document, layout, {}).findings, "publish.table_missing"));
  const Publication declared =
      publication_of(document, layout, {.name = "b", .declared_empty = {5}});
  EXPECT_FALSE(reports(declared.findings, "publish.table_missing"));
  EXPECT_THAT(declared.pages.to_text(), HasSubstr("注：无预算，空表列示。"));
}

TEST(SumsTest, FindsSumsAlongTheCodesAndAcrossColumns) {
  Json rows = Json::array();
  rows.push(texts({"1", "", "合计", "13.50", "3.50", "10.00"}));
  rows.push(texts({"2", "207", "文化", "12.50", "2.50", "10.00"}));
  rows.push(texts({"3", "2070109", "群众文化", "12.50", "2.50", "10.00"}));
  rows.push(texts({"4", "221", "住房", "1.00", "1.00", ""}));
  const Layout layout = a_layout();
  PrintedTable table = as_it_stands(a_table(coded_layout(), std::move(rows)));
  table.layout = &layout.tables[1];
  std::vector<Finding> findings;
  const Sums sums = sums_of(table, findings);
  EXPECT_THAT(findings, IsEmpty());
  EXPECT_EQ(sums.at({0, 3}), (std::vector<TableSpot>{{1, 3}, {3, 3}}));
  EXPECT_EQ(sums.at({1, 4}), (std::vector<TableSpot>{{2, 4}}));
  EXPECT_EQ(sums.at({2, 3}), (std::vector<TableSpot>{{2, 4}, {2, 5}}));
  EXPECT_EQ(sums.at({0, 5}), (std::vector<TableSpot>{{1, 5}}));
}

TEST(SumsTest, LeavesAFigureThatIsNoSumAndSaysSo) {
  Json rows = Json::array();
  rows.push(texts({"1", "", "合计", "13.51", "3.50", "10.00"}));
  rows.push(texts({"2", "207", "文化", "13.50", "3.50", "10.00"}));
  const Layout layout = a_layout();
  PrintedTable table = as_it_stands(a_table(coded_layout(), std::move(rows)));
  table.layout = &layout.tables[1];
  std::vector<Finding> findings;
  EXPECT_FALSE(sums_of(table, findings).contains({0, 3}));
  ASSERT_TRUE(reports(findings, "publish.sum_differs"));
  EXPECT_EQ(findings.front().quote, "13.51");
}

Json narrative_with(const char* text, const char* label, const char* number) {
  Json source = Json::object().set("line", 7);
  Json paragraph = Json::object().set("text", text).set("source", source);
  Json figure = Json::object().set("label", label).set("number", number);
  figure.set("unit", "万元").set("line", 7);
  Json section = Json::object().set("number", 2).set("kind", "overview");
  section.set("heading", Json::object().set("text", "二、总体情况"));
  section.set("paragraphs", Json::array().push(std::move(paragraph)));
  return section.set("figures", Json::array().push(std::move(figure)));
}

Publication with_narrative(const char* text, const char* label, const char* number) {
  Json document = a_document(2022, Json::array().push(sides_table()));
  document.set("sections", Json::array().push(narrative_with(text, label, number)));
  return publication_of(document, a_layout(), {});
}

TEST(NarrativeTest, TakesAFigureFromItsTable) {
  const Publication made = with_narrative("支出预算12.05万元。", "支出预算", "12.05");
  EXPECT_THAT(made.pages.to_text(), HasSubstr("支出预算12.50万元。"));
  EXPECT_TRUE(reports(made.findings, "publish.figure_differs"));
  EXPECT_EQ(made.figures_from_tables, 1U);
}

TEST(NarrativeTest, KeepsTheFormOfAFigureThatAgrees) {
  const Publication made = with_narrative("支出预算12.5万元。", "支出预算", "12.5");
  EXPECT_THAT(made.pages.to_text(), HasSubstr("支出预算12.5万元。"));
  EXPECT_FALSE(reports(made.findings, "publish.figure_differs"));
}

TEST(NarrativeTest, LeavesWhatNoTableSaysAndCountsIt) {
  const Publication made = with_narrative("支出预算增加3.00万元。", "支出预算增加", "3.00");
  EXPECT_THAT(made.pages.to_text(), HasSubstr("支出预算增加3.00万元。"));
  EXPECT_EQ(made.figures_as_written, 1U);
}

TEST(NarrativeTest, MakesASectionTheDocumentLacksFromTheLayout) {
  const Publication made =
      publication_of(a_document(2022, Json::array().push(sides_table())), a_layout(), {});
  EXPECT_THAT(made.pages.to_text(), HasSubstr("2022年支出12.50万元，上年　　。"));
  EXPECT_TRUE(reports(made.findings, "publish.section_made"));
}

TEST(LayoutTest, ChoosesByRegionAndYear) {
  Layout everywhere = a_layout();
  everywhere.id = "all";
  everywhere.region = "";
  Layout old = a_layout();
  old.id = "old";
  old.valid_from = 2018;
  old.valid_to = 2021;
  const std::vector<Layout> layouts{everywhere, a_layout(), old};
  EXPECT_EQ(layout_for(layouts, "130605", 2023)->id, "test");
  EXPECT_EQ(layout_for(layouts, "130605", 2020)->id, "old");
  EXPECT_EQ(layout_for(layouts, "420100", 2023)->id, "all");
  EXPECT_EQ(layout_for(layouts, "130605", 2017), nullptr);
}

TEST(DifferencesTest, NamesTheCellThatChanged) {
  Json rows = Json::array();
  rows.push(texts({"1", "一、拨款收入", "11", "一、文化支出", "12.5"}));
  rows.push(texts({"2", "二、其他收入", "2.50", "", ""}));
  rows.push(texts({"3", "本年收入合计", "12.50", "本年支出合计", "12.50"}));
  const auto list =
      differences(a_document(2022, Json::array().push(sides_table())),
                  a_document(2022, Json::array().push(a_table(sides_layout(), std::move(rows)))));
  ASSERT_EQ(list.size(), 1U);  // 12.5 is 12.50, and blanks do not count
  EXPECT_EQ(list[0].where, "表1 一、拨款收入");
  EXPECT_EQ(list[0].what, "收入/预算数");
  EXPECT_EQ(list[0].before, "10.00");
  EXPECT_EQ(list[0].after, "11");
}

Json with_project(const char* name, const char* budget) {
  Json project = Json::object().set("code", Json::object().set("text", "13073022P000DP010004T"));
  project.set("name", Json::object().set("text", name));
  project.set("budget", Json::object().set("number", budget));
  return a_document(2022, Json::array()).set("projects", Json::array().push(std::move(project)));
}

TEST(DifferencesTest, TellsProjectsByTheirCode) {
  const auto list =
      project_differences(with_project("夜校", "1.00"), with_project("夜校二", "1.0"));
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list[0].what, "名称");
}

TEST(MergeTest, PutsTogetherWhatSeveralFilesSay) {
  const Json tables = a_document(2022, Json::array().push(sides_table()));
  const auto whole = merged({{"a.xlsx", tables}, {"b.docx", with_project("夜校", "1.00")}});
  ASSERT_TRUE(whole) << whole.error().message;
  EXPECT_EQ((*whole)["tables"].items().size(), 1U);
  EXPECT_EQ((*whole)["projects"].items().size(), 1U);
}

TEST(MergeTest, RefusesTwoFilesThatContradictEachOther) {
  const auto two =
      merged({{"a.docx", with_project("夜校", "1.00")}, {"b.docx", with_project("夜校", "2.00")}});
  ASSERT_FALSE(two);
  EXPECT_THAT(two.error().message, HasSubstr("b.docx"));
  EXPECT_THAT(two.error().message, HasSubstr("\"2.00\", not \"1.00\""));
  Json other_year = with_project("夜校", "1.00");
  other_year.set("fiscal_year", 2023);
  EXPECT_FALSE(merged({{"a", with_project("夜校", "1.00")}, {"b", other_year}}));
}

TEST(PageBlocksTest, MergesTheHeadersGroups) {
  Json rows = Json::array();
  push_header(rows, {"序号", "收入/项目", "收入/预算数"});
  EXPECT_EQ(rows.items().at(0).items().at(1)["columns"].integer(), 2);
  EXPECT_EQ(rows.items().at(0).items().at(0)["rows"].integer(), 2);
  EXPECT_EQ(rows.items().at(1).items().at(1)["text"].text(), "预算数");
}

}  // namespace
}  // namespace budget
