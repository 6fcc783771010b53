#include <budget/result.h>

#include <gtest/gtest.h>

#include <memory>

namespace budget {
namespace {

Result<std::unique_ptr<int>> make(bool works) {
  if (!works) return Error{ErrorCode::conflict, "no", "try"};
  return std::make_unique<int>(7);
}

Result<int> twice(bool works) {
  const std::unique_ptr<int> value = TRY(make(works));
  return *value * 2;
}

Result<void> nothing(bool works) {
  TRY(make(works));
  return {};
}

Result<std::string> after_nothing(bool works) {
  TRY(nothing(works));
  return std::string("done");
}

TEST(ResultTest, HandsOnAValueThatCanOnlyMove) {
  EXPECT_EQ(twice(true).value(), 14);
}

TEST(ResultTest, ReturnsTheErrorEarlyAndWhole) {
  EXPECT_EQ(twice(false).error(), (Error{ErrorCode::conflict, "no", "try"}));
  EXPECT_EQ(after_nothing(false).error().message, "no");
  EXPECT_EQ(after_nothing(true).value(), "done");
}

TEST(ResultTest, IsAFaultToReadTheWrongSide) {
  EXPECT_THROW((void)twice(false).value(), std::bad_variant_access);
  EXPECT_THROW((void)twice(true).error(), std::bad_variant_access);
  EXPECT_THROW((void)nothing(true).error(), std::bad_optional_access);
}

TEST(ResultTest, TriesEachExpressionOnce) {
  int calls = 0;
  const auto count = [&]() -> Result<int> { return ++calls; };
  const auto sum = [&]() -> Result<int> {
    const int first = TRY(count());
    const int second = TRY(count());
    return first + second;
  };
  EXPECT_EQ(sum().value(), 3);
  EXPECT_EQ(calls, 2);
}

TEST(ErrorCodeTest, HasAStableName) {
  EXPECT_STREQ(name_of(ErrorCode::invalid_input), "invalid_input");
  EXPECT_STREQ(name_of(ErrorCode::too_large), "too_large");
  EXPECT_STREQ(name_of(ErrorCode::internal), "internal");
}

}  // namespace
}  // namespace budget
