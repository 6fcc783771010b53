#pragma once

#include <string>
#include <vector>

#include "model/workflow_definition.h"

namespace budget {

/// How much a change means for work that is under way.
enum class ChangeKind {
  cosmetic,    ///< 文字: titles, bases, the order things are listed in
  compatible,  ///< 兼容: who may do what is still to come, and on what conditions
  timer,       ///< 期限: deadlines, reminders, monitoring nodes
  breaking,    ///< 结构: the way itself; instances that have passed that stage cannot follow
};

/// One difference between two definitions.
struct DefinitionChange {
  ChangeKind kind = ChangeKind::cosmetic;
  StageId stage;         ///< the stage it is about, by its name in the new definition; empty: all
  std::string sentence;  ///< Chinese
  friend bool operator==(const DefinitionChange&, const DefinitionChange&) = default;
};

/// What an office changed, in the order of the new definition: the whole, then stage by stage with
/// its acts, then what is gone.
[[nodiscard]] std::vector<DefinitionChange> differences(const WorkflowDefinition& before,
                                                        const WorkflowDefinition& after);

[[nodiscard]] const char* name_of(ChangeKind kind) noexcept;
/// "结构"
[[nodiscard]] const char* title_of(ChangeKind kind) noexcept;

}  // namespace budget
