#pragma once

#include <map>
#include <string>
#include <vector>

#include "config/source_report.h"
#include "model/workflow_definition.h"

namespace budget {

/// What is different in one round of a block of stages that is gone through several times
/// (两上两下). A stage that is not named is as it is written.
struct Round {
  std::map<StageId, std::string> titles;
  std::map<StageId, DeadlineRule> deadlines;
  std::map<StageId, std::vector<Wait>> waits;
  std::map<ActId, std::string> act_titles;
};

/// A block of stages, in the order they are gone through, and its rounds.
struct Rounds {
  std::vector<StageId> stages;
  std::vector<Round> rounds;
};

/// Writes the block out: "draft" becomes "draft_1", "draft_2" …; whatever leads out of the block
/// begins the next round before it leads there in the last one, where alone plans are approved.
/// From outside one comes back to the last round, and begins in the first. `report`: places of the
/// written-out parts are those they were made of.
void write_out(const Rounds& rounds, WorkflowDefinition& definition, SourceReport& report);

}  // namespace budget
