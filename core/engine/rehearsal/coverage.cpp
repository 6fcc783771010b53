#include "engine/rehearsal/coverage.h"

namespace budget {

void Coverage::add(const Event& event) {
  if (const auto* opened = std::get_if<InstanceOpened>(&event)) {
    definitions_[opened->instance] = opened->definition;
  } else if (const auto* migrated = std::get_if<InstanceMigrated>(&event)) {
    definitions_[migrated->instance] = migrated->after.definition;
    parts_of(migrated->instance).stages.insert(migrated->after.stage);
  } else if (const auto* entered = std::get_if<StageEntered>(&event)) {
    parts_of(entered->instance).stages.insert(entered->stage);
  } else if (const auto* act = std::get_if<ActPerformed>(&event)) {
    parts_of(act->instance).acts.emplace(act->from, act->act);
  }
}

void Coverage::add(const Coverage& other) {
  for (const auto& [hash, walked] : other.walked_) {
    WalkedParts& parts = walked_[hash];
    parts.stages.insert(walked.stages.begin(), walked.stages.end());
    parts.acts.insert(walked.acts.begin(), walked.acts.end());
  }
}

WalkedParts& Coverage::parts_of(InstanceId instance) {
  return walked_[definitions_[instance]];
}

CoverageSum sum_of(const WorkflowDefinition& definition, const WalkedParts& walked) {
  CoverageSum sum;
  for (const Stage& stage : definition.stages) {
    if (walked.stages.contains(stage.id)) {
      ++sum.stages;
    } else {
      sum.missing.push_back(stage.id.text());
    }
  }
  for (const Transition& transition : definition.transitions) {
    if (walked.acts.contains({transition.from, transition.act})) {
      ++sum.acts;
    } else {
      sum.missing.push_back(transition.from.text() + "." + transition.act.text());
    }
  }
  return sum;
}

}  // namespace budget
