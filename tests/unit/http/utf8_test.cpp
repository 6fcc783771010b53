#include "http/utf8.h"

#include <gtest/gtest.h>

namespace budget {
namespace {

TEST(Utf8Test, TakesWhatUnicodeAllows) {
  EXPECT_TRUE(is_utf8(""));
  EXPECT_TRUE(is_utf8("abc 预算 \xF0\x9F\x8F\xA6"));
  EXPECT_TRUE(is_utf8("\xF4\x8F\xBF\xBF"));
}

TEST(Utf8Test, RefusesWhatItForbids) {
  EXPECT_FALSE(is_utf8("\xD4\xA4\xCB\xE3"));  // 预算 in GB18030
  EXPECT_FALSE(is_utf8("\xC0\x80"));          // overlong
  EXPECT_FALSE(is_utf8("\xE0\x9F\xBF"));      // overlong
  EXPECT_FALSE(is_utf8("\xED\xA0\x80"));      // surrogate
  EXPECT_FALSE(is_utf8("\xF4\x90\x80\x80"));  // beyond U+10FFFF
  EXPECT_FALSE(is_utf8("\xE9\xA2"));          // cut off
  EXPECT_FALSE(is_utf8("\x80"));
}

}  // namespace
}  // namespace budget
