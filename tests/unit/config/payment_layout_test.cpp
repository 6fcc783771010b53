#include "config/payment_layout.h"

#include <gmock/gmock.h>

#include <sstream>

#include "config/payment_file.h"

namespace budget {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string kCode = "13060526P00002810078Y";

PaymentLayout layout_of(const std::string& text, const PaymentWishes& wishes = {}) {
  std::istringstream input(text);
  const auto layout = survey_payments(input, wishes);
  EXPECT_TRUE(layout) << (layout ? "" : layout.error().message);
  return layout ? *layout : PaymentLayout();
}

std::string error_of(const std::string& text, const PaymentWishes& wishes = {}) {
  std::istringstream input(text);
  const auto layout = survey_payments(input, wishes);
  return layout ? "" : layout.error().message;
}

PaymentChunk read(const std::string& text, const PaymentWishes& wishes = {}) {
  std::istringstream input(text);
  const auto layout = survey_payments(input, wishes);
  EXPECT_TRUE(layout) << (layout ? "" : layout.error().message);
  PaymentChunk all;
  if (!layout) return all;
  const auto count = read_payments(input, *layout, 1000, [&](PaymentChunk chunk) -> Result<void> {
    all = std::move(chunk);
    return {};
  });
  EXPECT_TRUE(count);
  return all;
}

PaymentWishes in_2026() {
  PaymentWishes wishes;
  wishes.year = FiscalYear::of(2026).value();
  return wishes;
}

/// “支付日期,项目编码,支付金额(元),资金性质,凭证号,摘要” and one row, as an office's export in
/// GB18030 has them.
const std::string kForeign =
    "\xD6\xA7\xB8\xB6\xC8\xD5\xC6\xDA,\xCF\xEE\xC4\xBF\xB1\xE0\xC2\xEB,\xD6\xA7\xB8\xB6\xBD\xF0\xB6"
    "\xEE(\xD4\xAA),\xD7\xCA\xBD\xF0\xD0\xD4\xD6\xCA,\xC6\xBE\xD6\xA4\xBA\xC5,\xD5\xAA\xD2\xAA\r\n"
    "2026-03-02,13060526P00002810078Y,\"1,500.00\",\xB2\xC6\xD5\xFE\xB2\xA6\xBF\xEE,PZ-1,"
    "\xD2\xBB\xD4\xC2\r\n";

TEST(PaymentLayoutTest, ReadsAnOfficesExportInGb18030) {
  EXPECT_EQ(layout_of(kForeign).encoding, TextEncoding::gb18030);
  const PaymentChunk all = read(kForeign);
  ASSERT_EQ(all.rows.size(), 1U);
  EXPECT_EQ(all.rows.front().amount, Money::from_fen(150'000));
  EXPECT_EQ(all.rows.front().memo, "一月");
}

TEST(PaymentLayoutTest, IsNotMisledByTwoChineseWordsThatLookLikeUtf8) {
  // 联通 in GB18030: every byte pair could begin UTF-8.
  std::istringstream input("date,memo\n2026-01-01,\xC1\xAA\xCD\xA8\n");
  EXPECT_EQ(survey_text(input).encoding, TextEncoding::gb18030);
}

TEST(PaymentLayoutTest, KeepsUtf8WithOneBrokenByte) {
  std::istringstream input("日期,项目编码\n\xFF\n");
  EXPECT_EQ(survey_text(input).encoding, TextEncoding::utf8);
}

TEST(PaymentLayoutTest, FindsTheHeaderBelowATitleAndTheUnitAboveIt) {
  const std::string text =
      "2026年3月支付明细,,,\n,,,单位：万元\n付款日期,项目代码,金额,备注\n2026/3/2," + kCode +
      ",1.5,\n";
  const PaymentLayout layout = layout_of(text);
  EXPECT_EQ(layout.skipped, 3);
  EXPECT_EQ(layout.unit, MoneyUnit::wan);
  EXPECT_EQ(read(text).rows.front().amount, Money::from_fen(1'500'000));
}

TEST(PaymentLayoutTest, ReadsTabsAndSemicolons) {
  for (const std::string separator : {"\t", ";"}) {
    const std::string text = "日期" + separator + "项目编码" + separator + "金额（元）\n20260302" +
                             separator + kCode + separator + "1,500.00\n";
    const PaymentChunk all = read(text);
    ASSERT_EQ(all.rows.size(), 1U) << separator;
    EXPECT_EQ(all.rows.front().amount, Money::from_fen(150'000));
  }
}

TEST(PaymentLayoutTest, ReadsDatesInFiveForms) {
  std::string text = "日期,项目编码,金额（元）\n";
  for (const char* day : {"2026-03-02", "2026/3/2", "2026.3.2", "20260302", "2026年3月2日",
                          "２０２６－０３－０２", "2026-03-02 10:30:00"})
    text += std::string(day) + "," + kCode + ",1\n";
  const PaymentChunk all = read(text);
  EXPECT_THAT(all.unreadable, IsEmpty());
  for (const Payment& row : all.rows)
    EXPECT_EQ(row.paid_on, Date::of(2026, 3, 2).value());
  EXPECT_EQ(all.rows.size(), 7U);
}

TEST(PaymentLayoutTest, SaysWhatADateProbablyIsInsteadOfGuessing) {
  const PaymentChunk all =
      read("日期,项目编码,金额（元）\n46083," + kCode + ",1\n03/02/2026," + kCode + ",1\n");
  ASSERT_EQ(all.unreadable.size(), 2U);
  EXPECT_THAT(all.unreadable[0].reason, HasSubstr("Excel的日期序号"));
  EXPECT_THAT(all.unreadable[1].reason, HasSubstr("应写作2026-03-31"));
}

TEST(PaymentLayoutTest, ReadsAmountsAsPeopleWriteThem) {
  const auto amount = [](const std::string& cell) {
    return amount_in(cell, MoneyUnit::yuan).value.value_or(Money::from_fen(-999)).fen();
  };
  EXPECT_EQ(amount("1,234,567.89"), 123'456'789);
  EXPECT_EQ(amount("１，２３４．５"), 123'450);
  EXPECT_EQ(amount("(1,500.00)"), -150'000);
  EXPECT_EQ(amount("（1500）"), -150'000);
  EXPECT_EQ(amount("−3.2"), -320);
  EXPECT_EQ(amount("￥1,500.00"), 150'000);
  EXPECT_EQ(amount("1.5万元"), 1'500'000);
  EXPECT_EQ(amount("300分"), 300);
  for (const char* wrong : {"1,23", "12,34,567", "1.5E+05", "1.234", "", "-", "1,500.00,0", "一百"})
    EXPECT_EQ(amount(wrong), -999) << wrong;
}

TEST(PaymentLayoutTest, AsksForTheUnitWhenNothingNamesOneAndShowsBothReadings) {
  const std::string text = "日期,项目编码,金额\n2026-03-02," + kCode + ",1500\n";
  EXPECT_THAT(error_of(text), HasSubstr("as yuan the first amount is 1500.00 元; as wan the first "
                                        "amount is 15000000.00 元"));
  PaymentWishes wishes;
  wishes.unit = MoneyUnit::wan;
  EXPECT_EQ(read(text, wishes).rows.front().amount, Money::from_fen(1'500'000'000));
}

TEST(PaymentLayoutTest, TakesMixedUnitsWhereEveryCellNamesItsOwn) {
  const std::string text =
      "日期,项目编码,金额\n2026-03-02," + kCode + ",1.5万元\n2026-03-02," + kCode + ",300元\n";
  const PaymentChunk all = read(text);
  ASSERT_EQ(all.rows.size(), 2U);
  EXPECT_EQ(all.rows[0].amount, Money::from_fen(1'500'000));
  EXPECT_EQ(all.rows[1].amount, Money::from_fen(30'000));
}

TEST(PaymentLayoutTest, RefusesAUnitThatContradictsTheFile) {
  PaymentWishes wishes;
  wishes.unit = MoneyUnit::wan;
  EXPECT_THAT(error_of("日期,项目编码,金额（元）\n", wishes),
              HasSubstr("in the file itself in yuan"));
}

TEST(PaymentLayoutTest, ListsTheColumnsItDoesNotRead) {
  EXPECT_THAT(layout_of("日期,收款人,项目编码,金额（元）,备注\n").ignored, ElementsAre("收款人"));
}

TEST(PaymentLayoutTest, TakesAFileWithoutAHeaderWhenItsColumnsAreNamed) {
  PaymentWishes wishes;
  wishes.columns = {"date", "-", "project_code", "amount_yuan"};
  const PaymentChunk all = read("2026-03-02,某公司," + kCode + ",5\n", wishes);
  ASSERT_EQ(all.rows.size(), 1U);
  EXPECT_THAT(all.row_numbers, ElementsAre(1));
}

TEST(PaymentLayoutTest, TellsFundKindsApart) {
  const auto kind = [](const char* word) { return fund_in(word).value; };
  for (const char* word :
       {"财政拨款", "11 一般公共预算资金", "政府性基金预算资金", "国有资本经营预算资金"})
    EXPECT_EQ(kind(word), FundKind::fiscal) << word;
  for (const char* word : {"财政专户管理资金", "单位资金", "3-事业收入", "其他资金"})
    EXPECT_EQ(kind(word), FundKind::other) << word;
  EXPECT_EQ(kind("贷款"), std::nullopt);
}

TEST(PaymentLayoutTest, ReadsMonthTotals) {
  const std::string text = "月份,项目编码,本月支出（万元）\n3月," + kCode + ",1.5\n2026-06," +
                           kCode + ",2\n13," + kCode + ",2\n";
  EXPECT_EQ(layout_of(text, in_2026()).shape, PaymentShape::month_totals);
  const PaymentChunk all = read(text, in_2026());
  ASSERT_EQ(all.rows.size(), 2U);
  EXPECT_EQ(all.rows[0].paid_on, Date::of(2026, 3, 31).value());
  EXPECT_EQ(all.rows[1].paid_on, Date::of(2026, 6, 30).value());
  ASSERT_EQ(all.unreadable.size(), 1U);
  EXPECT_EQ(layout_of("截至月份,项目编码,累计支出（元）\n1-3月," + kCode + ",5\n", in_2026()).shape,
            PaymentShape::cumulative_totals);
  EXPECT_EQ(month_in("1-3月", FiscalYear::of(2026).value()).value, Date::of(2026, 3, 31).value());
  EXPECT_EQ(month_in("2025年3月", FiscalYear::of(2026).value()).value, std::nullopt);
}

TEST(PaymentLayoutTest, ReadsJsonInAnArrayAndInLines) {
  const std::string one = R"({"date":"2026-03-02","project_code":")" + kCode +
                          R"(","amount_yuan":"1500.5","voucher":"PZ-1"})";
  const std::string other = R"({"date":"2026-03-03","project_code":")" + kCode +
                            R"(","amount_yuan":1500.5,"voucher":"{,\"}"})";
  for (const std::string& text : {"[" + one + ",\n" + other + "]", one + "\n" + other + "\n"}) {
    const PaymentChunk all = read(text);
    ASSERT_EQ(all.rows.size(), 2U) << text;
    EXPECT_EQ(all.rows[1].amount, Money::from_fen(150'050));
    EXPECT_EQ(all.rows[1].voucher, "{,\"}");
  }
  const PaymentChunk broken = read(one + "\n{\"date\":1,}\n" + other);
  EXPECT_EQ(broken.rows.size(), 2U);
  EXPECT_EQ(broken.unreadable.size(), 1U);
}

TEST(PaymentLayoutTest, KeepsRejectsInTheColumnsTheyCanBeImportedAgainFrom) {
  const PaymentChunk all =
      read("付款日期,项目代码,金额（万元）,凭证号\n2026-13-02," + kCode + ",1.5,PZ-1\n");
  ASSERT_EQ(all.unreadable.size(), 1U);
  EXPECT_EQ(all.unreadable.front().text, "2026-13-02," + kCode + ",1.5万元,,PZ-1,");
  const std::string mended = std::string(kRejectHeader) +
                             ",reject_batch,reject_row,reject_reason\n2026-12-02," + kCode +
                             ",1.5万元,,PZ-1,,7,1,日期\n";
  const PaymentChunk again = read(mended);
  ASSERT_EQ(again.rows.size(), 1U);
  EXPECT_EQ(again.rows.front().amount, Money::from_fen(1'500'000));
}

TEST(PaymentLayoutTest, NeverTakesATotalForAPayment) {
  const PaymentChunk all = read("月份,项目编码,本月支出（元）\n3月,x,5\n", in_2026());
  ASSERT_EQ(all.unreadable.size(), 1U);
  const PaymentChunk again =
      read(std::string(kRejectHeader) + "\n" + all.unreadable.front().text + "\n");
  EXPECT_THAT(again.rows, IsEmpty());
  EXPECT_THAT(again.unreadable.front().reason, HasSubstr("不是一笔支付"));
}

}  // namespace
}  // namespace budget
