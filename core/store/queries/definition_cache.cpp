#include "store/queries/definition_cache.h"

#include "store/tables/definitions.h"

namespace budget {
namespace {

template <typename Definition, typename Read>
std::shared_ptr<const Definition> find_or_read(
    std::mutex& mutex, std::map<ContentHash, std::shared_ptr<const Definition>>& known,
    const ContentHash& hash, Read read) {
  {
    const std::lock_guard lock(mutex);
    const auto found = known.find(hash);
    if (found != known.end()) return found->second;
  }
  auto definition = std::make_shared<const Definition>(read());
  const std::lock_guard lock(mutex);
  return known.emplace(hash, std::move(definition)).first->second;
}

}  // namespace

std::shared_ptr<const WorkflowDefinition> DefinitionCache::find(Database& database,
                                                                const ContentHash& hash) {
  return find_or_read(mutex_, known_, hash, [&] { return read_workflow(database, hash.text()); });
}

std::shared_ptr<const RuleSet> DefinitionCache::rules(Database& database, const ContentHash& hash) {
  return find_or_read(mutex_, rules_, hash, [&] { return read_rule_set(database, hash.text()); });
}

}  // namespace budget
