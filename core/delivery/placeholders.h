#pragma once

#include <functional>
#include <string>
#include <vector>

#include <budget/plugin/notifier.hpp>

namespace budget {

/// The secret behind an option's key. Errors: not_found, never with the secret in it.
using SecretSource = std::function<Result<std::string>(const std::string& key)>;

/// The request as it goes out: signatures computed, "${name}" and "${secret:KEY}" replaced in url
/// (percent-encoded), headers, body (escaped when it is JSON) and the fields of smtp. Other "${…}"
/// stay as they are. Errors: those of the secrets; invalid_input for a signature that cannot be
/// made, and for a line break that would end a header.
[[nodiscard]] Result<plugin::Request> filled(const plugin::Request& request,
                                             const SecretSource& secrets);

/// The text without these secrets, in whichever of the forms above they went out: what a server
/// sends back goes to plugins, into the log and the list of dead letters.
[[nodiscard]] std::string hidden(std::string text, const std::vector<std::string>& secrets);

}  // namespace budget
