#include "model/substitution.h"

#include <algorithm>
#include <optional>

namespace budget {
namespace {

/// The days and roles that several substitutions have in common.
struct Scope {
  Date first_day;
  Date last_day;
  std::vector<RoleId> roles;  ///< empty: all
};

std::optional<Scope> common(const Scope& scope, const Substitution& next) {
  Scope both{
      std::max(scope.first_day, next.first_day), std::min(scope.last_day, next.last_day), {}};
  if (both.last_day < both.first_day) return std::nullopt;
  if (scope.roles.empty() || next.roles.empty()) {
    both.roles = scope.roles.empty() ? next.roles : scope.roles;
    return both;
  }
  for (const RoleId& role : scope.roles) {
    if (std::ranges::count(next.roles, role) > 0) both.roles.push_back(role);
  }
  if (both.roles.empty()) return std::nullopt;
  return both;
}

/// Whether one comes from `at` to `goal` within a scope by at most so many substitutions: a longer
/// circle is never followed to its end, and looking for one would take for ever where many stand in
/// for many.
bool leads_to(const Substitutions& substitutions, const PersonId& at, const PersonId& goal,
              const Scope& scope, int most) {
  if (at == goal) return true;
  if (most == 0) return false;
  return std::ranges::any_of(substitutions, [&](const auto& entry) {
    if (entry.second.person != at) return false;
    const std::optional<Scope> both = common(scope, entry.second);
    return both && leads_to(substitutions, entry.second.substitute, goal, *both, most - 1);
  });
}

}  // namespace

bool covers(const Substitution& substitution, const RoleId& role, Date day) {
  return substitution.first_day <= day && day <= substitution.last_day &&
         (substitution.roles.empty() || std::ranges::count(substitution.roles, role) > 0);
}

std::vector<SubstitutionChain> chains_to(const Substitutions& substitutions, const PersonId& actor,
                                         const RoleId& role, Date day) {
  std::vector<SubstitutionChain> chains;
  std::vector<SubstitutionChain> longest = {{}};
  for (int length = 1; length <= kLongestSubstitution && !longest.empty(); ++length) {
    std::vector<SubstitutionChain> longer;
    for (const SubstitutionChain& behind : longest) {
      const PersonId& acts = behind.empty() ? actor : behind.front();
      for (const auto& [id, substitution] : substitutions) {
        if (substitution.substitute != acts || !covers(substitution, role, day)) continue;
        SubstitutionChain chain = {substitution.person};
        chain.insert(chain.end(), behind.begin(), behind.end());
        longer.push_back(std::move(chain));
      }
    }
    chains.insert(chains.end(), longer.begin(), longer.end());
    longest = std::move(longer);
  }
  return chains;
}

bool closes_a_circle(const Substitutions& substitutions, const Substitution& added) {
  return leads_to(substitutions, added.substitute, added.person,
                  {added.first_day, added.last_day, added.roles}, kLongestSubstitution - 1);
}

}  // namespace budget
