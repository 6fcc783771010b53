#pragma once

#include <map>
#include <string>

#include "cli/terminal.h"
#include "engine/rehearsal/rehearsal.h"

namespace budget::cli {

/// What things are called, for people.
struct RehearsalNames {
  std::map<StageId, std::string> stages;
  std::map<WorkflowId, std::string> workflows;
  std::map<std::pair<WorkflowId, StageId>, std::string>
      titles;  ///< of stages, each in its workflow
  std::map<ProjectCode, std::string> projects;
  std::map<PersonId, std::string> people;
  std::map<DepartmentId, std::string> departments;
};

template <typename Key>
[[nodiscard]] std::string name_of(const std::map<Key, std::string>& names, const Key& key,
                                  const std::string& otherwise) {
  const auto found = names.find(key);
  return found == names.end() ? otherwise : found->second;
}

/// The title a stage has in its own workflow: two may call different things by one id.
[[nodiscard]] inline std::string title_of(const RehearsalNames& names, const WorkflowId& workflow,
                                          const StageId& stage) {
  return name_of(names.titles, {workflow, stage}, name_of(names.stages, stage, stage.text()));
}

/// A kind of step: in JSON, on the screen, and how it looks there.
struct KindWord {
  const char* name;
  const char* title;
  Style style;
};

[[nodiscard]] KindWord word_of(RehearsalStepKind kind);

}  // namespace budget::cli
