#include "delivery/throttle.h"

#include <gtest/gtest.h>

#include <vector>

namespace budget {
namespace {

TEST(ThrottleTest, LetsTwentyThroughInAnyMinute) {
  Throttle throttle(0, 20);
  for (int i = 0; i < 20; ++i)
    ASSERT_EQ(throttle.take(i * 1'000), 0) << i;
  EXPECT_EQ(throttle.take(20'000), 40'000);
  EXPECT_EQ(throttle.take(60'000), 0);
  EXPECT_EQ(throttle.take(60'500), 500);
}

TEST(ThrottleTest, KeepsBothLimits) {
  Throttle throttle(5, 100);
  std::int64_t now = 0;
  std::vector<std::int64_t> taken;
  while (taken.size() < 300) {
    const std::int64_t wait = throttle.take(now);
    if (wait == 0) taken.push_back(now);
    now += wait;
  }
  for (std::size_t i = 5; i < taken.size(); ++i)
    ASSERT_GE(taken[i] - taken[i - 5], 1'000);
  for (std::size_t i = 100; i < taken.size(); ++i)
    ASSERT_GE(taken[i] - taken[i - 100], 60'000);
}

TEST(ThrottleTest, WithoutLimitsNeverWaits) {
  Throttle throttle(0, 0);
  for (int i = 0; i < 1'000; ++i)
    ASSERT_EQ(throttle.take(0), 0);
}

}  // namespace
}  // namespace budget
