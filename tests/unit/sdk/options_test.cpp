#include <budget/options.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace budget {
namespace {

using testing::HasSubstr;

Json json(std::string_view text) {
  return Json::parse(text).value();
}

Option option(OptionType type) {
  return {.key = "o", .type = type, .help = "一句话。"};
}

/// What the plugin sees of one value, "finding: …" when it is refused.
std::string seen(const Option& option, std::string_view value) {
  std::vector<Finding> findings;
  const Json config = checked_options({option}, Json::object().set("o", json(value)), findings);
  if (findings.empty()) return config["o"].to_text();
  return findings.front().message + " | " + findings.front().quote;
}

TEST(OptionsTest, GivesEveryTypeAsThePluginSeesIt) {
  EXPECT_EQ(seen(option(OptionType::text), R"("甲")"), R"("甲")");
  EXPECT_EQ(seen(option(OptionType::integer), "-3"), "-3");
  EXPECT_EQ(seen(option(OptionType::boolean), "true"), "true");
  EXPECT_EQ(seen(option(OptionType::text_list), R"(["a","b"])"), R"(["a","b"])");
  EXPECT_EQ(seen(option(OptionType::share), R"("12.5%")"), "1250");
  EXPECT_EQ(seen(option(OptionType::money), R"("120.50")"), "120500000");
  EXPECT_EQ(seen(option(OptionType::secret), R"("${secret:o}")"), R"("${secret:o}")");
  EXPECT_EQ(seen(option(OptionType::file), R"("内容")"), R"("内容")");
  EXPECT_EQ(seen(option(OptionType::folder), R"({"a.lua":"x"})"), R"({"a.lua":"x"})");
}

TEST(OptionsTest, RefusesWhatIsOfAnotherType) {
  EXPECT_EQ(seen(option(OptionType::text), "1"), "expected o to be a text | 1");
  EXPECT_EQ(seen(option(OptionType::integer), "\"1\""), "expected o to be a whole number | \"1\"");
  EXPECT_EQ(seen(option(OptionType::integer), "1.5"), "expected o to be a whole number | 1.5");
  EXPECT_EQ(seen(option(OptionType::boolean), "1"), "expected o to be true or false | 1");
  EXPECT_EQ(seen(option(OptionType::text_list), "\"a\""),
            "expected o to be a list of texts | \"a\"");
  EXPECT_EQ(seen(option(OptionType::text_list), "[\"a\",2]"),
            "expected o to be a list of texts | 2");
  EXPECT_EQ(seen(option(OptionType::folder), "\"x\""), "expected o to be a folder | \"x\"");
  EXPECT_EQ(seen(option(OptionType::file), "[]"), "expected o to be a text | []");
  for (const char* value : {"\"12.5\"", "12", "12.5", "\"a%\"", "\"%\"", "\"1.234%\""})
    EXPECT_THAT(seen(option(OptionType::share), value), HasSubstr("a share such as")) << value;
  for (const char* value : {"120", "120.5", "\"1,000\"", "\"\"", "\"1.1234567\""})
    EXPECT_THAT(seen(option(OptionType::money), value), HasSubstr("an amount of 万元")) << value;
}

TEST(OptionsTest, NeverQuotesWhatStandsWhereASecretBelongs) {
  EXPECT_EQ(seen(option(OptionType::secret), "12345678"), "expected o to be a text | ");
}

TEST(OptionsTest, QuotesNoMoreThanALine) {
  const std::string list = "[\"" + std::string(100'000, 'x') + "\"]";
  EXPECT_LT(seen(option(OptionType::file), list).size(), 200U);
}

TEST(OptionsTest, IncludesBothBounds) {
  Option bounded = option(OptionType::integer);
  bounded.low = 1;
  bounded.high = 5;
  EXPECT_EQ(seen(bounded, "1"), "1");
  EXPECT_EQ(seen(bounded, "5"), "5");
  EXPECT_EQ(seen(bounded, "0"), "expected o to be between 1 and 5 | 0");
  EXPECT_EQ(seen(bounded, "6"), "expected o to be between 1 and 5 | 6");
  Option share = option(OptionType::share);
  share.low = 0;
  EXPECT_EQ(seen(share, "\"-0.01%\""), "expected o to be between 0 and … | -1");
}

TEST(OptionsTest, TakesOnlyTheWordsOfOneOf) {
  Option words = option(OptionType::text);
  words.one_of = {"red", "green"};
  EXPECT_EQ(seen(words, "\"green\""), "\"green\"");
  EXPECT_EQ(seen(words, "\"blue\""), "expected o to be one of red green | \"blue\"");
}

TEST(OptionsTest, FillsDefaultsInTheSchemasOrder) {
  Option first = option(OptionType::share);
  first.key = "first";
  first.fallback = "10%";
  Option second = option(OptionType::integer);
  second.key = "second";
  std::vector<Finding> findings;
  const Json config = checked_options({first, second}, json(R"({"second":2})"), findings);
  EXPECT_EQ(config.to_text(), R"({"first":1000,"second":2})");
  EXPECT_TRUE(findings.empty());
}

TEST(OptionsTest, FindsEveryMissingUnknownAndWrongKeyAtOnce) {
  Option missing = option(OptionType::text);
  missing.key = "missing";
  std::vector<Finding> findings;
  (void)checked_options({missing, option(OptionType::integer)}, json(R"({"o":"x","other":1})"),
                        findings);
  ASSERT_EQ(findings.size(), 3U);
  EXPECT_EQ(findings[0].rule.text() + " " + findings[0].place.field, "options.missing missing");
  EXPECT_EQ(findings[1].rule.text() + " " + findings[1].place.field, "options.value o");
  EXPECT_EQ(findings[2].rule.text() + " " + findings[2].place.field, "options.unknown other");
}

TEST(OptionsTest, ReadsBackTheSchemaItPrints) {
  std::vector<Option> options;
  for (const OptionType type : {OptionType::text, OptionType::integer, OptionType::boolean,
                                OptionType::text_list, OptionType::share, OptionType::money,
                                OptionType::secret, OptionType::file, OptionType::folder}) {
    options.push_back(option(type));
    options.back().key = name_of(type);
  }
  options[0].one_of = {"a", "b"};
  options[0].fallback = "a";
  options[1].unit = "秒";
  options[1].low = -1;
  options[1].high = 9;
  options[2].fallback = false;
  options[4].fallback = "12.5%";
  options[6].fallback = "";
  options[8].fallback = Json::object();
  const Result<std::vector<Option>> back = options_from_json(options_to_json(options));
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_EQ(*back, options);
}

TEST(OptionsTest, RefusesASchemaThatIsNotWellFormed) {
  const std::vector<std::pair<const char*, const char*>> cases{
      {R"({})", "it is no array"},
      {R"([1])", "entry 1 has no key"},
      {R"([{"key":"","type":"text"}])", "entry 1 has no key"},
      {R"([{"key":"Two Words","type":"text","help":"h"}])", "which is no name"},
      {R"([{"key":"a","type":"float","help":"h"}])", "has the unknown type 'float'"},
      {R"([{"key":"a","help":"h"}])", "has the unknown type ''"},
      {R"([{"key":"a","type":"text"}])", "has no help"},
      {R"([{"key":"a","type":"text","help":"h"},{"key":"a","type":"text","help":"h"}])",
       "entry 2 has the key a of another"},
      {R"([{"key":"a","type":"integer","help":"h","low":3,"high":2}])", "its low above its high"},
      {R"([{"key":"a","type":"integer","help":"h","low":"3"}])", "a low that is no whole number"},
      {R"([{"key":"a","type":"text","help":"h","high":3}])", "nothing to count"},
      {R"([{"key":"a","type":"integer","help":"h","one_of":["1"]}])", "is no text"},
      {R"([{"key":"a","type":"text","help":"h","one_of":[1]}])", "no list of texts"},
      {R"([{"key":"a","type":"share","help":"h","default":1250}])", "a default it does not allow"},
      {R"([{"key":"a","type":"integer","help":"h","high":2,"default":3}])",
       "expected a to be between … and 2"},
      {R"([{"key":"a","type":"secret","help":"h","default":"env:X"}])", "but is a secret"},
  };
  for (const auto& [text, why] : cases) {
    const Result<std::vector<Option>> options = options_from_json(json(text));
    EXPECT_THAT(options ? "" : options.error().message, HasSubstr(why)) << text;
  }
}

}  // namespace
}  // namespace budget
