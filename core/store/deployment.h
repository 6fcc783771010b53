#pragma once

#include <span>
#include <vector>

#include "model/command.h"

namespace budget {

/// What an office's configuration deploys, as commands of the system in the order in which one
/// needs the other. Their content hashes are filled in here, so that the engine can ignore what has
/// not changed.
[[nodiscard]] std::vector<Command> deployment_of(const Organisation& organisation,
                                                 const Calendar& calendar,
                                                 std::span<const RuleSet> rule_sets,
                                                 std::span<const WorkflowDefinition> workflows);

}  // namespace budget
