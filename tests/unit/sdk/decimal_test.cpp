#include <budget/decimal.h>

#include <gtest/gtest.h>

#include <limits>
#include <random>
#include <stdexcept>

namespace budget {
namespace {

constexpr std::int64_t kMostDecimal = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();

TEST(DecimalTest, ReadsUnits) {
  EXPECT_EQ(parse_fixed("12.345", 4).value(), 123'450);
  EXPECT_EQ(parse_fixed("-0.01", 2).value(), -1);
  EXPECT_EQ(parse_fixed("+5", 0).value(), 5);
  EXPECT_EQ(parse_fixed("5.", 1).value(), 50);
  EXPECT_EQ(parse_fixed(".5", 1).value(), 5);
  EXPECT_EQ(parse_fixed("-0", 2).value(), 0);
  EXPECT_EQ(parse_fixed("0000000000000000000000000000.10", 2).value(), 10);
}

TEST(DecimalTest, ReadsOverZerosBeyondItsDecimalsOnly) {
  EXPECT_EQ(parse_fixed("1.5000000000000000000000", 2).value(), 150);
  EXPECT_FALSE(parse_fixed("1.501", 2));
  EXPECT_FALSE(parse_fixed("1.500000001", 2));
  EXPECT_FALSE(parse_fixed("1.1", 0));
}

TEST(DecimalTest, RefusesEverythingThatIsNoPlainNumber) {
  for (const char* text :
       {"",    "-",   "+",    ".",     "-.",    "--1", "+-1", "-+1", "1-",  "1.2.3", "1..2",
        "1e3", "1E3", "0x10", "1,000", "1 000", " 1",  "1 ",  "\t1", "1\n", "１",    "１２３",
        "一",  "∞",   "NaN",  "inf",   "1_0",   "¥1",  "1元", "−1",  "1．5"}) {
    EXPECT_FALSE(parse_fixed(text, 2)) << "\"" << text << "\"";
  }
  EXPECT_FALSE(parse_fixed(std::string_view("1\0", 2), 2));
}

TEST(DecimalTest, GoesToTheLimitsOfInt64) {
  EXPECT_EQ(parse_fixed("9223372036854775807", 0).value(), kMostDecimal);
  EXPECT_EQ(parse_fixed("-9223372036854775808", 0).value(), kLeast);
  EXPECT_EQ(parse_fixed("92233720368547758.07", 2).value(), kMostDecimal);
  EXPECT_EQ(parse_fixed("-92233720368547758.08", 2).value(), kLeast);
  for (const char* text : {"9223372036854775808", "-9223372036854775809", "92233720368547758070",
                           "99999999999999999999999999"}) {
    EXPECT_FALSE(parse_fixed(text, 0)) << text;
  }
  EXPECT_FALSE(parse_fixed("92233720368547758.08", 2));
  EXPECT_FALSE(parse_fixed("9223372036854775807", 2));
}

TEST(DecimalTest, PrintsAtLeastAndAtMostSoManyDecimals) {
  EXPECT_EQ(print_fixed(123'450, 4, 2), "12.345");
  EXPECT_EQ(print_fixed(120'000, 4, 2), "12.00");
  EXPECT_EQ(print_fixed(120'000, 4, 0), "12");
  EXPECT_EQ(print_fixed(-1, 6, 2), "-0.000001");
  EXPECT_EQ(print_fixed(0, 2, 2), "0.00");
  EXPECT_EQ(print_fixed(7, 0, 0), "7");
  EXPECT_EQ(print_fixed(kLeast, 2, 2), "-92233720368547758.08");
}

TEST(DecimalTest, ReadsBackWhateverItPrints) {
  std::mt19937_64 random(20'260'101);
  for (int i = 0; i < 20'000; ++i) {
    const auto units =
        static_cast<std::int64_t>(random() >> (random() % 64)) * (random() % 2 == 0 ? 1 : -1);
    const int scale = static_cast<int>(random() % 10);
    const int shortest = static_cast<int>(random() % static_cast<unsigned>(scale + 1));
    ASSERT_EQ(parse_fixed(print_fixed(units, scale, shortest), scale).value(), units)
        << units << " at " << scale;
  }
}

TEST(DecimalTest, QuotesNoHalfCharacters) {
  const std::string message = parse_fixed("一二三四五六七八九十一二三四", 2).error().message;
  EXPECT_EQ(message.find("\xE5\xE5"), std::string::npos);
  EXPECT_NE(message.find("一二三四五六七八九十一二三…\""), std::string::npos) << message;
}

TEST(DecimalTest, RoundsHalfAwayFromZero) {
  EXPECT_EQ(divide_half_up(5, 10), 1);
  EXPECT_EQ(divide_half_up(4, 10), 0);
  EXPECT_EQ(divide_half_up(-5, 10), -1);
  EXPECT_EQ(divide_half_up(-4, 10), 0);
  EXPECT_EQ(divide_half_up(1, 3), 0);
  EXPECT_EQ(divide_half_up(2, 3), 1);
  EXPECT_EQ(divide_half_up(kLeast, 1), kLeast);
  EXPECT_EQ(divide_half_up(kMostDecimal, 1), kMostDecimal);
}

TEST(DecimalTest, IsAFaultBeyondInt64) {
  EXPECT_THROW((void)divide_half_up(Int128{kMostDecimal} + 1, 1), std::overflow_error);
  EXPECT_THROW((void)divide_half_up(Int128{kLeast} - 1, 1), std::overflow_error);
}

TEST(ScoreTest, KeepsSixDecimals) {
  EXPECT_EQ(Score::parse("8.333333").value().units(), 8'333'333);
  EXPECT_EQ(Score::points(10).to_text(), "10.00");
  EXPECT_EQ(Score::parse("9.5").value().to_text(), "9.50");
  EXPECT_FALSE(Score::parse("8.3333333"));
}

TEST(ScoreTest, HoldsSixteenDigits) {
  EXPECT_EQ(Score::parse("9999999999.999999").value().units(), Score::kLargest);
  EXPECT_FALSE(Score::parse("10000000000"));
  EXPECT_FALSE(Score::parse("-10000000000"));
}

TEST(ScoreTest, RoundsHalfUp) {
  EXPECT_EQ(Score::parse("8.335").value().rounded(2).to_text(), "8.34");
  EXPECT_EQ(Score::parse("8.334999").value().rounded(2).to_text(), "8.33");
  EXPECT_EQ(Score::parse("-8.335").value().rounded(2).to_text(), "-8.34");
  EXPECT_EQ(Score::parse("0.5").value().rounded(0).to_text(), "1.00");
  EXPECT_EQ(Score::parse("8.333333").value().rounded(6).to_text(), "8.333333");
  EXPECT_EQ(Score::parse("9999999999.999999").value().rounded(0).units(), Score::kLargest + 1);
}

}  // namespace
}  // namespace budget
