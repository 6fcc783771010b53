#include "http/visibility.h"

#include <numeric>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace budget {
namespace {

/// Rows 1 … count in pages, as a store gives them.
class Numbers {
 public:
  explicit Numbers(int count) : count_(count) {}
  Result<std::vector<int>> operator()(Page page) {
    ++calls;
    std::vector<int> rows;
    for (auto i = static_cast<int>(page.after) + 1;
         i <= count_ && static_cast<int>(rows.size()) < page.limit; ++i) {
      rows.push_back(i);
    }
    return rows;
  }
  int calls = 0;

 private:
  int count_;
};

std::int64_t position(int row, std::int64_t) {
  return row;
}

TEST(VisibleRowsTest, GivesAFullPageAndWhereTheNextStarts) {
  Numbers numbers(5);
  const auto listed = visible_rows<int>(
      Page{2, 1}, std::ref(numbers), [](int) { return true; }, position);
  ASSERT_TRUE(listed);
  EXPECT_THAT(listed->rows, testing::ElementsAre(2, 3));
  EXPECT_EQ(listed->next, 3);
}

TEST(VisibleRowsTest, TheLastPageHasNoNext) {
  Numbers numbers(4);
  const auto listed = visible_rows<int>(
      Page{2, 2}, std::ref(numbers), [](int) { return true; }, position);
  EXPECT_THAT(listed->rows, testing::ElementsAre(3, 4));
  EXPECT_EQ(listed->next, std::nullopt);
  EXPECT_EQ(numbers.calls, 1);
}

TEST(VisibleRowsTest, GoesOnUntilEnoughVisibleRowsAreFound) {
  Numbers numbers(5000);
  const auto is_rare = [](int row) { return row % 1000 == 0; };
  const auto listed = visible_rows<int>(Page{3, 0}, std::ref(numbers), is_rare, position);
  EXPECT_THAT(listed->rows, testing::ElementsAre(1000, 2000, 3000));
  ASSERT_TRUE(listed->next);
  const auto rest = visible_rows<int>(Page{3, *listed->next}, std::ref(numbers), is_rare, position);
  EXPECT_THAT(rest->rows, testing::ElementsAre(4000, 5000));
  EXPECT_EQ(rest->next, std::nullopt);
}

TEST(VisibleRowsTest, PassesAnErrorOn) {
  const auto fetch = [](Page) {
    return Result<std::vector<int>>(Error{ErrorCode::unavailable, "disk"});
  };
  EXPECT_FALSE(visible_rows<int>(
      Page{}, fetch, [](int) { return true; }, position));
}

}  // namespace
}  // namespace budget
