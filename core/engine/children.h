#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/state.h"

namespace budget {

/// The open budgets of a year, whatever their workflow.
[[nodiscard]] std::map<DepartmentId, InstanceId> open_budgets(const State& state, FiscalYear year);

/// The definition an instance is bound to.
[[nodiscard]] const WorkflowDefinition& definition_of(const State& state, const Instance& instance);

/// Whether an instance is a department's budget of the year, and not an office's year or something
/// that was opened beside a budget.
[[nodiscard]] bool is_main(const State& state, const Instance& instance);

/// Whether its stage waits for others. What waits for a parent waits for nothing where there is
/// none.
[[nodiscard]] bool is_waiting(const Instance& instance, const Stage& stage);

/// Whether a stage of the parent holds still until this child has come so far, which it has not.
[[nodiscard]] bool is_waited_for(const State& state, const Instance& child);

/// Whether all of it has come about, and the children that the stage opens are there.
[[nodiscard]] bool is_wait_over(const State& state, const Instance& instance, const Stage& stage);

/// What is still missing, in Chinese: "3 个部门未到“批复”：党群工作部、人社局、教育局". Empty where
/// nothing is.
[[nodiscard]] std::string missing_for(const State& state, const Instance& instance,
                                      const Stage& stage);

/// Whether the engine itself has something to do: children to open, or a wait that is over.
[[nodiscard]] bool is_ready(const State& state, const Instance& instance);

/// What a stage opens, as workflow and department: an office's year opens the budgets of all its
/// departments, everything else is about what its parent is about. A workflow that is not deployed
/// is left out.
[[nodiscard]] std::vector<std::pair<WorkflowId, DepartmentId>> opened_by(const State& state,
                                                                         const Instance& instance);

}  // namespace budget
