#include "case_run.h"

#include "case_words.h"
#include "config/migration_file.h"
#include "config/workflow_file.h"
#include "engine/migration/migrator.h"
#include "engine/replay/year_replay.h"
#include "store/content_hash.h"
#include "store/entries.h"

namespace budget::cases {

/// A plan names its definitions by version.
MigrationPlan CaseRun::plan_of(const std::string& file) const {
  const Loaded<MigrationFile> loaded = load_migration_file(file);
  for (const Finding& finding : loaded.report.findings())
    throw std::runtime_error(finding.place.to_text() + ": " + finding.message);
  MigrationPlan plan = loaded.value.plan;
  plan.region = RegionCode(given_.region);
  for (const auto& [hash, definition] : engine_.state().workflows) {
    if (std::to_string(definition.version) == loaded.value.to) plan.to = hash;
    if (std::to_string(definition.version) == loaded.value.from) plan.from = hash;
  }
  return plan;
}

void CaseRun::play_definitions(const std::vector<std::string>& words, const std::string& reason) {
  const std::string& verb = words[1];
  const PersonId person(words[0]);
  if (verb == "deploys") {
    Loaded<WorkflowDefinition> loaded = load_workflow_file(words.at(2));
    for (const Finding& finding : loaded.report.findings())
      write_line("  " + finding.place.to_text() + ": " + finding.message);
    loaded.value.hash = content_hash(loaded.value);
    command(words[0], DeployWorkflow{std::move(loaded.value), reason});
  } else if (verb == "tries") {
    const State& state = engine_.state();
    const MigrationPlan plan = plan_of(words.at(2));
    WorkflowMigrator migrator(state, plan, {person}, clock_.now(), {});
    for (const InstanceId id : migration_candidates(state, plan, {}, state.instances.size())) {
      const Instance& instance = state.instances.at(id).data;
      const MigrationOutcome outcome = migrator.outcome(instance);
      const std::string after =
          !outcome.after
              ? "stays: " + outcome.why
              : "goes: " + instance.stage.text() + " → " + outcome.after->stage.text() + ", due " +
                    due_text(instance.due_on) + " → " + due_text(outcome.after->due_on);
      write_line("  " + instance.department.text() + " " + after);
    }
  } else if (verb == "proposes") {
    command(words[0], ProposeMigration{plan_of(words.at(2))});
  } else if (verb == "undoes") {
    MigrationPlan plan;
    plan.region = RegionCode(given_.region);
    plan.undoes = MigrationId(std::stoi(words.at(3)));
    plan.reason = reason;
    command(words[0], ProposeMigration{std::move(plan)});
  } else if (verb == "confirms") {
    command(words[0], ConfirmMigration{MigrationId(std::stoi(words.at(3)))});
    go_on_to(clock_.now());
  } else {
    command(words[0], DropMigration{MigrationId(std::stoi(words.at(3))), reason});
  }
}

void CaseRun::replay(const std::vector<std::string>& words) {
  ReplayedChanges changes;
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i].find("rules") == std::string::npos) {
      WorkflowDefinition changed = test::load_workflow(words[i]);
      const WorkflowId id = changed.id;
      changes.workflows[id] = std::move(changed);
    } else {
      RuleSet changed = test::load_rule_set(words[i]);
      const RuleSetId id = changed.id;
      changes.rule_sets[id] = std::move(changed);
    }
  }
  YearReplay replay(std::move(changes));
  must(read_entries(database_,
                    [&](const Entry& entry, EventSeq first) { replay.take(entry, first); }));
  const ReplayReport report = replay.finish();
  for (const ReplayedDifference& one : report.differences) {
    write_line("  " + minute_of(one.at) + "  " + title_of(one.kind) + "  " + one.instance + "  " +
               one.what + ": " + one.before + " | " + one.after);
  }
  for (const auto& [what, count] : report.compared)
    write_line("  compared " + what + " " + std::to_string(count));
  for (const auto& [what, count] : report.not_compared)
    write_line("  not compared " + what + " " + std::to_string(count));
}

}  // namespace budget::cases
