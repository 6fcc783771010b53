#pragma once

#include <budget/plugin/notifier.hpp>

namespace budget {

// The host's side of the JSON of notifier plugins (docs/plugin-payloads.md).

/// "${" in what people wrote is taken apart: nobody may have a secret filled into a message.
[[nodiscard]] Json batch_to_json(const plugin::Batch& batch);
/// Errors: invalid_input when the plugin said something else.
[[nodiscard]] Result<std::vector<plugin::Request>> requests_from(const Json& result);

[[nodiscard]] Json answer_to_json(const plugin::Answer& answer);
[[nodiscard]] Result<plugin::Verdict> verdict_from(const Json& result);

}  // namespace budget
