#pragma once

namespace budget::room {

/// The isolated room of one plugin: loads it, configures it and answers calls over the socket that
/// budgetd left at `descriptor`, until it is told to close or budgetd is gone. The exit code.
[[nodiscard]] int serve(int descriptor);

}  // namespace budget::room
