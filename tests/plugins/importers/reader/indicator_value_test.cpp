#include <gtest/gtest.h>

#include "reader/goal_sheet/indicator_value.h"
#include "reader/text/characters.h"

namespace budget::reader {
namespace {

struct Case {
  const char* printed;
  const char* comparator;
  const char* number;
  const char* unit_norm;
  const char* oddity = "";  // doubled, default_one, yes_no, ambiguous, deadline
};

void PrintTo(const Case& each, std::ostream* out) {
  *out << each.printed;
}

class IndicatorValueTest : public testing::TestWithParam<Case> {};

TEST_P(IndicatorValueTest, IsReadAsPrinted) {
  const Case& each = GetParam();
  const std::string compact = with_narrow_digits(without_blanks(each.printed));
  ValueOddities oddities;

  const ReadValue value = read_value(each.printed, compact, {}, {}, false, oddities);

  EXPECT_STREQ(name_of(value.comparator), each.comparator);
  EXPECT_EQ(value.number, each.number);
  EXPECT_EQ(value.unit_norm, each.unit_norm);
  const std::string oddity = each.oddity;
  EXPECT_EQ(oddities.doubled, oddity == "doubled");
  EXPECT_EQ(oddities.default_one, oddity == "default_one");
  EXPECT_EQ(oddities.yes_no, oddity == "yes_no");
  EXPECT_EQ(value.ambiguous, oddity == "ambiguous");
  EXPECT_EQ(value.kind == ValueKind::deadline, oddity == "deadline");
}

INSTANTIATE_TEST_SUITE_P(
    Values, IndicatorValueTest,
    testing::Values(
        Case{"≥95%", ">=", "95", "%"}, Case{"≥ 95 %", ">=", "95", "%"},
        Case{"＞＝９５％", ">=", "95", "%"}, Case{">=95%", ">=", "95", "%"},
        Case{"＜1件", "<", "1", "件"}, Case{"=100%", "=", "100", "%"},
        Case{"100%", "=", "100", "%"}, Case{"12000人次", "=", "12000", "人次"},
        Case{"1,200元", "=", "1200", "元"}, Case{"≤0.11 元/月", "<=", "0.11", "元/月"},
        Case{"≤5000元/2套", "<=", "5000", "元/2套"}, Case{"≥80百分率", ">=", "80", "%"},
        Case{"≥90完成比例", ">=", "90", "%"}, Case{"≥100百分之", ">=", "100", "%"},
        Case{"≤8万", "<=", "8", "万元"}, Case{"≤0.2万/次", "<=", "0.2", "万元/次"},
        Case{"≥13000人数", ">=", "13000", "人"}, Case{"-5%", "=", "-5", "%"},
        Case{"不低于90%", ">=", "90", "%"}, Case{"大于等于3次", ">=", "3", "次"},
        Case{"95%以上", ">=", "95", "%"}, Case{"30天以内", "<=", "30", "天"},
        Case{"≥70≥70.00 名", ">=", "", "名", "doubled"}, Case{"≥99≥99%", ">=", "", "%", "doubled"},
        Case{"≤1≤万元", "<=", "", "万元", "doubled"},
        Case{"≤0.60.6万", "<=", "", "万元", "doubled"}, Case{"≥77%77%", ">=", "", "%", "doubled"},
        Case{"31423142人", "=", "31423142", "人", "doubled"},
        Case{"1100%", "=", "1100", "%", "default_one"},
        Case{"≥190%", ">=", "190", "%", "default_one"}, Case{"≥110%", ">=", "110", "%"},
        Case{"是", "qualitative", "", "", "yes_no"}, Case{"否", "qualitative", "", "", "yes_no"},
        Case{"是/否", "qualitative", "", "", "yes_no"}, Case{"有所提高", "qualitative", "", ""},
        Case{"按月", "qualitative", "", ""}, Case{"长期", "qualitative", "", ""},
        Case{"2025年底", "qualitative", "", "", "deadline"},
        Case{"11月底前", "qualitative", "", "", "deadline"},
        Case{"2026年6月30日前", "qualitative", "", "", "deadline"},
        Case{"≤6月底", "<=", "6", "月底", "deadline"}, Case{"≤12 月", "<=", "12", "月", "deadline"},
        Case{"12个月", "=", "12", "个月"}, Case{"3年", "=", "3", "年"},
        Case{"2次/年", "=", "2", "次/年"}, Case{"每月5日前", "qualitative", "", "", "ambiguous"},
        Case{"80%-90%", "qualitative", "", "", "ambiguous"},
        Case{"按基数的60%补贴", "qualitative", "", "", "ambiguous"},
        Case{"按时完成率=98.00%", "=", "98.00", "%", "ambiguous"}, Case{"", "", "", ""}));

TEST(IndicatorValueTest, TakesComparatorAndUnitFromTheirOwnColumns) {
  ValueOddities oddities;
  const ReadValue value = read_value("95", "95", "≥", "%", true, oddities);
  EXPECT_EQ(value.comparator, ReadComparator::at_least);
  EXPECT_TRUE(value.comparator_printed);
  EXPECT_EQ(value.number, "95");
  EXPECT_EQ(value.unit, "%");
}

TEST(IndicatorValueTest, SuspectsAPercentSignReadAsDigits) {
  ValueOddities oddities;
  const ReadValue value = read_value("≥98.09", "≥98.09", "", "", true, oddities);
  EXPECT_TRUE(oddities.misread_percent);
  EXPECT_EQ(value.number, "98.09");
}

}  // namespace
}  // namespace budget::reader
