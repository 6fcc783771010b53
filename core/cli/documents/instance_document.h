#pragma once

#include <string>
#include <vector>

#include <budget/finding.h>
#include <budget/json.h>

#include "cli/client/api.h"
#include "engine/publication/differences.h"

namespace budget::cli {

/// What an instance would publish: the imported documents that count, with its projects as they
/// are in force (GET /v1/instances/{id}/document).
struct InstanceDocument {
  Json document;                 ///< budget.document/1
  std::string key;               ///< "2026-130605-203"
  bool is_approved = false;      ///< its plans have a version
  Json sources = Json::array();  ///< the documents: name, sha256, import, number
  std::vector<Difference> since_import, since_approval;
  std::vector<Finding> findings;
};

/// Errors: what the daemon refuses.
[[nodiscard]] Result<InstanceDocument> document_of_instance(Api& api, const std::string& instance);

}  // namespace budget::cli
