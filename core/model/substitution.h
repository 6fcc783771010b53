#pragma once

#include <map>
#include <string>
#include <vector>

#include <budget/date.h>
#include <budget/ids.h>

namespace budget {

using SubstitutionId = Number<struct SubstitutionTag>;

/// Somebody acts for somebody who is away (代办). It reaches the work of workflow stages only,
/// never what a role grants besides, and is followed through at most kLongestSubstitution people.
struct Substitution {
  SubstitutionId id;
  PersonId person;            ///< who is away
  PersonId substitute;        ///< who acts
  Date first_day;             ///< included
  Date last_day;              ///< included
  std::vector<RoleId> roles;  ///< which of the person's roles; empty: all of them
  std::string reason;
  friend bool operator==(const Substitution&, const Substitution&) = default;
};

/// Those that were not ended. A window that has passed has no effect any more.
using Substitutions = std::map<SubstitutionId, Substitution>;

inline constexpr int kLongestSubstitution = 3;  ///< 甲 → 乙 → 丙 → 丁, no further

[[nodiscard]] bool covers(const Substitution& substitution, const RoleId& role, Date day);

/// A way from a role's holder to somebody who acts: the holder first, the actor not included.
using SubstitutionChain = std::vector<PersonId>;

/// Every way by which `actor` acts for others in a role on a day, the shortest first.
[[nodiscard]] std::vector<SubstitutionChain> chains_to(const Substitutions& substitutions,
                                                       const PersonId& actor, const RoleId& role,
                                                       Date day);

/// Whether with this one somebody would, on some day and in some role, act for themselves.
[[nodiscard]] bool closes_a_circle(const Substitutions& substitutions, const Substitution& added);

}  // namespace budget
