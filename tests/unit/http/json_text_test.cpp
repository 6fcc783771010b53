#include "http/json_text.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/json/serialize.hpp>

namespace budget {
namespace {

std::string refusal(const std::string& text) {
  const auto value = parse_json(text);
  return value ? "" : value.error().message;
}

TEST(JsonTextTest, ReadsNestedValues) {
  const auto value = parse_json(R"( {"a":[1,"二",null,true],"b":{"c":9007199254740993}} )");
  ASSERT_TRUE(value);
  EXPECT_EQ(boost::json::serialize(*value),
            R"({"a":[1,"二",null,true],"b":{"c":9007199254740993}})");
}

TEST(JsonTextTest, RefusesADuplicateKeyAndNamesIt) {
  EXPECT_THAT(refusal(R"({"act":"submit","act":"approve"})"),
              testing::HasSubstr("\"act\" is there twice"));
  EXPECT_THAT(refusal(R"({"a":{"b":1,"c":2,"b":3}})"), testing::HasSubstr("\"b\" is there twice"));
  EXPECT_THAT(refusal(R"({"a":1,"\u0061":2})"), testing::HasSubstr("\"a\" is there twice"));
}

TEST(JsonTextTest, TakesTheSameKeyInDifferentObjects) {
  EXPECT_TRUE(parse_json(R"([{"a":{"a":1}},{"a":2}])"));
}

TEST(JsonTextTest, RefusesInvalidUtf8) {
  EXPECT_NE(refusal("{\"a\":\"\xCB\xE3\"}"), "");
}

TEST(JsonTextTest, RefusesDeepNesting) {
  EXPECT_TRUE(parse_json(std::string(16, '[') + std::string(16, ']')));
  EXPECT_NE(refusal(std::string(17, '[') + std::string(17, ']')), "");
  EXPECT_NE(refusal(std::string(1'000'000, '[')), "");
}

TEST(JsonTextTest, RefusesWhatIsCutOffOrFollowedByMore) {
  EXPECT_NE(refusal(""), "");
  EXPECT_NE(refusal("{\"a\":1"), "");
  EXPECT_NE(refusal("{} {}"), "");
  EXPECT_NE(refusal("{\"a\":01}"), "");
  EXPECT_NE(refusal("{'a':1}"), "");
  EXPECT_NE(refusal("{\"a\":1,}"), "");
}

TEST(JsonTextTest, TellsThePlace) {
  EXPECT_THAT(refusal("{\n  \"a\": x}"), testing::HasSubstr("line 2, byte 8"));
}

}  // namespace
}  // namespace budget
