#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "model/rule_set.h"
#include "model/workflow_definition.h"
#include "store/database.h"

namespace budget {

/// Workflow definitions and rule sets by their hash; what was read once is kept, since its content
/// can never change. [any]
class DefinitionCache {
 public:
  /// Shared with the cache, which may be gone before the caller is done.
  [[nodiscard]] std::shared_ptr<const WorkflowDefinition> find(Database& database,
                                                               const ContentHash& hash);
  [[nodiscard]] std::shared_ptr<const RuleSet> rules(Database& database, const ContentHash& hash);

 private:
  std::mutex mutex_;
  std::map<ContentHash, std::shared_ptr<const WorkflowDefinition>> known_;
  std::map<ContentHash, std::shared_ptr<const RuleSet>> rules_;
};

}  // namespace budget
