#pragma once

#include "engine/state.h"
#include "store/database.h"

// Workflows, rule sets, calendars, the organisation, and which of them new work uses.

namespace budget {

void write_definition(Database& database, const WorkflowDefinition& definition);
void write_definition(Database& database, const RuleSet& rule_set);
void write_definition(Database& database, const Calendar& calendar);
void write_definition(Database& database, const Organisation& organisation,
                      const ContentHash& hash);

void load_definitions(Database& database, State& state);

/// Throws StoreFault when there is none of this hash.
[[nodiscard]] RuleSet read_rule_set(Database& database, const std::string& hash);
[[nodiscard]] WorkflowDefinition read_workflow(Database& database, const std::string& hash);
/// The same.
[[nodiscard]] Calendar read_calendar(Database& database, const ContentHash& edition);
/// The same.
[[nodiscard]] Organisation read_organisation(Database& database, const std::string& hash);
/// The organisation in use; empty before the first is deployed.
[[nodiscard]] ContentHash organisation_in_use(Database& database);

}  // namespace budget
