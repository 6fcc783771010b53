#include <algorithm>
#include <limits>

#include "engine/decide/decision.h"
#include "engine/migration/migrator.h"
#include "engine/schedule.h"
#include "model/workflow_words.h"

namespace budget {
namespace {

constexpr std::size_t kBatch = 100;  // instances of one commit: the queue of acts goes in between
constexpr std::size_t kMostNamed = 1000;

std::string title_of(const WorkflowDefinition& definition) {
  return "“" + definition.title + "”第 " + std::to_string(definition.version) + " 版";
}

/// Everybody else who could be the second person.
std::vector<PersonId> others_who_steer(const State& state, const RegionCode& region,
                                       const PersonId& except) {
  std::vector<PersonId> people = state.directory.granted(Permission::steer, region);
  std::erase(people, except);
  return people;
}

Result<void> check_mapping(const State& state, const MigrationPlan& plan,
                           const WorkflowDefinition& target) {
  for (std::size_t i = 0; i < plan.stages.size(); ++i) {
    const StageMapping& mapping = plan.stages[i];
    const bool is_known = std::ranges::any_of(state.workflows, [&](const auto& known) {
      return known.second.id == plan.workflow && find_stage(known.second, mapping.from) != nullptr;
    });
    if (!is_known) {
      return invalid("expected stages." + mapping.from.text() +
                         " to name a stage of an older definition, but none has it",
                     "left of = stands the old stage, right of it the new one");
    }
    const Stage* to = find_stage(target, mapping.to);
    if (to == nullptr || to->is_final) {
      return invalid("expected stages." + mapping.from.text() +
                     " to lead to a stage of the new definition that is not its end, but \"" +
                     mapping.to.text() + "\" is " + (to == nullptr ? "not in it" : "final"));
    }
    for (std::size_t n = 0; n < i; ++n) {
      if (plan.stages[n].from == mapping.from)
        return invalid("expected every stage once, but stages." + mapping.from.text() +
                       " is there twice");
    }
  }
  for (const StageTimers& timers : plan.stage_timers) {
    if (find_stage(target, timers.stage) != nullptr) continue;
    return invalid("expected timers." + timers.stage.text() +
                       " to name a stage of the new definition, but it has none",
                   "policies are named by the new stages");
  }
  return {};
}

Result<void> check_plan(const State& state, const MigrationPlan& plan) {
  TRY(check_reason(plan.reason, ReasonNeeded::yes, "a migration"));
  if (is_undo(plan)) return {};
  if (plan.stages.size() + plan.stage_timers.size() + plan.departments.size() > kMostNamed)
    return Error{ErrorCode::too_large, "expected at most 1000 names in a plan"};
  const auto target = state.workflows.find(plan.to);
  if (target == state.workflows.end() || target->second.id != plan.workflow) {
    return Error{ErrorCode::not_found,
                 "expected \"to\" to name a deployed definition of " + plan.workflow.text() +
                     ", but there is none",
                 "budgetctl workflow list shows them; deploy the new one first"};
  }
  return check_mapping(state, plan, target->second);
}

void tell_migrated(Decision& decision, const Instance& before, const Instance& after) {
  if (before.due_on == after.due_on && before.stage == after.stage) return;
  const State& state = decision.state();
  const WorkflowDefinition& definition = state.workflows.at(after.definition);
  const Turn turn{state.directory, state.substitutions, definition, after, decision.today()};
  std::string text = subject_of(state, after) + "改按" + title_of(definition) + "办理，现为" +
                     quoted_title(definition, after.stage);
  if (before.due_on != after.due_on) {
    text +=
        after.due_on
            ? "，应于" + due_text(*find_stage(definition, after.stage), *after.due_on) + "前办理"
            : "，不再有期限";
    if (before.due_on) text += "（原为" + before.due_on->to_chinese() + "）";
  }
  decision.notify(after.id, NoticeTopic::deadline_moved, whose_turn(turn), text + "。");
}

void migrate_one(Decision& decision, WorkflowMigrator& migrator, MigrationId id,
                 const Instance& instance) {
  MigrationOutcome outcome = migrator.outcome(instance);
  if (!outcome.after) {
    decision.record(InstanceNotMigrated{id, instance.id, std::move(outcome.why)});
    return;
  }
  Instance after = instance;
  put(after, *outcome.after);
  decision.record(InstanceMigrated{id, instance.id, standing_of(instance), *outcome.after});
  tell_migrated(decision, instance, after);
  const Stage& stage = *find_stage(decision.state().workflows.at(after.definition), after.stage);
  const bool still_waits = !stage.waits_for.empty() && !after.work.wait_is_over;
  const bool nothing_to_wait_for = !stage.node_months.empty() && !after.node_timer &&
                                   !still_waits && !after.work.suspended_since;
  if (nothing_to_wait_for) conclude_monitoring(decision, after);
}

}  // namespace

Result<void> decide_on(Decision& decision, const ProposeMigration& action) {
  const State& state = decision.state();
  const MigrationPlan& plan = action.plan;
  TRY(check_plan(state, plan));
  for (const auto& [id, other] : state.migrations) {
    if (other.plan.region != plan.region) continue;
    return conflict(
        "expected no other migration in region " + plan.region.text() + ", but " +
            std::to_string(id.value()) + " is " + name_of(other.phase),
        "confirm or drop that one first: budgetctl migration show " + std::to_string(id.value()));
  }
  const std::vector<InstanceId> meant =
      migration_candidates(state, plan, InstanceId(), std::numeric_limits<std::size_t>::max());
  if (meant.empty()) {
    return conflict("expected running instances to migrate, but the plan fits none",
                    is_undo(plan) ? "those that entered another stage since cannot be put back"
                                  : "instances that are under the new definition already stay");
  }
  const MigrationId id(state.last_migration.value() + 1);
  decision.record(MigrationProposed{id, plan});
  const PersonId& proposer = decision.command().actor;
  const std::string what = is_undo(plan)
                               ? "撤销第 " + std::to_string(plan.undoes.value()) + " 项流程迁移"
                               : "把 " + std::to_string(meant.size()) + " 件在办预算迁移到" +
                                     title_of(state.workflows.at(plan.to));
  decision.notify(InstanceId(), NoticeTopic::arranged,
                  others_who_steer(state, plan.region, proposer),
                  state.directory.name_of(proposer) + "提议" + what + "（第 " +
                      std::to_string(id.value()) + " 项迁移），请另一人确认：" + plan.reason);
  return {};
}

Result<void> decide_on(Decision& decision, const ConfirmMigration& action) {
  const WorkflowMigration& migration = decision.state().migrations.at(action.migration);
  if (migration.phase != MigrationPhase::proposed)
    return conflict("expected a migration that waits to be confirmed, but it is " +
                    std::string(name_of(migration.phase)));
  decision.record(MigrationConfirmed{action.migration});
  return {};
}

Result<void> decide_on(Decision& decision, const DropMigration& action) {
  const WorkflowMigration& migration = decision.state().migrations.at(action.migration);
  TRY(check_reason(action.reason, ReasonNeeded::no, "dropping a migration"));
  if (migration.phase != MigrationPhase::proposed) {
    return conflict("expected a migration that waits to be confirmed, but it is " +
                        std::string(name_of(migration.phase)),
                    "one that runs ends by itself; undo it afterwards");
  }
  decision.record(MigrationDropped{action.migration, action.reason});
  return {};
}

Result<void> decide_on(Decision& decision, const ContinueMigration& action) {
  const State& state = decision.state();
  const auto found = state.migrations.find(action.migration);
  if (found == state.migrations.end() || found->second.phase != MigrationPhase::running) return {};
  const WorkflowMigration& migration = found->second;
  WorkflowMigrator migrator(state, migration.plan, {migration.proposed_by, migration.confirmed_by},
                            decision.now(), decision.context().plugins);
  const std::vector<InstanceId> batch =
      migration_candidates(state, migration.plan, migration.reached, kBatch);
  for (const InstanceId id : batch)
    migrate_one(decision, migrator, migration.id, state.instances.at(id).data);
  if (batch.empty())
    decision.record(MigrationFinished{migration.id, migration.migrated, migration.refused});
  return {};
}

}  // namespace budget
