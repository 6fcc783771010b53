#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "config/source_report.h"
#include "model/workflow_definition.h"

namespace budget {

/// The format: workflows/README.md. The findings of lint() are among the report's, at the part they
/// speak of.
[[nodiscard]] Loaded<WorkflowDefinition> read_workflow(std::string_view text, std::string file);
[[nodiscard]] Loaded<WorkflowDefinition> load_workflow_file(const std::filesystem::path& path);

}  // namespace budget
