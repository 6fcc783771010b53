#include "cli/text_width.h"

#include <gtest/gtest.h>

namespace budget::cli {
namespace {

TEST(TextWidthTest, CountsTwoColumnsForAChineseCharacter) {
  EXPECT_EQ(width_of("预算 2026"), 9);
}

TEST(TextWidthTest, CountsNothingForACombiningMark) {
  EXPECT_EQ(width_of("e\u0301"), 1);
}

TEST(TextWidthTest, LeavesATextThatFits) {
  EXPECT_EQ(cut("预算", 4), "预算");
}

TEST(TextWidthTest, CutsWithinTheColumnsAndMarksTheCut) {
  EXPECT_EQ(cut("劳务派遣经费", 7), "劳务派…");
}

TEST(TextWidthTest, NeverSplitsAWideCharacterOverTheLastColumn) {
  const std::string shown = cut("劳务派遣经费", 6);
  EXPECT_EQ(shown, "劳务…");
  EXPECT_EQ(width_of(shown), 5);
}

TEST(TextWidthTest, TakesTheCursorOutOfWhatOthersWrote) {
  EXPECT_EQ(printable("经费\x1b[2J\r\n"), "经费 [2J  ");
}

TEST(TextWidthTest, TakesTheDirectionMarksOut) {
  EXPECT_EQ(printable("a\u202Eb"), "a b");
}

TEST(TextWidthTest, MarksBytesThatAreNotUtf8) {
  EXPECT_EQ(printable("a\xFFz"), "a\uFFFDz");
}

}  // namespace
}  // namespace budget::cli
