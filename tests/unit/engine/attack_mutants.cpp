/// Holds `authorize` without one of its conditions against the attack table, one condition after
/// the other. Linked and run by scripts/mutate_authorize.py alone, which makes the file where
/// `budget_mutant` says which condition is taken away.
///
///     attack_mutants number...     prints "noticed N by <who tries what>" or "survived N" for each
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <iostream>

#include "attack_table.h"

extern "C" {
extern int budget_mutant;
}

namespace {

using namespace budget;

constexpr rlim_t kLongestSeconds = 300;  // of processor time: an endless mutant is noticed too
constexpr int kNoticed = 1;

/// What the rules of the house say of each attempt; told once for all the mutants.
std::vector<bool> answers(const test::AttackTable& table) {
  std::vector<bool> all;
  table.walk([&](const test::AttackCase& attacked, const PersonId& actor, Via via,
                 const test::Attempt& attempt) {
    all.push_back(test::is_allowed(attacked.state, actor, via, attempt.action));
    return true;
  });
  return all;
}

/// True as soon as one attempt comes out otherwise.
bool differs(const test::AttackTable& table, const std::vector<bool>& expected) {
  std::size_t at = 0;
  bool is_other = false;
  table.walk([&](const test::AttackCase& attacked, const PersonId& actor, Via via,
                 const test::Attempt& attempt) {
    is_other = test::passes(attacked, actor, via, attempt) != expected[at++];
    if (is_other) {
      std::cout << "by " << actor.text() << " who tries " << attempt.title << " by " << name_of(via)
                << " (" << attacked.title << ")" << std::flush;
    }
    return !is_other;
  });
  return is_other;
}

}  // namespace

int main(int count, char** words) {
  const test::AttackTable table;
  const std::vector<bool> expected = answers(table);
  for (int i = 1; i < count; ++i) {
    std::cout << std::flush;
    // A process of its own: what lacks a condition may also crash or never end.
    const pid_t child = fork();
    if (child == 0) {
      const rlimit longest{kLongestSeconds, kLongestSeconds};
      setrlimit(RLIMIT_CPU, &longest);
      budget_mutant = std::atoi(words[i]);
      _exit(differs(table, expected) ? kNoticed : 0);
    }
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) != child) return 2;
    std::cout << (status == 0 ? " survived " : " noticed ") << words[i] << std::endl;
  }
  return 0;
}
