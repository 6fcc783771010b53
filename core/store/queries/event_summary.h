#pragma once

#include "engine/queries.h"
#include "model/workflow_definition.h"
#include "store/queries/people_cache.h"

namespace budget {

/// Fills in what an event's row tells people beside its payload. `definition` is the one its
/// instance is pinned to; null when it is about none.
void describe(EventRow& row, const People& people, const WorkflowDefinition* definition);

}  // namespace budget
