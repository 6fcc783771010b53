#pragma once

#include <vector>

#include "config/check_all.h"
#include "http/accounts.h"
#include "http/call.h"
#include "model/command.h"
#include "model/office_lint.h"

namespace budget {

/// What the configuration deploys, as commands of the system in the order in which one needs the
/// other. Their content hashes are filled in, so that the engine can ignore what has not changed.
[[nodiscard]] std::vector<Command> deployment_of(const LoadedConfiguration& loaded);

/// The channels; deployed at the start only, when what sends by them is made too.
[[nodiscard]] Command channel_deployment_of(const Configuration& configuration);

/// What a deploy command is about, for the log: "workflow annual_budget".
[[nodiscard]] std::string subject_of(const Command& command);

/// A definition as it was sent, with every finding of it in this office.
[[nodiscard]] WorkflowReading read_for(const std::string& toml, const OfficeFacts& office);

[[nodiscard]] std::vector<AccessToken> tokens_of(const LoadedConfiguration& loaded);

}  // namespace budget
