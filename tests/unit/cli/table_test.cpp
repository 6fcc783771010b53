#include "cli/table.h"

#include <gtest/gtest.h>

#include "cli/text_width.h"
#include "unit/cli/screen.h"

namespace budget::cli {
namespace {

Table projects() {
  Table table({{"编码"}, {"项目", Align::left, true}, {"万元", Align::right}});
  table.add({"P1", "劳务派遣经费", "19.65"});
  table.add({"P22", "anke替代经费", "1,293.00"});
  return table;
}

TEST(TableTest, AlignsChineseTextByColumnsAndNumbersToTheRight) {
  Screen screen;
  projects().print(screen.terminal);
  EXPECT_EQ(screen.out.str(),
            "编码  项目              万元\n"
            "P1    劳务派遣经费     19.65\n"
            "P22   anke替代经费  1,293.00\n");
}

TEST(TableTest, CutsTheShrinkableColumnToTheTerminal) {
  Screen screen;
  screen.terminal.width = 26;
  projects().print(screen.terminal);
  EXPECT_EQ(screen.out.str(),
            "编码  项目            万元\n"
            "P1    劳务派遣…      19.65\n"
            "P22   anke替代…   1,293.00\n");
}

TEST(TableTest, NeverCutsNumbersHoweverNarrowTheTerminal) {
  Screen screen;
  screen.terminal.width = 5;
  projects().print(screen.terminal);
  EXPECT_NE(screen.out.str().find("1,293.00"), std::string::npos);
}

TEST(TableTest, KeepsColumnsInPlaceWhenCellsAreColoured) {
  Screen screen;
  screen.terminal.is_colored = true;
  Table table({{"级别"}, {"月", Align::right}});
  table.add({Cell("红色", Style::red), "3"});
  table.print(screen.terminal);
  EXPECT_NE(screen.out.str().find("\x1b[31m红色\x1b[0m   3"), std::string::npos)
      << screen.out.str();
}

TEST(TableTest, WritesNoEscapeSequencesWithoutColours) {
  Screen screen;
  Table table({{"级别"}});
  table.add({Cell("红\x1b[31m色", Style::red)});
  table.print(screen.terminal);
  EXPECT_EQ(screen.out.str().find('\x1b'), std::string::npos);
}

TEST(TableTest, CallsARowOfTheWrongLengthAFault) {
  Table table({{"一"}, {"二"}});
  EXPECT_THROW(table.add({"1"}), std::logic_error);
}

TEST(SheetTest, PutsContentsBelowEachOtherAndLeavesOutEmptyOnes) {
  Screen screen;
  Sheet sheet;
  sheet.add("编号", "1");
  sheet.add("截止", "");
  sheet.add("累计计划 P", "1.71");
  sheet.print(screen.terminal);
  EXPECT_EQ(screen.out.str(),
            "编号        1\n"
            "累计计划 P  1.71\n");
}

}  // namespace
}  // namespace budget::cli
