#include "config/payment_file.h"

#include <gmock/gmock.h>

#include <sstream>

#include "config/payment_cells.h"
#include "config/payment_csv.h"
#include "support/temporary_folder.h"
#include "unit/config/broken.h"

namespace budget {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string kHeader = "date,project_code,amount_yuan,fund,voucher,memo\n";
const std::string kRow = "2026-01-05,13060526P00002810078Y,1500.00,fiscal,PZ-1,一月\n";

/// Everything a text gives, in one piece.
PaymentChunk all_of(const std::string& text) {
  PaymentChunk all;
  std::istringstream input(text);
  const auto count = read_payments(input, 3, [&](PaymentChunk chunk) -> Result<void> {
    EXPECT_LE(chunk.rows.size() + chunk.unreadable.size(), 3U);
    all.rows.insert(all.rows.end(), chunk.rows.begin(), chunk.rows.end());
    all.row_numbers.insert(all.row_numbers.end(), chunk.row_numbers.begin(),
                           chunk.row_numbers.end());
    all.unreadable.insert(all.unreadable.end(), chunk.unreadable.begin(), chunk.unreadable.end());
    return {};
  });
  EXPECT_TRUE(count) << (count ? "" : count.error().message);
  return all;
}

std::string file_error(const std::string& text) {
  std::istringstream input(text);
  const auto count =
      read_payments(input, 10, [](const PaymentChunk&) -> Result<void> { return {}; });
  return count ? "" : count.error().message;
}

/// The reason why this one row is refused.
std::string reason_of(const std::string& row) {
  const PaymentChunk all = all_of(kHeader + row + "\n");
  return all.unreadable.size() == 1 && all.rows.empty() ? all.unreadable.front().reason
                                                        : "not refused";
}

TEST(PaymentFileTest, ReadsARow) {
  const PaymentChunk all = all_of(kHeader + kRow);
  ASSERT_EQ(all.rows.size(), 1U);
  EXPECT_EQ(
      all.rows.front(),
      (Payment{Date::of(2026, 1, 5).value(), ProjectCode::parse("13060526P00002810078Y").value(),
               Money::from_fen(150'000), FundKind::fiscal, "PZ-1", "一月"}));
  EXPECT_THAT(all.row_numbers, ElementsAre(1));
}

TEST(PaymentFileTest, ReadsEveryLineEndAndAByteOrderMark) {
  const std::string two = kHeader + kRow + kRow;
  for (const std::string end : {"\n", "\r\n", "\r"}) {
    std::string text;
    for (const char c : two)
      text += c == '\n' ? end : std::string(1, c);
    EXPECT_EQ(all_of(text).rows.size(), 2U);
    EXPECT_EQ(all_of("\xEF\xBB\xBF" + text).rows.size(), 2U);
    text.resize(text.size() - end.size());
    EXPECT_EQ(all_of(text).rows.size(), 2U) << "without an end of the last line";
  }
}

TEST(PaymentFileTest, TakesTheColumnsInAnyOrder) {
  const PaymentChunk all = all_of(
      "memo,voucher,fund,amount_yuan,project_code,date\nm,v,other,-0.01,13060526P00002810078Y,2026-"
      "12-31\n");
  ASSERT_EQ(all.rows.size(), 1U);
  EXPECT_EQ(all.rows.front().amount, Money::from_fen(-1));
  EXPECT_EQ(all.rows.front().fund, FundKind::other);
  EXPECT_EQ(all.rows.front().voucher, "v");
}

TEST(PaymentFileTest, WantsItsHeader) {
  EXPECT_THAT(file_error(""), HasSubstr("the file is empty"));
  EXPECT_THAT(file_error("\xEF\xBB\xBF"), HasSubstr("the file is empty"));
  EXPECT_THAT(file_error(kRow), HasSubstr("these columns are missing: date, project_code, amount"));
  EXPECT_THAT(file_error("date,amount_yuan,fund,voucher\n"),
              HasSubstr("these columns are missing: project_code"));
  EXPECT_THAT(file_error("date,project_code,amount_yuan,fund,voucher,memo,memo\n"),
              HasSubstr("the column memo is there twice"));
  EXPECT_THAT(file_error(std::string("\xFF\xFE"
                                     "d\0a\0",
                                     6)),
              HasSubstr("UTF-16"));
}

TEST(PaymentFileTest, TakesAFileWithoutFundVoucherAndMemo) {
  const PaymentChunk all =
      all_of("date,project_code,amount_yuan\n2026-01-05,13060526P00002810078Y,1\n");
  ASSERT_EQ(all.rows.size(), 1U);
  EXPECT_EQ(all.rows.front().fund, FundKind::fiscal);
}

TEST(PaymentFileTest, ReadsQuotedFields) {
  const PaymentChunk all =
      all_of(kHeader +
             "2026-01-05,13060526P00002810078Y,\"1500.00\",fiscal,,\"一,\"\"二\"\"\n三\"\n" + kRow);
  ASSERT_EQ(all.rows.size(), 2U);
  EXPECT_EQ(all.rows.front().memo, "一,\"二\"\n三");
  EXPECT_EQ(all.rows.front().voucher, "");
  EXPECT_THAT(all.row_numbers, ElementsAre(1, 2));
}

TEST(PaymentFileTest, SaysInChineseWhyARowIsRefused) {
  EXPECT_EQ(reason_of("2026-02-29,13060526P00002810078Y,1,fiscal,,"),
            "日期“2026-02-29”无法识别，应写作2026-03-31");
  EXPECT_EQ(reason_of("2026-01-05,13060526P0000281007,1,fiscal,,"),
            "项目编码“13060526P0000281007”无法识别，应为21位数字和大写字母");
  EXPECT_EQ(reason_of("2026-01-05,13060526P00002810078Y,\"1,50.00\",fiscal,,"),
            "金额“1,50.00”无法识别，应为以元为单位的数，千分位每三位一个逗号");
  EXPECT_EQ(reason_of("2026-01-05,13060526P00002810078Y,1.005,fiscal,,"),
            "金额“1.005”无法识别，应以元为单位，至多两位小数");
  EXPECT_EQ(reason_of("2026-01-05,13060526P00002810078Y,10000000000000.01,fiscal,,"),
            "金额超过10万亿元");
  EXPECT_EQ(reason_of("2026-01-05,13060526P00002810078Y,1,财政,,"),
            "资金性质“财政”无法识别，应为fiscal、other，或财政拨款、一般公共预算、政府性基金、"
            "财政专户、单位资金等");
  EXPECT_EQ(reason_of("2026-01-05,13060526P00002810078Y,1,fiscal,"), "应有6个字段，实有5个");
  EXPECT_EQ(reason_of("a,b,c,d,e,f,g"), "应有6个字段，实有7个");
  EXPECT_EQ(reason_of("2026-01-05,13060526P00002810078Y,1,fiscal,项目经费,\xD2\xBB\xD4\xC2"),
            "不是UTF-8文字，或含有控制字符；请另存为UTF-8格式的CSV");
  EXPECT_EQ(reason_of(std::string("2026-01-05,13060526P00002810078Y,1,fiscal,,a\0b", 47)),
            "不是UTF-8文字，或含有控制字符；请另存为UTF-8格式的CSV");
  EXPECT_EQ(reason_of("2026-01-05,13060526P00002810078Y,1,fiscal,,a\"b"), "引号的位置不对");
  EXPECT_EQ(reason_of("2026-01-05,13060526P00002810078Y,1,fiscal,,\"a"), "引号没有结束");
  EXPECT_EQ(reason_of("2026-01-05,13060526P00002810078Y,1,fiscal,," + std::string(1'001, 'x')),
            "字段过长，至多1000字节");
}

TEST(PaymentFileTest, TellsAllThatIsWrongWithARow) {
  const std::string reason = reason_of("x,y,z,w,,");
  for (const char* what : {"日期“x”", "；项目编码“y”", "；金额“z”", "；资金性质“w”"})
    EXPECT_THAT(reason, HasSubstr(what));
}

TEST(PaymentFileTest, TakesALargestFieldAndALargestAmount) {
  EXPECT_EQ(all_of(kHeader + "2026-01-05,13060526P00002810078Y,-10000000000000.00,fiscal,," +
                   std::string(1'000, 'x') + "\n")
                .rows.size(),
            1U);
}

TEST(PaymentFileTest, LosesOnlyTheRowWithAnOpenQuotationMark) {
  const PaymentChunk all = all_of(kHeader + "2026-01-05,x,1,fiscal,,\"open\n" + kRow + kRow +
                                  "2026-01-05,y,1,fiscal,,\"quoted\"\n" + kRow);
  EXPECT_EQ(all.rows.size(), 3U);
  EXPECT_THAT(all.row_numbers, ElementsAre(2, 3, 5));
  ASSERT_EQ(all.unreadable.size(), 2U);
  EXPECT_EQ(all.unreadable[0].row, 1);
  EXPECT_EQ(all.unreadable[0].reason, "引号的位置不对");
  EXPECT_EQ(all.unreadable[0].text, "2026-01-05,x,1,fiscal,,\"open");
  EXPECT_EQ(all.unreadable[1].row, 4);
}

TEST(PaymentFileTest, LosesOnlyTheLineThatIsTooLong) {
  const PaymentChunk all = all_of(kHeader + kRow + std::string(200'000, 'x') + "\n" + kRow);
  EXPECT_THAT(all.row_numbers, ElementsAre(1, 3));
  ASSERT_EQ(all.unreadable.size(), 1U);
  EXPECT_EQ(all.unreadable[0].reason, "该行过长");
  EXPECT_EQ(all.unreadable[0].text.size(), 500U);
}

TEST(PaymentFileTest, GivesUpAnOpenQuotationMarkAfterTheLongestRecord) {
  std::string text = kHeader + "\"open\n";
  for (int i = 0; i < 3'000; ++i)
    text += kRow;
  const PaymentChunk all = all_of(text);
  EXPECT_EQ(all.rows.size(), 3'000U);
  ASSERT_EQ(all.unreadable.size(), 1U);
  EXPECT_EQ(all.unreadable[0].row, 1);
}

TEST(PaymentFileTest, KeepsRefusedTextReadable) {
  const PaymentChunk all = all_of(kHeader + "\xFF" + std::string(498, 'x') + "项目\n");
  ASSERT_EQ(all.unreadable.size(), 1U);
  EXPECT_TRUE(is_readable_line(all.unreadable[0].text));
  EXPECT_LE(all.unreadable[0].text.size(), 500U);
  EXPECT_TRUE(all.unreadable[0].text.starts_with("�xxx"));
}

TEST(PaymentFileTest, CountsNoBlankLines) {
  const PaymentChunk all = all_of("\n" + kHeader + "\n  \n" + kRow + "\r\n\n" + kRow + "\n\n");
  EXPECT_THAT(all.row_numbers, ElementsAre(1, 2));
  EXPECT_THAT(all.unreadable, IsEmpty());
}

TEST(PaymentFileTest, HandsOnFullChunksAndTheRest) {
  std::istringstream input(kHeader + kRow + "bad\n" + kRow + kRow + kRow);
  std::vector<std::size_t> sizes;
  const auto count = read_payments(input, 2, [&](const PaymentChunk& chunk) -> Result<void> {
    sizes.push_back(chunk.rows.size() + chunk.unreadable.size());
    return {};
  });
  EXPECT_EQ(count.value(), (PaymentCount{4, 1}));
  EXPECT_THAT(sizes, ElementsAre(2, 2, 1));
}

TEST(PaymentFileTest, StopsWhenTheSinkRefuses) {
  std::istringstream input(kHeader + kRow + kRow + kRow);
  int calls = 0;
  const auto count = read_payments(input, 1, [&](const PaymentChunk&) -> Result<void> {
    ++calls;
    return Error{ErrorCode::unavailable, "full"};
  });
  EXPECT_EQ(count.error().message, "full");
  EXPECT_EQ(calls, 1);
}

TEST(PaymentFileTest, ReadsAFileOrSaysWhyNot) {
  const test::TemporaryFolder folder;
  test::write_file(folder.path() / "p.csv", kHeader + kRow);
  const PaymentSink sink = [](const PaymentChunk&) -> Result<void> { return {}; };
  EXPECT_EQ(read_payments(folder.path() / "p.csv", 10, sink).value(), (PaymentCount{1, 0}));
  EXPECT_EQ(read_payments(folder.path() / "q.csv", 10, sink).error().code, ErrorCode::not_found);
  EXPECT_EQ(read_payments(folder.path(), 10, sink).error().code, ErrorCode::invalid_input);
}

std::vector<std::string> fields_of(const std::string& text, char delimiter) {
  std::istringstream input(text);
  CsvReader reader(input, delimiter);
  const CsvRecord* record = reader.next();
  return record == nullptr ? std::vector<std::string>() : record->fields;
}

TEST(CsvReaderTest, SplitsALineWithoutQuotationMarksAsOneWithThem) {
  for (const char delimiter : {',', ';', '\t'}) {
    for (const std::string line :
         {"a,b", " a , b c\t,", ",,x", ",", "\ta;b ", "a\tb\t\tc ", "一,二 ;三", "a b"}) {
      std::vector<std::string> quoted = fields_of(line + delimiter + "\"\"\r\n", delimiter);
      ASSERT_FALSE(quoted.empty()) << line;
      quoted.pop_back();
      EXPECT_EQ(fields_of(line + "\r\n", delimiter), quoted) << line;
      EXPECT_EQ(fields_of(line, delimiter), quoted) << line;
    }
  }
}

TEST(PaymentCellsTest, APlainAmountIsWorthWhatItIsWithItsUnit) {
  for (const std::string cell :
       {"0", "0.5", "1500.00", "007.10", "1.", ".5", "1.234", "1.230", "9999999999999.99",
        "10000000000000", "10000000000000.01", "12345678901234", "1 2", "-1.00", "1,000.00"}) {
    const AmountCell plain = amount_in(cell, MoneyUnit::yuan);
    const AmountCell told = amount_in(cell + "元", std::nullopt);
    EXPECT_EQ(plain.value, told.value) << cell;
    EXPECT_EQ(plain.problem.empty(), told.problem.empty()) << cell;
  }
}

TEST(CsvReaderTest, FindsTheSameRecordsWhereverTheBufferEnds) {
  // Lines around the buffer's end, with a CRLF split over it.
  for (const std::size_t size : {65'533U, 65'534U, 65'535U, 65'536U}) {
    std::istringstream input(std::string(size - 1, ' ') + "a\r\nb\r\n");
    CsvReader reader(input);
    std::vector<std::string> records;
    for (const CsvRecord* record = reader.next(); record != nullptr; record = reader.next()) {
      records.push_back(record->problem.empty() ? record->fields.front() : record->problem);
    }
    ASSERT_EQ(records.size(), 2U) << size;
    EXPECT_EQ(records.back(), "b") << size;
  }
}

}  // namespace
}  // namespace budget
