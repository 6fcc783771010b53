#pragma once

#include <budget/plugin/notifier.hpp>

#include "delivery/secrets.h"

namespace budget {

/// The request as it goes out: signatures computed, "${name}" and "${secret:KEY}" replaced in url
/// (percent-encoded), headers, body (escaped when it is JSON) and the fields of smtp. Other "${…}"
/// stay as they are. Errors: those of Secrets; invalid_input for a signature that cannot be made,
/// and for a line break that would end a header.
[[nodiscard]] Result<plugin::Request> filled(const plugin::Request& request,
                                             const Secrets& secrets);

}  // namespace budget
