#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/plugin_catalog.h"
#include "engine/state.h"
#include "model/workflow_difference.h"

namespace budget {

/// What a migration does with one instance: where it stands afterwards, or why it stays.
struct MigrationOutcome {
  std::optional<Standing> after;
  std::string why;  ///< Chinese; empty when it goes
};

/// The open instances a plan is about, behind one, ascending, `most` at most.
[[nodiscard]] std::vector<InstanceId> migration_candidates(const State& state,
                                                           const MigrationPlan& plan,
                                                           InstanceId behind, std::size_t most);

/// Decides instance by instance, for the dry run and for the engine alike. Pure.
///
/// An instance goes unless: its stage is not in the new definition and the plan names no other; a
/// structural change touches a stage it has passed in this round; people hold work of it in hand
/// that would be another's there; a repair waits; or one of `movers`, who move it, is an author.
class WorkflowMigrator {
 public:
  WorkflowMigrator(const State& state, const MigrationPlan& plan, std::vector<PersonId> movers,
                   Instant now, std::vector<PluginInfo> plugins)
      : state_(state),
        plan_(plan),
        movers_(std::move(movers)),
        now_(now),
        plugins_(std::move(plugins)) {}

  [[nodiscard]] MigrationOutcome outcome(const Instance& instance);

 private:
  [[nodiscard]] MigrationOutcome forward(const Instance& instance);
  [[nodiscard]] MigrationOutcome back(const Instance& instance);
  [[nodiscard]] std::string obstacle(const Instance& instance, const Stage& from,
                                     const WorkflowDefinition& target, const Stage& to) const;
  [[nodiscard]] std::string broken_past(const Instance& instance, const WorkflowDefinition& target);
  [[nodiscard]] std::string unlike_days(const Instance& instance, const Stage& to) const;
  void set_deadline(Standing& standing, const Instance& instance, const Stage& from,
                    const Stage& to) const;
  /// The clock of a stage, by what stands in `after`; `armed` stays where it still fits.
  void arm(Standing& standing, const Instance& after, const Stage& stage,
           const std::optional<Timer>& armed) const;

  const State& state_;
  const MigrationPlan& plan_;
  std::vector<PersonId> movers_;
  Instant now_;
  std::vector<PluginInfo> plugins_;
  /// Changes that touch a stage, by the old definition.
  std::map<ContentHash, std::vector<DefinitionChange>> changes_;
};

}  // namespace budget
