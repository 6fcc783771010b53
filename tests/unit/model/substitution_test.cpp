#include "model/substitution.h"

#include <gtest/gtest.h>

#include "support/words.h"

namespace budget {
namespace {

using test::day;
const RoleId kHead("head");

class SubstitutionTest : public testing::Test {
 protected:
  Substitution of(const char* person, const char* substitute, const char* first = "2026-07-01",
                  const char* last = "2026-07-31", std::vector<RoleId> roles = {}) {
    return {SubstitutionId(++last_),
            PersonId(person),
            PersonId(substitute),
            day(first),
            day(last),
            std::move(roles),
            ""};
  }
  void add(const Substitution& substitution) { all_[substitution.id] = substitution; }

  /// "a>b" for every way to an actor.
  std::vector<std::string> ways_to(const char* actor, const char* today = "2026-07-15") {
    std::vector<std::string> ways;
    for (const SubstitutionChain& chain : chains_to(all_, PersonId(actor), kHead, day(today))) {
      std::string way;
      for (const PersonId& person : chain)
        way += (way.empty() ? "" : ">") + person.text();
      ways.push_back(way);
    }
    return ways;
  }

  Substitutions all_;
  int last_ = 0;
};

TEST_F(SubstitutionTest, CountsItsFirstAndItsLastDay) {
  add(of("a", "b"));
  EXPECT_TRUE(ways_to("b", "2026-06-30").empty());
  EXPECT_EQ(ways_to("b", "2026-07-01").size(), 1U);
  EXPECT_EQ(ways_to("b", "2026-07-31").size(), 1U);
  EXPECT_TRUE(ways_to("b", "2026-08-01").empty());
}

TEST_F(SubstitutionTest, ReachesOnlyTheRolesItNames) {
  add(of("a", "b", "2026-07-01", "2026-07-31", {RoleId("drafter")}));
  EXPECT_TRUE(ways_to("b").empty());
}

TEST_F(SubstitutionTest, IsFollowedThroughThreePeopleAndNoFurther) {
  add(of("a", "b"));
  add(of("b", "c"));
  add(of("c", "d"));
  add(of("d", "e"));
  EXPECT_EQ(ways_to("d"), (std::vector<std::string>{"c", "b>c", "a>b>c"}));
  EXPECT_EQ(ways_to("e"), (std::vector<std::string>{"d", "c>d", "b>c>d"}));
}

TEST_F(SubstitutionTest, ClosesACircleWhereSomebodyWouldActForThemselves) {
  add(of("a", "b"));
  add(of("b", "c"));
  EXPECT_TRUE(closes_a_circle(all_, of("c", "a")));
  EXPECT_TRUE(closes_a_circle(all_, of("b", "a")));
  EXPECT_FALSE(closes_a_circle(all_, of("c", "d")));
}

TEST_F(SubstitutionTest, LooksForACircleInBoundedTimeHoweverManyStandInForEachOther) {
  constexpr int kLayers = 16;
  for (int layer = 0; layer < kLayers; ++layer) {
    for (const char* from : {"a", "b", "c", "d"}) {
      for (const char* to : {"a", "b", "c", "d"}) {
        add(of((from + std::to_string(layer)).c_str(), (to + std::to_string(layer + 1)).c_str()));
      }
    }
  }
  EXPECT_FALSE(closes_a_circle(all_, of("x", "a0")));
}

TEST_F(SubstitutionTest, ClosesNoCircleBetweenDaysOrRolesApart) {
  add(of("a", "b", "2026-07-01", "2026-07-31", {RoleId("drafter")}));
  EXPECT_FALSE(closes_a_circle(all_, of("b", "a", "2026-08-01", "2026-08-31")));
  EXPECT_FALSE(closes_a_circle(all_, of("b", "a", "2026-07-01", "2026-07-31", {kHead})));
  EXPECT_TRUE(closes_a_circle(all_, of("b", "a", "2026-07-31", "2026-08-31")));
}

}  // namespace
}  // namespace budget
