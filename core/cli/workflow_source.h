#pragma once

#include <string>

#include "cli/options.h"
#include "cli/terminal.h"
#include "model/workflow_definition.h"

namespace budget::cli {

/// The definition a word names: a file that ends in .toml, else one the daemon has
/// ("annual_budget", "annual_budget@3", the beginning of a hash). Findings of a file are printed.
/// Errors: invalid_input for a file with errors; those of the daemon.
[[nodiscard]] Result<WorkflowDefinition> definition_named(const GlobalOptions& globals,
                                                          const Terminal& terminal,
                                                          const std::string& name);

}  // namespace budget::cli
