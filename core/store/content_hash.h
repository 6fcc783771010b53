#pragma once

#include "model/calendar.h"
#include "model/organisation.h"
#include "model/rule_set.h"
#include "model/workflow_definition.h"

#include "store/digest.h"

namespace budget {

/// The identity of a definition: SHA-256 over its canonical JSON, the field of the hash itself left
/// empty.
[[nodiscard]] ContentHash content_hash(const WorkflowDefinition& definition);
[[nodiscard]] ContentHash content_hash(const RuleSet& rule_set);
[[nodiscard]] ContentHash content_hash(const Calendar& calendar);
[[nodiscard]] ContentHash content_hash(const Organisation& organisation);

}  // namespace budget
