#pragma once

#include <vector>

#include "cli/rehearsal/words.h"
#include "cli/terminal.h"

namespace budget::cli {

/// Department by department and stage by stage: acts, deadlines, reminders, and the alerts of each
/// node in a table.
void print_by_stage(const Terminal& terminal, const std::vector<RehearsalStep>& steps,
                    const RehearsalNames& names);

}  // namespace budget::cli
