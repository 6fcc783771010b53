#include "config/layout_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace budget {
namespace {

using ::testing::HasSubstr;

constexpr const char* kHead =
    "id = \"x\"\ntitle = \"某省\"\nregion = \"13\"\nvalid_from = 2022\ndisclosure_title = "
    "\"公开\"\n"
    "performance_title = \"绩效文本\"\ntables_title = \"公开表\"\nnarrative_title = \"说明\"\n"
    "narrative_entry = \"说明\"\n"
    "[goal_sheet]\nplan_label = \"累计支出金额\"\nmonths = [3, 6, 10, 12]\n"
    "widths = [1, 1, 1, 1, 1, 1, 1]\n[[sections]]\nnumber = 1\nheading = \"一、职责\"\n";

constexpr const char* kTable =
    "[[tables]]\nnumber = 5\ntitle = \"支出表\"\ncolumns = [\"科目编码\", \"合计\"]\n"
    "widths = [1, 2]\nempty_note = \"注：空表列示。\"\n";

std::string problems(const std::string& text) {
  std::string all;
  for (const Finding& finding : read_layout(text, "x.toml").report.findings())
    all += finding.place.to_text() + " " + finding.message + "\n";
  return all;
}

TEST(LayoutFileTest, ReadsATableWithItsSums) {
  const auto loaded =
      read_layout(std::string(kHead) + kTable + "code_column = \"科目编码\"\n", "x.toml");
  ASSERT_FALSE(loaded.report.has_errors()) << problems(std::string(kHead) + kTable);
  EXPECT_EQ(loaded.value.tables.at(0).code_column, "科目编码");
  EXPECT_EQ(loaded.value.tables.at(0).sheet, "表5");
}

TEST(LayoutFileTest, SaysWhichColumnIsNotThere) {
  EXPECT_THAT(problems(std::string(kHead) + kTable + "code_column = \"编码\"\n"),
              HasSubstr("expected one of this table's columns, but there is \"编码\""));
}

TEST(LayoutFileTest, WantsAWidthForEveryColumn) {
  std::string table = kTable;
  table.replace(table.find("[1, 2]"), 6, "[1]");
  EXPECT_THAT(problems(kHead + table), HasSubstr("expected 2 of them, one for each column"));
}

TEST(LayoutFileTest, WantsAFiguresColumnInItsTable) {
  EXPECT_THAT(problems(std::string(kHead) + kTable +
                       "[[figures]]\nid = \"a\"\nsection = 2\nwords = [\"支出\"]\ntable = 5\n"
                       "row = \"合计\"\ncolumn = \"金额\"\n"),
              HasSubstr("expected figure a to name a column of table 5"));
}

TEST(LayoutFileTest, TheShippedLayoutsAreInForm) {
  const Layouts shipped = load_layouts("config/layouts");
  for (const Finding& finding : shipped.findings)
    ADD_FAILURE() << finding.place.to_text() << " " << finding.message;
  ASSERT_FALSE(shipped.layouts.empty());
  const Layout* layout = layout_for(shipped.layouts, "130605", 2022);
  ASSERT_NE(layout, nullptr);
  EXPECT_EQ(layout->tables.size(), 9U);
  EXPECT_EQ(layout->sections.size(), 9U);
  EXPECT_EQ(lines_in(layout->tables[0].sides[1], 2022).size(), 30U);
  EXPECT_EQ(lines_in(layout->tables[0].sides[1], 2023).size(), 31U);
}

TEST(LayoutFileTest, AFolderThatIsNotThereIsAFinding) {
  EXPECT_FALSE(load_layouts("config/no_such_folder").findings.empty());
}

}  // namespace
}  // namespace budget
