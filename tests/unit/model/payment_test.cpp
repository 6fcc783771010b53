#include "model/payment.h"

#include <gtest/gtest.h>

namespace budget {
namespace {

Payment payment(std::string voucher, std::string memo) {
  return {Date::of(2026, 3, 2).value(), ProjectCode::parse("13060526P00002810078Y").value(),
          Money::from_fen(-150'001),    FundKind::other,
          std::move(voucher),           std::move(memo)};
}

TEST(PaymentTest, HasOneCanonicalForm) {
  EXPECT_EQ(canonical_row(payment("PZ-1", "冲销")),
            "2026-03-02,13060526P00002810078Y,-1500.01,other,PZ-1,冲销");
}

TEST(PaymentTest, QuotesOnlyWhatNeedsIt) {
  EXPECT_EQ(canonical_row(payment("", "a,\"b\"\nc")),
            "2026-03-02,13060526P00002810078Y,-1500.01,other,,\"a,\"\"b\"\"\nc\"");
  EXPECT_NE(canonical_row(payment("a,b", "c")), canonical_row(payment("a", "b,c")));
}

}  // namespace
}  // namespace budget
