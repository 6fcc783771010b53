#pragma once

#include <string>

namespace budget::room {

/// From now on only the system calls that computing needs; others fail with EPERM. "seccomp", or
/// why there is none.
[[nodiscard]] std::string enter_seccomp(bool network);

}  // namespace budget::room
