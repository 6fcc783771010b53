#include "http/query_parameters.h"

#include <array>

#include <gtest/gtest.h>

namespace budget {
namespace {

Result<QueryParameters> parse(std::string_view query) {
  static constexpr std::array<std::string_view, 4> kKnown{"year", "open", "limit", "after"};
  return QueryParameters::parse(query, kKnown);
}

TEST(QueryParametersTest, ReadsWhatIsThere) {
  const auto query = parse("year=2026&open=true&limit=1000&after=7");
  ASSERT_TRUE(query);
  EXPECT_EQ(query->year().value()->value(), 2026);
  EXPECT_TRUE(query->flag("open").value());
  EXPECT_EQ(query->page()->limit, 1000);
  EXPECT_EQ(query->page()->after, 7);
}

TEST(QueryParametersTest, AnEmptyValueIsNotThere) {
  const auto query = parse("year=&open");
  ASSERT_TRUE(query);
  EXPECT_FALSE(query->year().value().has_value());
  EXPECT_FALSE(query->flag("open").value());
  EXPECT_EQ(query->page()->limit, 100);
}

TEST(QueryParametersTest, RefusesUnknownRepeatedAndBrokenOnes) {
  EXPECT_FALSE(parse("colour=red"));
  EXPECT_FALSE(parse("year=2026&year=2027"));
  EXPECT_FALSE(parse("year=%zz"));
  EXPECT_FALSE(parse("year=%CB%E3"));
}

TEST(QueryParametersTest, RefusesValuesOutOfRange) {
  for (const char* query : {"limit=0", "limit=1001", "limit=-1", "limit=1e2",
                            "limit=99999999999999999999", "after=-1"}) {
    EXPECT_FALSE(parse(query)->page()) << query;
  }
  EXPECT_FALSE(parse("year=1999")->year());
  EXPECT_FALSE(parse("open=1")->flag("open"));
}

}  // namespace
}  // namespace budget
