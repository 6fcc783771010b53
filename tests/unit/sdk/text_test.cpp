#include <budget/text.h>

#include <gtest/gtest.h>

namespace budget {
namespace {

TEST(TextTest, LeavesShortTextsAlone) {
  EXPECT_EQ(shortened("", 0), "");
  EXPECT_EQ(shortened("预算", 6), "预算");
}

TEST(TextTest, NeverCutsACharacter) {
  EXPECT_EQ(shortened("预算", 5), "预…");
  EXPECT_EQ(shortened("预算", 4), "预…");
  EXPECT_EQ(shortened("预算", 3), "预…");
  EXPECT_EQ(shortened("预算", 2), "…");
  EXPECT_EQ(shortened("a😀b", 4), "a…");
}

}  // namespace
}  // namespace budget
