#include <budget/text.h>

#include <gtest/gtest.h>

namespace budget {
namespace {

TEST(TextTest, LeavesShortTextsAlone) {
  EXPECT_EQ(shortened("", 0), "");
  EXPECT_EQ(shortened("预算", 6), "预算");
}

TEST(TextTest, NeverCutsACharacter) {
  EXPECT_EQ(shortened("预算", 5), "预…");
  EXPECT_EQ(shortened("预算", 4), "预…");
  EXPECT_EQ(shortened("预算", 3), "预…");
  EXPECT_EQ(shortened("预算", 2), "…");
  EXPECT_EQ(shortened("a😀b", 4), "a…");
}

TEST(TextTest, TakesWhatUnicodeAllows) {
  EXPECT_TRUE(is_utf8(""));
  EXPECT_TRUE(is_utf8("abc 预算 \xF0\x9F\x8F\xA6"));
  EXPECT_TRUE(is_utf8("\xF4\x8F\xBF\xBF"));
}

TEST(TextTest, RefusesWhatUnicodeForbids) {
  EXPECT_FALSE(is_utf8("\xD4\xA4\xCB\xE3"));  // 预算 in GB18030
  EXPECT_FALSE(is_utf8("\xC0\x80"));          // overlong
  EXPECT_FALSE(is_utf8("\xE0\x9F\xBF"));      // overlong
  EXPECT_FALSE(is_utf8("\xED\xA0\x80"));      // surrogate
  EXPECT_FALSE(is_utf8("\xF4\x90\x80\x80"));  // beyond U+10FFFF
  EXPECT_FALSE(is_utf8("\xE9\xA2"));          // cut off
  EXPECT_FALSE(is_utf8("\x80"));
}

TEST(TextTest, NoControlCharacterIsReadable) {
  EXPECT_TRUE(is_readable("预算 a~"));
  for (const char* text : {"a\nb", "\t", "\x1b[31m", "\x7f", "\xff"})
    EXPECT_FALSE(is_readable(text)) << text;
}

TEST(TextTest, MakesAnythingReadable) {
  EXPECT_EQ(readable("预\xE7\xAE算\r\n\x1b[0m", 100), "预\uFFFD\uFFFD算   [0m");
  EXPECT_TRUE(is_readable(readable("\xff\xfe\x01 a\x7f", 100)));
}

TEST(TextTest, ReadableTextIsCutBetweenCharacters) {
  EXPECT_EQ(readable("预算", 6), "预算");
  EXPECT_EQ(readable("预算", 5), "预…");
  EXPECT_EQ(readable(std::string(5000, 'x'), 100).size(), 103U);
}

}  // namespace
}  // namespace budget
