#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/small_office.h"

namespace budget {
namespace {

using test::code;
using test::day;
using test::kFirstCode;
using test::only;
using test::project;
using test::SmallOffice;
using test::wan;
using test::yuan;

class PaymentsTest : public testing::Test {
 protected:
  PaymentsTest() { office_.drafts({project(kFirstCode, "10", {"2", "5", "8", "10"})}); }

  static Payment row(const std::string& date, Money amount, const std::string& voucher = "") {
    return {day(date), code(kFirstCode), amount, FundKind::fiscal, voucher, ""};
  }

  PaymentsRecorded records(std::vector<Payment> rows, Context context = {}) {
    RecordPayments action;
    action.source = "bank";
    action.year = test::year(2026);
    action.rows = std::move(rows);
    const auto events = office_.does("officer", action, std::move(context));
    if (!events || events->empty()) return {};
    return std::get<PaymentsRecorded>(events->front());
  }

  std::string reject_reason(Payment payment) {
    const PaymentsRecorded recorded = records({std::move(payment)});
    return recorded.rejects.empty() ? "" : recorded.rejects.front().reason;
  }

  Money paid() const {
    return paid_by(office_.state().projects.at({test::year(2026), code(kFirstCode)}), 12);
  }

  SmallOffice office_;
};

TEST_F(PaymentsTest, AddUpPerMonth) {
  records({row("2026-01-01", yuan("1.00")), row("2026-12-31", yuan("0.01"))});
  EXPECT_EQ(paid(), yuan("1.01"));
}

TEST_F(PaymentsTest, KeepTheGoodRowsAndRejectTheRest) {
  const PaymentsRecorded recorded =
      records({row("2026-02-01", yuan("5.00")), row("2027-01-01", yuan("5.00"))});
  EXPECT_EQ(recorded.rows.size(), 1U);
  ASSERT_EQ(recorded.rejects.size(), 1U);
  EXPECT_EQ(recorded.rejects.front().row, 2);
}

TEST_F(PaymentsTest, RejectTheDayBeforeAndAfterTheYear) {
  EXPECT_NE(reject_reason(row("2025-12-31", yuan("1"))), "");
  EXPECT_NE(reject_reason(row("2027-01-01", yuan("1"))), "");
}

TEST_F(PaymentsTest, RejectZero) {
  EXPECT_NE(reject_reason(row("2026-02-01", Money())), "");
}

TEST_F(PaymentsTest, RejectAnAmountBeyondTheLimit) {
  EXPECT_EQ(reject_reason(row("2026-02-01", kLargestInput)), "");
  EXPECT_NE(reject_reason(row("2026-02-01", kLargestInput + Money::from_fen(1))), "");
}

TEST_F(PaymentsTest, RejectAnUnknownProject) {
  Payment payment = row("2026-02-01", yuan("1"));
  payment.project = code(test::kSecondCode);
  EXPECT_NE(reject_reason(payment), "");
}

TEST_F(PaymentsTest, RejectAReversalLargerThanWhatWasPaid) {
  records({row("2026-02-01", yuan("5.00"))});
  EXPECT_NE(reject_reason(row("2026-02-02", yuan("-5.01"))), "");
  EXPECT_EQ(reject_reason(row("2026-02-02", yuan("-5.00"))), "");
  EXPECT_TRUE(paid().is_zero());
}

TEST_F(PaymentsTest, RejectAReversalDatedBeforeWhatItReverses) {
  records({row("2026-06-01", yuan("5.00"))});
  EXPECT_THAT(reject_reason(row("2026-05-31", yuan("-5.00"))),
              ::testing::HasSubstr("截至5月底的累计支付为负"));
  records({row("2026-03-01", yuan("0.01"))});
  EXPECT_NE(reject_reason(row("2026-05-31", yuan("-0.02"))), "");
  EXPECT_EQ(reject_reason(row("2026-05-31", yuan("-0.01"))), "") << "what was paid before it";
}

TEST_F(PaymentsTest, TakeAReversalBackAndReverseItAgain) {
  records({row("2026-02-01", yuan("5.00"), "PZ-1"), row("2026-02-02", yuan("-5.00"), "CX-1"),
           row("2026-02-03", yuan("5.00"), "CX-2")});
  EXPECT_EQ(paid(), yuan("5.00"));
  EXPECT_EQ(reject_reason(row("2026-02-04", yuan("-5.00"), "CX-3")), "");
  EXPECT_NE(reject_reason(row("2026-02-05", yuan("-5.00"), "CX-4")), "") << "nothing is left";
}

TEST_F(PaymentsTest, CountTheSameVoucherOnce) {
  const PaymentsRecorded recorded =
      records({row("2026-02-01", yuan("5.00"), "PZ-1"), row("2026-02-01", yuan("5.00"), "PZ-1")});
  EXPECT_EQ(recorded.rows.size(), 1U);
  EXPECT_EQ(recorded.known, 1);
}

TEST_F(PaymentsTest, KnowVouchersOfEarlierBatches) {
  Context context;
  context.known_vouchers["PZ-1"] = {
      {RegionCode("130605"), row("2026-02-01", yuan("5.00"), "PZ-1")}};
  EXPECT_TRUE(records({row("2026-02-01", yuan("5.00"), "PZ-1")}, context).rows.empty());
  EXPECT_TRUE(paid().is_zero());
}

TEST_F(PaymentsTest, RejectAVoucherUsedForAnotherPayment) {
  const PaymentsRecorded recorded =
      records({row("2026-02-01", yuan("5.00"), "PZ-1"), row("2026-02-01", yuan("6.00"), "PZ-1")});
  EXPECT_EQ(recorded.rejects.size(), 1U);
}

TEST_F(PaymentsTest, KnowTheRowsOfTheSameFileWithoutVouchers) {
  Context context;
  context.known_unvouchered = {row("2026-02-01", yuan("5.00"))};
  EXPECT_TRUE(records({row("2026-02-01", yuan("5.00"))}, context).rows.empty());
  EXPECT_TRUE(paid().is_zero());
}

TEST_F(PaymentsTest, TakeTheRowsOfTheSameFileThatWereRejectedBefore) {
  Context context;
  context.known_unvouchered = {row("2026-02-01", yuan("5.00"))};
  const PaymentsRecorded recorded =
      records({row("2026-02-01", yuan("5.00")), row("2026-02-01", yuan("5.00")),
               row("2026-02-02", yuan("6.00"))},
              context);
  EXPECT_EQ(recorded.known, 1);
  EXPECT_EQ(recorded.rows.size(), 2U);
}

TEST_F(PaymentsTest, RejectATotalBeyondTheLimit) {
  const PaymentsRecorded recorded =
      records({row("2026-02-01", kLargestInput, "PZ-1"), row("2026-02-01", yuan("0.01"), "PZ-2")});
  EXPECT_EQ(recorded.rows.size(), 1U);
  EXPECT_EQ(recorded.rejects.size(), 1U);
}

TEST_F(PaymentsTest, KeepTheRowNumbersOfTheFile) {
  RecordPayments action;
  action.source = "bank";
  action.year = test::year(2026);
  action.rows = {row("2027-01-01", yuan("1"))};
  action.row_numbers = {41};
  action.unreadable = {{40, "garbage", "日期无法识别"}};
  const auto events = office_.does("officer", action);
  const PaymentsRecorded& recorded = std::get<PaymentsRecorded>(events->front());
  ASSERT_EQ(recorded.rejects.size(), 2U);
  EXPECT_EQ(recorded.rejects[0].row, 40);
  EXPECT_EQ(recorded.rejects[1].row, 41);
}

}  // namespace
}  // namespace budget
