#pragma once

#include "cli/rehearsal/report.h"
#include "engine/rehearsal/load.h"

namespace budget::cli {

/// What a year of many departments comes to: its deadlines by stage, everybody's load with their
/// heaviest day, and the busiest days of all.
void print_overview(const Terminal& terminal, const RehearsalSteps& steps,
                    const RehearsalNames& names);

/// What happens on each day, the same things of many departments in one line.
void print_by_day(const Terminal& terminal, const RehearsalSteps& steps,
                  const RehearsalNames& names);

/// Every message, with everybody it goes to.
void print_messages(const Terminal& terminal, const RehearsalSteps& steps,
                    const RehearsalNames& names);

/// Everybody's acts and messages, by day.
[[nodiscard]] boost::json::array load_json(const RehearsalSteps& steps);

}  // namespace budget::cli
