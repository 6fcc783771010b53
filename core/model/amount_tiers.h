#pragma once

#include <vector>

#include <budget/finding.h>

#include "model/workflow_definition.h"

namespace budget {

/// Acts of one stage that share the budget's amount out among them (按金额分档): two or more that
/// lead onward and each need an amount of budget_total_wan in a range.
///
/// A hole is an error: nobody could take such a budget onward. An overlap is a warning: people
/// could choose the easier way. Place.field is that of the transition's needs.
[[nodiscard]] std::vector<Finding> lint_amount_tiers(const WorkflowDefinition& definition);

}  // namespace budget
