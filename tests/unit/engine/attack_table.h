#pragma once

#include <cstdlib>
#include <span>
#include <string>
#include <vector>

#include "attack_oracle.h"
#include "engine/authorize.h"
#include "support/small_office.h"

namespace budget::test {

inline constexpr Via kEveryDoor[] = {Via::console, Via::cli,    Via::api,    Via::batch,
                                     Via::timer,   Via::runner, Via::startup};
inline constexpr Via kTwoDoors[] = {Via::api, Via::timer};
inline constexpr std::size_t kOneOf = 5;

/// S6: act × entry × role × delegation × returned rounds. Every pair of a past, a hand and a way in
/// every stage, but one in five of the triples; BUDGET_ATTACK_ALL=1 takes them all.
class AttackTable {
 public:
  AttackTable() {
    const bool takes_all = std::getenv("BUDGET_ATTACK_ALL") != nullptr;
    for (AttackCase& attacked : attack_cases()) {
      if (is_plain(attacked) || takes_all || attacked.sum % kOneOf == 0)
        cases_.push_back(std::move(attacked));
    }
    people_.push_back(system_actor());
  }

  /// Calls `visit(case, actor, door, attempt)` for each of them, in the same order every time, for
  /// as long as it says true.
  template <typename Visit>
  void walk(Visit visit) const {
    for (const AttackCase& attacked : cases_) {
      const std::span<const Via> doors =
          is_plain(attacked) ? std::span<const Via>(kEveryDoor) : kTwoDoors;
      for (const PersonId& person : people_) {
        for (const Attempt& attempt : attempts_) {
          for (const Via door : doors) {
            if (!visit(attacked, person, door, attempt)) return;
          }
        }
      }
    }
  }

  [[nodiscard]] const std::vector<Attempt>& attempts() const { return attempts_; }

 private:
  static bool is_plain(const AttackCase& attacked) {
    return attacked.title.find("; plain;") != std::string::npos;
  }

  std::vector<AttackCase> cases_;
  std::vector<PersonId> people_ = attackers();
  std::vector<Attempt> attempts_ = test::attempts();
};

/// What `authorize` says.
inline bool passes(const AttackCase& attacked, const PersonId& actor, Via via,
                   const Attempt& attempt) {
  return authorize(attacked.state, Command{actor, via, {}, attempt.action}, day(kToday))
      .has_value();
}

}  // namespace budget::test
