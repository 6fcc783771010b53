#pragma once

#include "attack_office.h"

namespace budget::test {

/// Whether the rules of the house allow it, said once more in other words than `authorize`: from
/// the organisation as configured and the facts of the case, person by person.
[[nodiscard]] bool is_allowed(const State& state, const PersonId& actor, Via via,
                              const Action& action);

}  // namespace budget::test
