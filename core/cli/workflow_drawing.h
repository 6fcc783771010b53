#pragma once

#include <string>

#include "model/workflow_definition.h"

namespace budget::cli {

// A workflow as a picture, in three writings; the same definition always gives the same text.

/// For a terminal: stage below stage, with its acts as arrows.
[[nodiscard]] std::string draw_text(const WorkflowDefinition& definition);
/// Mermaid's stateDiagram-v2, as README files show it.
[[nodiscard]] std::string draw_mermaid(const WorkflowDefinition& definition);
/// Graphviz: `dot -Tsvg`.
[[nodiscard]] std::string draw_dot(const WorkflowDefinition& definition);

}  // namespace budget::cli
