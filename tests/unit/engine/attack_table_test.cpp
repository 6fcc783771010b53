#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <map>
#include <span>

#include "attack_oracle.h"
#include "engine/authorize.h"
#include "support/small_office.h"

namespace budget {
namespace {

constexpr Via kEveryDoor[] = {Via::console, Via::cli,    Via::api,    Via::batch,
                              Via::timer,   Via::runner, Via::startup};
constexpr Via kTwoDoors[] = {Via::api, Via::timer};
constexpr int kMostTold = 20;
constexpr std::size_t kOneOf = 5;

struct Tally {
  std::int64_t tried = 0;
  std::int64_t refused = 0;
  std::int64_t allowed = 0;
  std::int64_t wrong = 0;
};

/// S6: act × entry × role × delegation × returned rounds. What the rules of the house forbid is
/// refused by every way in, and nothing else is. BUDGET_ATTACK_ALL=1 takes every combination, which
/// takes half a minute.
class AttackTable {
 public:
  void attack(const test::AttackCase& attacked, const PersonId& actor, Via via,
              const test::Attempt& attempt) {
    const Command command{actor, via, {}, attempt.action};
    const bool passes = authorize(attacked.state, command, test::day(test::kToday)).has_value();
    const bool may = test::is_allowed(attacked.state, actor, via, attempt.action);
    ++tally_.tried;
    ++(may ? tally_.allowed : tally_.refused);
    ++by_door_[name_of(via)];
    if (passes == may) return;
    if (++tally_.wrong > kMostTold) return;
    ADD_FAILURE() << actor.text() << " tries " << attempt.title << " by " << name_of(via) << ": "
                  << (passes ? "passes, but is forbidden" : "is refused, but may") << " ("
                  << attacked.title << ")";
  }

  [[nodiscard]] const Tally& tally() const { return tally_; }
  void print() const {
    std::cout << "attack table: " << tally_.tried << " attempts, " << tally_.refused
              << " forbidden, " << tally_.allowed << " allowed, " << tally_.wrong << " wrong;";
    for (const auto& [door, count] : by_door_)
      std::cout << " " << door << " " << count;
    std::cout << "\n";
  }

 private:
  Tally tally_;
  std::map<std::string, std::int64_t> by_door_;
};

TEST(AttackTableTest, RefusesEveryForbiddenAttemptByEveryWayIn) {
  AttackTable table;
  std::vector<PersonId> people = test::attackers();
  people.push_back(system_actor());
  const std::vector<test::Attempt> attempts = test::attempts();
  const bool takes_all = std::getenv("BUDGET_ATTACK_ALL") != nullptr;
  std::size_t number = 0;
  for (const test::AttackCase& attacked : test::attack_cases()) {
    const bool is_plain = attacked.title.find("; plain;") != std::string::npos;
    // Every pair of a past, a hand and a way in every stage, but not every triple.
    if (!is_plain && !takes_all && ++number % kOneOf != 0) continue;
    if (table.tally().wrong > kMostTold) break;
    const std::span<const Via> doors = is_plain ? std::span<const Via>(kEveryDoor) : kTwoDoors;
    for (const PersonId& person : people) {
      for (const test::Attempt& attempt : attempts) {
        for (const Via door : doors)
          table.attack(attacked, person, door, attempt);
      }
    }
  }
  table.print();
  EXPECT_EQ(table.tally().wrong, 0);
  EXPECT_GT(table.tally().refused, 1'000'000);
  EXPECT_GT(table.tally().allowed, 10'000);
}

}  // namespace
}  // namespace budget
