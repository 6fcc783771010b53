#include "http/payment_body.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/json/parse.hpp>

namespace budget {
namespace {

RecordPayments read(const std::string& rows, std::vector<Finding>& findings,
                    const std::string& more = "") {
  const std::string body =
      R"({"source":"国库","fiscal_year":2026,"rows":[)" + rows + "]" + more + "}";
  return read_payments(boost::json::parse(body), findings);
}

constexpr const char* kGood =
    R"({"date":"2026-03-02","project_code":"13060526P00002810078Y","amount_yuan":"1500.00","voucher":"PZ-1"})";

TEST(PaymentBodyTest, ReadsARow) {
  std::vector<Finding> findings;
  const RecordPayments batch = read(kGood, findings);
  ASSERT_EQ(batch.rows.size(), 1U);
  EXPECT_EQ(canonical_row(batch.rows[0]), "2026-03-02,13060526P00002810078Y,1500.00,fiscal,PZ-1,");
  EXPECT_EQ(batch.digest.size(), 64U);
  EXPECT_THAT(findings, testing::IsEmpty());
}

TEST(PaymentBodyTest, KeepsAnUnreadableRowWithItsReasonAndItsPlace) {
  std::vector<Finding> findings;
  const std::string bad =
      R"({"date":"2026-02-30","project_code":"13060526P00002810078Y","amount_yuan":"1"})";
  const RecordPayments batch = read(bad + "," + kGood, findings, R"(,"row_numbers":[7,9])");
  ASSERT_EQ(batch.unreadable.size(), 1U);
  EXPECT_EQ(batch.unreadable[0].row, 7);
  EXPECT_EQ(batch.unreadable[0].reason, "支付日期无法识别");
  EXPECT_EQ(batch.row_numbers, std::vector<int>{9});
  EXPECT_THAT(findings, testing::IsEmpty());
}

TEST(PaymentBodyTest, KeepsAnAmountBeyondInt64AsUnreadable) {
  std::vector<Finding> findings;
  const RecordPayments batch = read(
      R"({"date":"2026-03-02","project_code":"13060526P00002810078Y","amount_yuan":"92233720368547758.08"})",
      findings);
  ASSERT_EQ(batch.unreadable.size(), 1U);
  EXPECT_EQ(batch.unreadable[0].reason, "金额无法识别");
}

TEST(PaymentBodyTest, RefusesWhatIsNotShapedLikeARow) {
  std::vector<Finding> findings;
  (void)read(R"({"date":"2026-03-02","amount_yuan":"1","colour":"red"},7)", findings,
             R"(,"row_numbers":[1])");
  std::vector<std::string> fields;
  for (const Finding& finding : findings)
    fields.push_back(finding.place.field);
  EXPECT_THAT(fields, testing::UnorderedElementsAre("row_numbers", "rows[0].project_code",
                                                    "rows[0].colour", "rows[1]"));
}

TEST(PaymentBodyTest, TheSameRowsGiveTheSameDigest) {
  std::vector<Finding> findings;
  const std::string spaced =
      R"({ "voucher":"PZ-1", "amount_fen":150000, "project_code":"13060526P00002810078Y", "date":"2026-03-02" })";
  EXPECT_EQ(read(kGood, findings).digest, read(spaced, findings).digest);
}

}  // namespace
}  // namespace budget
