#pragma once

#include <string>
#include <vector>

#include "engine/state.h"

namespace budget::test {

/// The office the attack table is played in: every kind of person there is, in one department's
/// budget of 2026 (instance 1), and whatever can be the matter with it.
struct AttackCase {
  State state;
  std::string title;
  /// The places of its past, hand and way in their lists, added up: of those whose sum has the same
  /// remainder, every two of the three meet once.
  std::size_t sum = 0;
};

inline const InstanceId kAttacked(1);
inline const char* const kToday = "2025-11-10";

/// Everybody who may try, "unknown" among them.
[[nodiscard]] std::vector<PersonId> attackers();

/// stage × who drafted and judged in how many rounds × what is done with the work × who acts for
/// whom.
[[nodiscard]] std::vector<AttackCase> attack_cases();

/// What can be asked for at all, about instance 1 and everything else.
struct Attempt {
  std::string title;
  Action action;
};
[[nodiscard]] std::vector<Attempt> attempts();

}  // namespace budget::test
