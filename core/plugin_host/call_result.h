#pragma once

#include <string>

#include <budget/plugin.h>

#include "engine/plugin_catalog.h"

namespace budget {

/// How one call of a plugin ended, in whichever room.
struct CallResult {
  budget_status status = BUDGET_OK;
  std::string error{};   ///< its sentence, when status is not BUDGET_OK
  PluginReply reply{};   ///< only with BUDGET_OK
  bool is_lost = false;  ///< the plugin hangs inside: no further call can be made
};

/// A fault with a sentence of the host's.
[[nodiscard]] CallResult faulty(std::string sentence);

/// As the catalog's callers see it: a fault is `unavailable`, never an answer.
[[nodiscard]] Result<PluginReply> reply_of(CallResult result);

/// Whether the call speaks against the plugin itself rather than against what it was given.
[[nodiscard]] bool is_fault(const CallResult& result);

/// A result that is no JSON value is a fault, whatever its status.
void check_result(CallResult& result);

}  // namespace budget
