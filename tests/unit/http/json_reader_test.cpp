#include "http/json_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/json/parse.hpp>

namespace budget {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class JsonReaderTest : public testing::Test {
 protected:
  ObjectReader& read(const char* text) {
    value_ = boost::json::parse(text);
    return reader_.emplace(value_, "", findings_);
  }
  [[nodiscard]] std::vector<std::string> fields() const {
    std::vector<std::string> names;
    for (const Finding& finding : findings_)
      names.push_back(finding.place.field);
    return names;
  }

 private:
  boost::json::value value_;
  std::vector<Finding> findings_;
  std::optional<ObjectReader> reader_;
};

TEST_F(JsonReaderTest, TellsAllThatIsWrongAtOnce) {
  ObjectReader& reader = read(R"({"year":"2026","extra":1,"name":7})");
  (void)reader.integer("year", 2000, 2099);
  (void)reader.text("name");
  (void)reader.text("region");
  reader.finish();
  EXPECT_THAT(fields(), ElementsAre("year", "name", "region", "extra"));
}

TEST_F(JsonReaderTest, TakesNullForMissing) {
  ObjectReader& reader = read(R"({"reason":null})");
  EXPECT_EQ(reader.optional_text("reason"), "");
  reader.finish();
  EXPECT_THAT(fields(), IsEmpty());
}

TEST_F(JsonReaderTest, FindsAnUnknownFieldEvenWhenOneWasAskedForTwice) {
  ObjectReader& reader = read(R"({"rows":[],"extra":1})");
  (void)reader.array("rows");
  (void)reader.array("rows");
  reader.finish();
  EXPECT_THAT(fields(), ElementsAre("extra"));
}

TEST_F(JsonReaderTest, ReadsAnAmountInAnyOfItsUnits) {
  EXPECT_EQ(read(R"({"budget_yuan":"61600.00"})").money("budget"), Money::from_fen(6160000));
  EXPECT_EQ(read(R"({"budget_wan":"6.16"})").money("budget"), Money::from_fen(6160000));
  EXPECT_EQ(read(R"({"budget_fen":6160000})").money("budget"), Money::from_fen(6160000));
  EXPECT_EQ(read(R"({"budget_fen":6160000,"budget_wan":"6.16"})").money("budget"),
            Money::from_fen(6160000));
  EXPECT_THAT(fields(), IsEmpty());
}

TEST_F(JsonReaderTest, RefusesAnAmountAsAJsonNumber) {
  (void)read(R"({"budget_yuan":61600.5})").money("budget");
  (void)read(R"({"budget_fen":1.5})").money("budget");
  EXPECT_THAT(fields(), ElementsAre("budget_yuan", "budget_fen"));
}

TEST_F(JsonReaderTest, RefusesAmountsThatDisagreeOverflowOrAreMissing) {
  (void)read(R"({"budget_fen":1,"budget_wan":"6.16"})").money("budget");
  (void)read(R"({"budget_yuan":"99999999999999999999"})").money("budget");
  (void)read(R"({"budget_fen":9223372036854775808})").money("budget");
  (void)read("{}").money("budget");
  EXPECT_EQ(fields().size(), 4U);
}

TEST_F(JsonReaderTest, RefusesControlCharactersInText) {
  (void)read(R"({"reason":"a\u0000b"})").text("reason");
  (void)read(R"({"reason":"a\u001bb"})").text("reason");
  EXPECT_EQ(read(R"({"reason":"a\nb"})").text("reason"), "a\nb");
  EXPECT_EQ(fields().size(), 2U);
}

TEST_F(JsonReaderTest, RefusesWhatIsNoObject) {
  ObjectReader& reader = read("[1]");
  (void)reader.text("act");
  reader.finish();
  EXPECT_THAT(fields(), ElementsAre(""));
}

}  // namespace
}  // namespace budget
