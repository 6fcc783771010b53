#pragma once

#include <string>

#include <budget/json.h>

#include "cli/client/api.h"

namespace budget::cli {

/// What an instance holds, in the form of a budget.document/1: its projects with the plans that
/// were approved, or, before any approval, as drafted.
struct InstanceDocument {
  Json document;
  std::string key;           ///< "2026-130605-203"
  bool is_approved = false;  ///< its plans have a version
};

/// Errors: what the daemon refuses.
[[nodiscard]] Result<InstanceDocument> document_of_instance(Api& api, const std::string& instance);

}  // namespace budget::cli
