#pragma once

#include <vector>

#include "config/config_file.h"
#include "config/organisation_file.h"
#include "config/rule_set_file.h"
#include "config/source_report.h"
#include "model/office_lint.h"
#include "model/rule_set.h"
#include "model/workflow_definition.h"

namespace budget {

/// Files of one kind must not share an id: the second one gets the finding.
void check_ids(std::vector<Loaded<WorkflowDefinition>>& workflows);

/// A channel's plugin must be configured. `organisation`: its roles must exist; null: not known.
void check_channels(Loaded<Configuration>& configuration, const Organisation* organisation);

/// A workflow's rule set must be there and have a rule for what its monitoring asks.
void check_rule_set(Loaded<WorkflowDefinition>& workflow,
                    const std::vector<LoadedRuleSet>& rule_sets);

/// A workflow's roles must exist and be no administrator's.
void check_roles(Loaded<WorkflowDefinition>& workflow, const Organisation& organisation);

/// The rule plugins of a workflow's gates must be among the configured ones. Where the gate lets an
/// act through with a note, one that is not there is a warning only: it says how every act will go.
void check_gates(Loaded<WorkflowDefinition>& workflow, const std::vector<std::string>& plugins);

/// Warnings: a role nobody holds in some department; a stage nobody there may leave, because those
/// who must differ are the same person.
void check_people(Loaded<WorkflowDefinition>& workflow, const Organisation& organisation);

/// A warning where working days are counted and no calendar says which these are.
void check_calendar(Loaded<WorkflowDefinition>& workflow, const Calendar& calendar);

/// All of that, for one definition that comes by itself.
void check_in_office(Loaded<WorkflowDefinition>& workflow, const OfficeFacts& office);

}  // namespace budget
