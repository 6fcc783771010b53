#include <budget/money.h>

#include <gtest/gtest.h>

#include <limits>
#include <random>
#include <stdexcept>

namespace budget {
namespace {

constexpr auto kMostMoney = Money::from_fen(std::numeric_limits<std::int64_t>::max());
constexpr auto kLeastMoney = Money::from_fen(std::numeric_limits<std::int64_t>::min());

TEST(MoneyTest, ReadsYuanAndWan) {
  EXPECT_EQ(Money::parse_yuan("1234.56").value().fen(), 123'456);
  EXPECT_EQ(Money::parse_yuan("-0.01").value().fen(), -1);
  EXPECT_EQ(Money::parse_wan("733.64").value().fen(), 733'640'000);
  EXPECT_EQ(Money::parse_wan("0.000001").value().fen(), 1);
  EXPECT_EQ(Money::parse_wan("15328.30").value(), Money::parse_yuan("153283000").value());
}

TEST(MoneyTest, RefusesWhatIsNotExact) {
  EXPECT_FALSE(Money::parse_yuan("0.001"));
  EXPECT_FALSE(Money::parse_wan("0.0000001"));
  for (const char* text :
       {"", " ", "1e3", "１００", "1,234.56", "¥5", "5元", "-", "--5", "5-", "1 054", "0x1"}) {
    EXPECT_FALSE(Money::parse_yuan(text)) << text;
    EXPECT_FALSE(Money::parse_wan(text)) << text;
  }
}

TEST(MoneyTest, GoesToTheLimitsOfInt64) {
  EXPECT_EQ(Money::parse_yuan("92233720368547758.07").value(), kMostMoney);
  EXPECT_EQ(Money::parse_yuan("-92233720368547758.08").value(), kLeastMoney);
  EXPECT_FALSE(Money::parse_yuan("92233720368547758.08"));
  EXPECT_FALSE(Money::parse_wan("9223372036854.775808"));
  EXPECT_EQ(kLeastMoney.to_wan(), "-9223372036854.775808");
}

TEST(MoneyTest, PrintsExactly) {
  EXPECT_EQ(Money::from_fen(733'640'000).to_yuan(), "7336400.00");
  EXPECT_EQ(Money::from_fen(733'640'000).to_wan(), "733.64");
  EXPECT_EQ(Money::from_fen(1).to_wan(), "0.000001");
  EXPECT_EQ(Money::from_fen(-5).to_yuan(), "-0.05");
  EXPECT_EQ(Money().to_wan(), "0.00");
}

TEST(MoneyTest, ShowsTwoDecimalsAndThousands) {
  EXPECT_EQ(Money::parse_wan("15328.3").value().to_wan_shown(), "15,328.30");
  EXPECT_EQ(Money::parse_wan("999.994999").value().to_wan_shown(), "999.99");
  EXPECT_EQ(Money::parse_wan("999.995").value().to_wan_shown(), "1,000.00");
  EXPECT_EQ(Money::parse_wan("-123456.785").value().to_wan_shown(), "-123,456.79");
  EXPECT_EQ(Money::from_fen(-4'999).to_wan_shown(), "0.00");
  EXPECT_EQ(Money::from_fen(-5'000).to_wan_shown(), "-0.01");
  EXPECT_EQ(kLeastMoney.to_wan_shown(), "-9,223,372,036,854.78");
}

TEST(MoneyTest, ReadsBackWhateverItPrints) {
  std::mt19937_64 random(733'640'000);
  for (int i = 0; i < 20'000; ++i) {
    const auto money = Money::from_fen(static_cast<std::int64_t>(random()) >> (random() % 63));
    ASSERT_EQ(Money::parse_yuan(money.to_yuan()).value(), money);
    ASSERT_EQ(Money::parse_wan(money.to_wan()).value(), money);
  }
}

TEST(MoneyTest, AddsOrSaysThatItIsTooLarge) {
  const auto fen = Money::from_fen(1);
  EXPECT_EQ(add(kMostMoney, Money() - fen).value(), kMostMoney - fen);
  EXPECT_FALSE(add(kMostMoney, fen));
  EXPECT_FALSE(subtract(kLeastMoney, fen));
  EXPECT_FALSE(subtract(Money(), kLeastMoney));
  EXPECT_EQ(subtract(kMostMoney, kMostMoney).value(), Money());
}

TEST(MoneyTest, IsAFaultToSumBeyondInt64) {
  EXPECT_THROW((void)(kMostMoney + Money::from_fen(1)), std::overflow_error);
  EXPECT_THROW((void)(kLeastMoney - Money::from_fen(1)), std::overflow_error);
  Money sum = kMostMoney;
  EXPECT_THROW(sum += Money::from_fen(1), std::overflow_error);
  EXPECT_EQ(sum, kMostMoney) << "a failed sum changes nothing";
}

TEST(MoneyTest, LeavesRoomForAProvincesSums) {
  EXPECT_EQ(kLargestInput.to_yuan(), "10000000000000.00");
  Money sum;
  for (int i = 0; i < 9'000; ++i)
    sum += kLargestInput;
  EXPECT_GT(sum, Money());
}

}  // namespace
}  // namespace budget
