#include <gtest/gtest.h>

#include "store/codec/json_text.h"

namespace budget {
namespace {

std::string quoted(std::string_view value) {
  JsonText text;
  text.string(value);
  return text.take();
}

bool is_utf8(std::string_view value) {
  JsonText text;
  text.string(value);
  return text.is_utf8();
}

TEST(JsonTextTest, WritesUtf8AsItIs) {
  EXPECT_EQ(quoted("预算 a"), "\"预算 a\"");
}

TEST(JsonTextTest, EscapesOnlyWhatJsonDemands) {
  EXPECT_EQ(quoted("a\"b\\c/d\b\f\n\r\t\x01\x1f\x7f"),
            "\"a\\\"b\\\\c/d\\b\\f\\n\\r\\t\\u0001\\u001f\x7f\"");
}

TEST(JsonTextTest, KeepsAByteThatIsZero) {
  EXPECT_EQ(quoted(std::string_view("a\0b", 3)), "\"a\\u0000b\"");
}

TEST(JsonTextTest, WritesTheSmallestAndTheLargestNumber) {
  JsonText text;
  text.integer(std::numeric_limits<std::int64_t>::min());
  text.raw(' ');
  text.integer(std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(text.text(), "-9223372036854775808 9223372036854775807");
}

TEST(JsonTextTest, KnowsTheEdgesOfUtf8) {
  for (const char* good :
       {"\x7f", "\xc2\x80", "\xdf\xbf", "\xe0\xa0\x80", "\xed\x9f\xbf", "\xee\x80\x80",
        "\xef\xbf\xbf", "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf"}) {
    EXPECT_TRUE(is_utf8(good)) << good;
  }
  for (const char* bad :
       {"\x80", "\xc0\x80", "\xc1\xbf", "\xe0\x9f\xbf", "\xed\xa0\x80", "\xf0\x8f\xbf\xbf",
        "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xe9\xa2", "\xff", "a\xe9", "\xe9\xa2\x41"}) {
    EXPECT_FALSE(is_utf8(bad)) << bad;
  }
}

}  // namespace
}  // namespace budget
