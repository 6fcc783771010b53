#include <gtest/gtest.h>

#include <iostream>
#include <map>
#include <set>
#include <variant>

#include "attack_table.h"

namespace budget {
namespace {

constexpr int kMostTold = 20;

struct Tally {
  std::int64_t tried = 0;
  std::int64_t refused = 0;
  std::int64_t allowed = 0;
  std::int64_t wrong = 0;
  std::map<std::string, std::int64_t> by_door;
};

void print(const Tally& tally) {
  std::cout << "attack table: " << tally.tried << " attempts, " << tally.refused << " forbidden, "
            << tally.allowed << " allowed, " << tally.wrong << " wrong;";
  for (const auto& [door, count] : tally.by_door)
    std::cout << " " << door << " " << count;
  std::cout << "\n";
}

/// What the rules of the house forbid is refused by every way in, and nothing else is.
TEST(AttackTableTest, RefusesEveryForbiddenAttemptByEveryWayIn) {
  Tally tally;
  const test::AttackTable table;
  table.walk([&](const test::AttackCase& attacked, const PersonId& actor, Via via,
                 const test::Attempt& attempt) {
    const bool does = test::passes(attacked, actor, via, attempt);
    const bool may = test::is_allowed(attacked.state, actor, via, attempt.action);
    ++tally.tried;
    ++(may ? tally.allowed : tally.refused);
    ++tally.by_door[name_of(via)];
    if (does == may) return true;
    ADD_FAILURE() << actor.text() << " tries " << attempt.title << " by " << name_of(via) << ": "
                  << (does ? "passes, but is forbidden" : "is refused, but may") << " ("
                  << attacked.title << ")";
    return ++tally.wrong < kMostTold;
  });
  print(tally);
  EXPECT_EQ(tally.wrong, 0);
  EXPECT_GT(tally.refused, 1'000'000);
  EXPECT_GT(tally.allowed, 10'000);
}

/// What can be asked for at all is in the table: a new command without its rows turns this red.
TEST(AttackTableTest, TriesEveryKindOfCommand) {
  std::set<std::size_t> tried;
  for (const test::Attempt& attempt : test::attempts())
    tried.insert(attempt.action.index());
  std::set<std::size_t> all;
  for (std::size_t kind = 0; kind < std::variant_size_v<AnyAction>; ++kind)
    all.insert(kind);
  EXPECT_EQ(tried, all);
}

}  // namespace
}  // namespace budget
