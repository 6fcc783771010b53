#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "engine/plugin_catalog.h"
#include "engine/state.h"

namespace budget {

/// What a decision may know besides the state: the moment, and what the store was asked beforehand.
struct Context {
  Instant now;
  std::vector<DepartmentId>
      opened_before;  ///< OpenCycle: departments that ever had such an instance
  std::vector<Payment> known_unvouchered;  ///< RecordPayments: of the same file, sent before
  KnownVouchers known_vouchers{};          ///< RecordPayments: of this source and year
  std::vector<PluginInfo>
      plugins{};  ///< what pins rules, DeployWorkflow: those of this daemon, as they are now
};

/// What a command leads to.
struct Decided {
  std::vector<Event> events;  ///< empty: nothing needed to change
  /// The report it must wait for; until then it is not done. `events` may ask for that report.
  std::optional<CheckId> waits_for{};
};

/// The events a command causes, or why it is refused ("expected to … but …"). Pure: no clock, file
/// or table.
///
/// Errors: those of authorize; invalid_input for what is wrong in the command itself; conflict for
/// what the state does not allow; blocked by a gate.
[[nodiscard]] Result<Decided> decide(const State& state, const Command& command,
                                     const Context& context);

}  // namespace budget
