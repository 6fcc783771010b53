#include "store/queries/definition_cache.h"

#include "store/tables/definitions.h"

namespace budget {

std::shared_ptr<const WorkflowDefinition> DefinitionCache::find(Database& database,
                                                                const ContentHash& hash) {
  {
    const std::lock_guard lock(mutex_);
    const auto found = known_.find(hash);
    if (found != known_.end()) return found->second;
  }
  auto definition =
      std::make_shared<const WorkflowDefinition>(read_workflow(database, hash.text()));
  const std::lock_guard lock(mutex_);
  return known_.emplace(hash, std::move(definition)).first->second;
}

}  // namespace budget
