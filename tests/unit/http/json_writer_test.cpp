#include "http/json_writer.h"

#include <limits>

#include <gtest/gtest.h>

namespace budget {
namespace {

TEST(JsonWriterTest, PutsTheCommasBetween) {
  JsonWriter json;
  json.begin_object()
      .field("a", 1)
      .key("b")
      .begin_array()
      .value("x")
      .value(true)
      .begin_object()
      .end_object()
      .end_array();
  json.field("c", "y").end_object();
  EXPECT_EQ(std::move(json).text(), R"({"a":1,"b":["x",true,{}],"c":"y"})");
}

TEST(JsonWriterTest, EscapesWhatJsonMust) {
  JsonWriter json;
  json.value("a\"b\\c\n\r\t\x01 预算");
  EXPECT_EQ(std::move(json).text(), "\"a\\\"b\\\\c\\n\\r\\t\\u0001 预算\"");
}

TEST(JsonWriterTest, WritesAmountsInFenAndExactWan) {
  JsonWriter json;
  json.begin_object().money("sum", Money::from_fen(-10554355)).end_object();
  EXPECT_EQ(std::move(json).text(), R"({"sum_fen":-10554355,"sum_wan":"-10.554355"})");
}

TEST(JsonWriterTest, WritesTheSmallestNumber) {
  JsonWriter json;
  json.value(std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(std::move(json).text(), "-9223372036854775808");
}

TEST(JsonWriterTest, WritesNothingAsNull) {
  JsonWriter json;
  json.begin_object()
      .field("due", std::optional<Date>())
      .field_or_null("act", ActId())
      .field_or_null("n", 0)
      .end_object();
  EXPECT_EQ(std::move(json).text(), R"({"due":null,"act":null,"n":null})");
}

}  // namespace
}  // namespace budget
