#include "page/page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "page/text.h"
#include "plugins/exporters/export_payload.h"
#include "plugins/exporters/pages_payload.h"

namespace budget::page {
namespace {

using ::testing::HasSubstr;

Json table_with(Json rows) {
  Json block = test::a_small_table();
  return block.set("rows", std::move(rows));
}

std::string refused(Json table) {
  const auto pages = pages_of(test::pages_of_blocks({std::move(table)}));
  return pages ? "" : pages.error().message;
}

TEST(PageTest, LaysMergedCellsIntoTheirGrid) {
  Json rows = Json::array();
  rows.push(Json::array().push(Json::object().set("text", "甲").set("rows", 2)).push("乙"));
  rows.push(Json::array().push("丙"));
  const auto pages = pages_of(test::pages_of_blocks({table_with(std::move(rows))}));
  ASSERT_TRUE(pages) << pages.error().message;
  const Table& table = pages->parts[0].blocks[0].table;
  EXPECT_EQ(table.rows[1][0].text, "丙");
  EXPECT_EQ(table.rows[1][0].column, 1U);
}

TEST(PageTest, SaysWhereATableDoesNotFillItsGrid) {
  EXPECT_THAT(refused(table_with(Json::array().push(Json::array().push("一")))),
              HasSubstr("row 1 ends after 1 of 2 columns, in block 1 of part 表1"));
  EXPECT_THAT(refused(table_with(Json::array().push(
                  Json::array().push("一").push(Json::object().set("columns", 2))))),
              HasSubstr("row 1 has a cell that reaches beyond it"));
  EXPECT_THAT(refused(table_with(Json::array().push(
                  Json::array().push("一").push(Json::object().set("rows", 2))))),
              HasSubstr("reaches beyond it"));
  Json total = Json::object().set("number", "1.00");
  total.set("sum", Json::array().push(Json::array().push(9).push(0)));
  EXPECT_THAT(refused(table_with(Json::array().push(Json::array().push("一").push(total)))),
              HasSubstr("sums a cell that is not there"));
}

TEST(PageTest, RefusesBlocksAndStylesItDoesNotKnow) {
  EXPECT_THAT(refused(Json::object().set("kind", "picture")), HasSubstr("'picture'"));
  EXPECT_THAT(refused(test::paragraph("x", "loud")), HasSubstr("'loud'"));
}

TEST(PageTest, MakesAPageOfATableOfRows) {
  const auto pages = pages_of(test::a_table(
      {test::column("code", "编码", "text"), test::column("budget_fen", "预算数", "fen")},
      {Json::array().push("A").push(733'640'000)}));
  ASSERT_TRUE(pages) << pages.error().message;
  const Table& table = pages->parts[0].blocks[1].table;
  EXPECT_EQ(table.rows[0][1].text, "预算数（元）");
  EXPECT_EQ(table.rows[1][1].text, "7336400.00");
  EXPECT_TRUE(table.rows[1][1].is_number);
}

TEST(PageTest, MakesAPageOfTheCalendar) {
  const auto pages = pages_of(test::a_calendar({test::an_entry("u", "提交草案", "2026-10-31")}));
  ASSERT_TRUE(pages) << pages.error().message;
  EXPECT_EQ(pages->parts[0].blocks[1].table.rows[1][2].text, "2026-10-31");
}

TEST(PageTextTest, TellsNumbersASpreadsheetPrintsAgain) {
  for (const char* number : {"0", "0.00", "10544.51", "-3.5", "544"})
    EXPECT_TRUE(is_plain_number(number)) << number;
  for (const char* other : {"", "007", "1,000", "1.", ".5", "1e3", "12345678901234567", "≥5", "-"})
    EXPECT_FALSE(is_plain_number(other)) << other;
}

TEST(PageTextTest, CountsWideCharactersTwice) {
  EXPECT_EQ(width_of("预算a"), 5);
  EXPECT_EQ(lines_of("预算预算", 4), 2);
  EXPECT_EQ(lines_of("一\n二", 10), 2);
  EXPECT_EQ(lines_of("", 10), 1);
}

}  // namespace
}  // namespace budget::page
