#include "plugin_host/breaker.h"

#include <gtest/gtest.h>

namespace budget {
namespace {

using namespace std::chrono_literals;

constexpr Breaker::Moment kStart{100h};

TEST(BreakerTest, RestsAfterAFaultAndLongerAfterTheNext) {
  Breaker breaker;
  EXPECT_TRUE(breaker.is_closed(kStart));
  EXPECT_FALSE(breaker.note_fault(kStart));
  EXPECT_EQ(breaker.rests_for(kStart), 1s);
  EXPECT_TRUE(breaker.is_closed(kStart + 1s));
  EXPECT_FALSE(breaker.note_fault(kStart + 1s));
  EXPECT_EQ(breaker.rests_for(kStart + 1s), 10s);
}

TEST(BreakerTest, HasEnoughAfterThreeFaultsWithinAnHour) {
  Breaker breaker;
  EXPECT_FALSE(breaker.note_fault(kStart));
  EXPECT_FALSE(breaker.note_fault(kStart + 30min));
  EXPECT_TRUE(breaker.note_fault(kStart + 1h - 1ms));
}

TEST(BreakerTest, ForgetsFaultsAfterAnHour) {
  Breaker breaker;
  EXPECT_FALSE(breaker.note_fault(kStart));
  EXPECT_FALSE(breaker.note_fault(kStart + 30min));
  EXPECT_FALSE(breaker.note_fault(kStart + 1h));
}

}  // namespace
}  // namespace budget
