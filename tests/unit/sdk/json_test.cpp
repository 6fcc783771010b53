#include <budget/json.h>

#include <gtest/gtest.h>

#include <limits>

namespace budget {
namespace {

constexpr std::int64_t kMostInteger = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kLeastInteger = std::numeric_limits<std::int64_t>::min();

Json read(std::string_view text) {
  Result<Json> json = Json::parse(text);
  EXPECT_TRUE(json) << text << ": " << (json ? "" : json.error().message);
  return json ? *json : Json();
}

std::string refusal(std::string_view text) {
  const Result<Json> json = Json::parse(text);
  return json ? "" : json.error().message;
}

TEST(JsonTest, ReadsEveryKindOfValue) {
  EXPECT_TRUE(read("null").is_null());
  EXPECT_TRUE(read(" true ").boolean());
  EXPECT_FALSE(read("false").boolean(true));
  EXPECT_EQ(read("-12").integer(), -12);
  EXPECT_EQ(read("\"预算\"").text(), "预算");
  EXPECT_EQ(read("[1,[],{}]").items().size(), 3U);
  EXPECT_EQ(read(R"({"a":{"b":7}})")["a"]["b"].integer(), 7);
}

TEST(JsonTest, PrintsWhatItReadInTheSameOrder) {
  for (const char* text :
       {"null", "true", "[]", "{}", R"({"b":1,"a":[false,null,"x"],"":{}})", "-9223372036854775808",
        R"(["\"\\\n\r\t\u0000\u001f","€😀"])", "0.50", "1e400", "-0.0"}) {
    EXPECT_EQ(read(text).to_text(), text);
  }
}

TEST(JsonTest, PrintsEqualValuesAsEqualBytes) {
  const Json compact = read(R"({"名":"\u9884\u7b97","n":[1,2.50]})");
  const Json spaced = read("\r\n{ \"名\" :\t\"预算\" , \"n\" : [ 1 , 2.50 ] }\n");
  EXPECT_EQ(compact, spaced);
  EXPECT_EQ(compact.to_text(), spaced.to_text());
}

TEST(JsonTest, KeepsIntegersToTheEdgesOfInt64) {
  EXPECT_EQ(read("9223372036854775807").integer(), kMostInteger);
  EXPECT_EQ(read("-9223372036854775808").integer(), kLeastInteger);
  EXPECT_EQ(read("-0").integer(7), 0);
}

TEST(JsonTest, KeepsNumbersThatAreNoInt64AsWritten) {
  for (const char* text : {"9223372036854775808", "-9223372036854775809", "0.10", "1E+3", "-1e-0",
                           "123456789012345678901234567890.12"}) {
    const Json number = read(text);
    EXPECT_TRUE(number.is_decimal()) << text;
    EXPECT_EQ(number.text(), text);
    EXPECT_EQ(number.to_text(), text);
  }
}

TEST(JsonTest, TakesUnsignedNumbersBeyondInt64AsDecimals) {
  EXPECT_EQ(Json(std::numeric_limits<std::uint64_t>::max()).to_text(), "18446744073709551615");
  EXPECT_EQ(Json(std::uint64_t{7}).integer(), 7);
}

TEST(JsonTest, RefusesWhatIsNoJson) {
  for (const char* text : {"",
                           " ",
                           "nul",
                           "True",
                           "01",
                           "-",
                           "+1",
                           ".5",
                           "1.",
                           "1e",
                           "1e+",
                           "0x1",
                           "NaN",
                           "'a'",
                           "\"a",
                           "\"\\x\"",
                           "\"\t\"",
                           "\"\\u12",
                           "[1,]",
                           "[1 2]",
                           "[",
                           "{\"a\"",
                           "{\"a\":}",
                           "{a:1}",
                           "{,}",
                           "{\"a\":1,}",
                           "1 1",
                           "[] x",
                           "\xEF\xBB\xBF{}",
                           "/**/1",
                           "{\"a\" 1}",
                           "\"\\u00-1\"",
                           "--1"}) {
    EXPECT_NE(refusal(text), "") << text;
  }
  EXPECT_NE(refusal(std::string_view("1\0", 2)), "");
  EXPECT_NE(refusal(std::string_view("\"\0\"", 3)), "");
}

TEST(JsonTest, SaysAtWhichByteTheFirstMistakeIs) {
  EXPECT_EQ(refusal(R"({"a":1,"b":tru})"),
            "expected a value in the JSON text at byte 12, but it is not there");
  EXPECT_EQ(refusal("[1] 2"), "expected the end in the JSON text at byte 5, but it is not there");
}

TEST(JsonTest, RefusesANameTwice) {
  EXPECT_NE(refusal(R"({"a":1,"b":2,"a":1})").find("every name once"), std::string::npos);
  EXPECT_NE(refusal(R"([{"x":{"a":1,"\u0061":2}}])").find("every name once"), std::string::npos);
  EXPECT_EQ(refusal(R"([{"a":1},{"a":1,"A":2}])"), "");
}

TEST(JsonTest, GoesAsDeepAsTheLimitAndNoDeeper) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  EXPECT_TRUE(Json::parse(nested(32)));
  EXPECT_EQ(Json::parse(nested(33)).error().code, ErrorCode::too_large);
  EXPECT_EQ(Json::parse(std::string(100'000, '[')).error().code, ErrorCode::too_large);
  EXPECT_EQ(Json::parse(R"({"a":{"b":1}})", {.depth = 1}).error().code, ErrorCode::too_large);
}

TEST(JsonTest, StopsAtTheLimitOfBytesAndOfValues) {
  EXPECT_TRUE(Json::parse("[1,2]", {.bytes = 5, .values = 3}));
  EXPECT_EQ(Json::parse("[1,2]", {.bytes = 4}).error().code, ErrorCode::too_large);
  EXPECT_EQ(Json::parse("[1,2]", {.values = 2}).error().code, ErrorCode::too_large);
}

TEST(JsonTest, ReadsEscapesAndSurrogatePairs) {
  EXPECT_EQ(read(R"("\"\\\/\b\f\n\r\t")").text(), "\"\\/\b\f\n\r\t");
  EXPECT_EQ(read(R"("\u0000")").text(), std::string(1, '\0'));
  EXPECT_EQ(read(R"("\u007f\u0080\u07FF\u0800\uffff")").text(), "\x7F\u0080\u07FF\u0800\uFFFF");
  EXPECT_EQ(read(R"("\uD83D\uDE00\uDBFF\uDFFF")").text(), "\U0001F600\U0010FFFF");
}

TEST(JsonTest, RefusesHalvesOfSurrogatePairs) {
  for (const char* text : {R"("\uD83D")", R"("\uDE00")", R"("\uD83Dx")", R"("\uD83D\n")",
                           R"("\uD83D\u0041")", R"("\uD83D\uD83D")", R"("\uD83D\uDE0")"}) {
    EXPECT_NE(refusal(text), "") << text;
  }
}

TEST(JsonTest, RefusesWhatIsNoUtf8) {
  for (const char* bytes :
       {"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF",
        "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xE9\xA2", "\xFF", "\xC2"}) {
    EXPECT_NE(refusal("\"" + std::string(bytes) + "\""), "");
  }
  EXPECT_EQ(refusal("\"\xED\x9F\xBF\xEE\x80\x80\xF4\x8F\xBF\xBF\""), "");
}

TEST(JsonTest, PrintsTheReplacementCharacterForWhatIsNoUtf8) {
  EXPECT_EQ(Json("a\xFF\xE9\xA2z").to_text(), "\"a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz\"");
  EXPECT_TRUE(Json::parse(Json("\xE9\xA2").to_text()));
}

TEST(JsonTest, ReadsWhatIsNotThereAsNothing) {
  const Json json = read(R"({"n":1})");
  EXPECT_TRUE(json["x"]["y"].is_null());
  EXPECT_EQ(json.find("x"), nullptr);
  EXPECT_EQ(json["n"].text(), "");
  EXPECT_EQ(json["n"].items().size(), 0U);
  EXPECT_EQ(json.integer(9), 9);
  EXPECT_TRUE(json.boolean(true));
}

TEST(JsonTest, SetsReplacesAndPushes) {
  Json json;
  json.set("a", 1).set("b", "x").set("a", true);
  json.set("list", Json().push(1).push(Json()));
  EXPECT_EQ(json.to_text(), R"({"a":true,"b":"x","list":[1,null]})");
}

}  // namespace
}  // namespace budget
