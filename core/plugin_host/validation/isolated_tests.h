#pragma once

#include <functional>

#include "plugin_host/manifest.h"
#include "plugin_host/validation/subject.h"
#include "plugin_host/validation/validation.h"

namespace budget {

/// The same plugin in a process of its own, as the daemon keeps those it does not trust: what it
/// answers there is what it answers inside, byte for byte.
void run_isolated_tests(const ValidationRequest& request, const Subject& subject,
                        const Manifest& manifest,
                        const std::function<void(ValidationVerdict)>& add);

}  // namespace budget
