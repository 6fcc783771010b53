#include <budget/rate.h>

#include <gtest/gtest.h>

#include <limits>

namespace budget {
namespace {

Money fen(std::int64_t value) {
  return Money::from_fen(value);
}

TEST(BasisPointsTest, ReadsPercent) {
  EXPECT_EQ(BasisPoints::parse_percent("8").value().value(), 800);
  EXPECT_EQ(BasisPoints::parse_percent("7.5").value().value(), 750);
  EXPECT_EQ(BasisPoints::parse_percent("12.34").value().value(), 1'234);
  EXPECT_EQ(BasisPoints::parse_percent("-0.01").value().value(), -1);
  for (const char* text : {"", "8%", "8.125", "1e1", "８"})
    EXPECT_FALSE(BasisPoints::parse_percent(text)) << text;
}

TEST(BasisPointsTest, ShowsOneDecimalHalfUp) {
  EXPECT_EQ(BasisPoints(2'064).to_percent(), "20.6");
  EXPECT_EQ(BasisPoints(2'065).to_percent(), "20.7");
  EXPECT_EQ(BasisPoints(-2'065).to_percent(), "-20.7");
  EXPECT_EQ(BasisPoints(10'000).to_percent(), "100.0");
  EXPECT_EQ(BasisPoints(-4).to_percent(), "0.0");
  EXPECT_EQ(BasisPoints().to_percent(), "0.0");
}

TEST(ShareTest, RoundsHalfUp) {
  EXPECT_EQ(share_of(fen(1), fen(3)).value(), 3'333);
  EXPECT_EQ(share_of(fen(2), fen(3)).value(), 6'667);
  EXPECT_EQ(share_of(fen(1), fen(20'000)).value(), 1);
  EXPECT_EQ(share_of(fen(-1), fen(20'000)).value(), -1);
  EXPECT_EQ(share_of(fen(1), fen(20'001)).value(), 0);
}

TEST(ShareTest, IsZeroOfNothing) {
  EXPECT_EQ(share_of(fen(5), fen(0)).value(), 0);
}

TEST(ShareTest, MindsTheSignOfTheWhole) {
  EXPECT_EQ(share_of(fen(1), fen(-2)).value(), -5'000);
  EXPECT_EQ(share_of(fen(-1), fen(-2)).value(), 5'000);
}

TEST(ShareTest, ShowsTheLargestWhenItIsBeyondInt64) {
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(share_of(kLargestInput, fen(1)).value(), kMost);
  EXPECT_EQ(share_of(fen(std::numeric_limits<std::int64_t>::min()), fen(1)).value(), -kMost);
  EXPECT_EQ(share_of(fen(kMost), fen(kMost)).value(), 10'000);
  EXPECT_EQ(share_of(fen(1), fen(kMost)).value(), 0);
}

TEST(CompareShareTest, IsExactWhereRoundingWouldLie) {
  const BasisPoints third(3'333);
  EXPECT_EQ(compare_share(fen(1), fen(3), third), std::strong_ordering::greater);
  EXPECT_EQ(compare_share(fen(8), fen(100), BasisPoints(800)), std::strong_ordering::equal);
  EXPECT_EQ(compare_share(fen(799'999), fen(10'000'000), BasisPoints(800)),
            std::strong_ordering::less);
  EXPECT_EQ(compare_share(fen(std::numeric_limits<std::int64_t>::max()),
                          fen(std::numeric_limits<std::int64_t>::max()), BasisPoints(10'000)),
            std::strong_ordering::equal);
}

}  // namespace
}  // namespace budget
