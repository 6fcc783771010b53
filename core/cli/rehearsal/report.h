#pragma once

#include <boost/json/object.hpp>
#include <vector>

#include "cli/rehearsal/words.h"
#include "cli/terminal.h"

namespace budget::cli {

using RehearsalSteps = std::vector<RehearsalStep>;

/// For each person what they did and what they were told.
void print_by_person(const Terminal& terminal, const RehearsalSteps& steps,
                     const RehearsalNames& names);

/// Closing state and counts.
void print_summary(const Terminal& terminal, const RehearsalSummary& summary,
                   const RehearsalNames& names);

[[nodiscard]] boost::json::object to_json(const RehearsalSteps& steps,
                                          const RehearsalSummary& summary);

}  // namespace budget::cli
