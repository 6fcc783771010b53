#pragma once

#include <span>
#include <string>
#include <vector>

#include <budget/finding.h>

#include "model/calendar.h"
#include "model/organisation.h"
#include "model/rule_set.h"
#include "model/workflow_definition.h"

namespace budget {

// What cannot work in a definition in this office: its people, rules, plugins and calendars.
// Place.field names the part; errors keep a definition from being deployed.

/// Its roles must exist and be no administrator's.
[[nodiscard]] std::vector<Finding> lint_roles(const WorkflowDefinition& definition,
                                              const Organisation& organisation);

/// Warnings: a role nobody holds in some department; a stage nobody there may leave, because those
/// who must differ are the same person.
[[nodiscard]] std::vector<Finding> lint_people(const WorkflowDefinition& definition,
                                               const Organisation& organisation);

/// Its rule set must be there, and have a rule for what its monitoring asks.
[[nodiscard]] std::vector<Finding> lint_rule_set(const WorkflowDefinition& definition,
                                                 std::span<const RuleSet> rule_sets);

/// The rule plugins of its gates must be among the configured ones. Where the gate lets an act
/// through with a note, one that is not there is a warning only: it says how every act will go.
[[nodiscard]] std::vector<Finding> lint_gates(const WorkflowDefinition& definition,
                                              const std::vector<std::string>& plugins);

/// Warnings: what counts working days, where no calendar says which these are.
[[nodiscard]] std::vector<Finding> lint_calendar(const WorkflowDefinition& definition,
                                                 const Calendar& calendar);

/// What an office has, as far as it is known.
struct OfficeFacts {
  Organisation organisation;
  std::vector<RuleSet> rule_sets;
  Calendar calendar;
  std::vector<std::string> plugins;  ///< names of the configured ones
};

/// All of the above.
[[nodiscard]] std::vector<Finding> lint_in_office(const WorkflowDefinition& definition,
                                                  const OfficeFacts& office);

}  // namespace budget
