#pragma once

#include <functional>
#include <string>

#include "engine/ports.h"

namespace budget {

/// Reads a database's log command by command, with the payments and documents that belong to its
/// events. The file is opened read-only and may be in use. `take`: the command and the place of its
/// first event. Errors: unavailable, unsupported; invalid_input for a log that cannot be read (see
/// verify).
[[nodiscard]] Result<void> read_entries(const std::string& path,
                                        const std::function<void(const Entry&, EventSeq)>& take);

}  // namespace budget
