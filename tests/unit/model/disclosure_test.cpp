#include "model/disclosure.h"

#include <gtest/gtest.h>

namespace budget {
namespace {

DisclosureTable table(const char* unit) {
  return {.number = 1,
          .title = "收支总表",
          .money_unit = unit,
          .columns = {"项目", "预算数"},
          .rows = {{"一", "733.64"}, {"二", ""}, {"三", "x"}},
          .note = ""};
}

TEST(DisclosureTest, ReadsAmountsInTheTablesUnit) {
  EXPECT_EQ(money_cell(table("万元"), 0, 1).value().to_yuan(), "7336400.00");
  EXPECT_EQ(money_cell(table("元"), 0, 1).value().to_yuan(), "733.64");
  EXPECT_EQ(money_cell(table("万元"), 1, 1).value(), Money());
  EXPECT_FALSE(money_cell(table("亿元"), 0, 1));
}

TEST(DisclosureTest, NamesTheCellItCannotRead) {
  EXPECT_NE(money_cell(table("万元"), 2, 1).error().message.find("(table T1, row 3 column 2)"),
            std::string::npos);
  EXPECT_NE(money_cell(table("万元"), 3, 0).error().message.find("has no row 4 column 1"),
            std::string::npos);
  EXPECT_FALSE(money_cell(table("万元"), 0, 2));
}

TEST(DisclosureTest, ChecksItsShape) {
  DisclosureTable wrong = table("万元");
  wrong.number = 10;
  wrong.rows[1].pop_back();
  EXPECT_EQ(check_shape(wrong).size(), 2U);
  EXPECT_TRUE(check_shape(table("万元")).empty());
}

TEST(DisclosureTest, WantsANoteUnderAnEmptyTable) {
  DisclosureTable empty = table("万元");
  empty.rows.clear();
  EXPECT_EQ(check_shape(empty).size(), 1U);
  empty.note = "本部门无政府性基金预算，空表列示";
  EXPECT_TRUE(check_shape(empty).empty());
}

}  // namespace
}  // namespace budget
