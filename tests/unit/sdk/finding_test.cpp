#include <budget/finding.h>

#include <gtest/gtest.h>

#include <unordered_set>

namespace budget {
namespace {

TEST(PlaceTest, PrintsWhatItKnows) {
  EXPECT_EQ(
      (Place{.file = "hebei.toml", .line = 12, .column = 5, .cell = "", .field = ""}).to_text(),
      "hebei.toml:12:5");
  EXPECT_EQ(
      (Place{.file = "hebei.toml", .line = 12, .column = 0, .cell = "", .field = "id"}).to_text(),
      "hebei.toml:12 id");
  EXPECT_EQ((Place{.file = "a.xlsx", .line = 0, .column = 0, .cell = "C17", .field = ""}).to_text(),
            "a.xlsx C17");
  EXPECT_EQ((Place{.file = "", .line = 0, .column = 0, .cell = "", .field = "projects[3].budget"})
                .to_text(),
            "projects[3].budget");
  EXPECT_EQ(Place{}.to_text(), "");
}

TEST(FindingLevelTest, HasAStableName) {
  EXPECT_STREQ(name_of(FindingLevel::error), "error");
  EXPECT_STREQ(name_of(FindingLevel::warning), "warning");
  EXPECT_STREQ(name_of(FindingLevel::info), "info");
}

TEST(IdTest, CanBeAKey) {
  const std::unordered_set<StageId> stages = {StageId("draft"), StageId("draft"), StageId("reply")};
  EXPECT_EQ(stages.size(), 2U);
  EXPECT_LT(InstanceId(2), InstanceId(10));
  EXPECT_TRUE(StageId().empty());
}

}  // namespace
}  // namespace budget
