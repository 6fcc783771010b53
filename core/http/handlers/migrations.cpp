#include <array>
#include <limits>

#include "http/body.h"
#include "http/handlers/handlers.h"
#include "http/problem.h"
#include "http/rows.h"
#include "http/visibility.h"

namespace budget {
namespace {

constexpr std::int64_t kLargestId = std::numeric_limits<std::int64_t>::max();

std::optional<TimerPolicy> read_policy(ObjectReader& reader, std::string_view name) {
  const std::string text = reader.optional_text(name);
  if (text.empty()) return std::nullopt;
  for (const TimerPolicy policy :
       {TimerPolicy::keep_due, TimerPolicy::keep_remaining, TimerPolicy::restart}) {
    if (text == name_of(policy)) return policy;
  }
  reader.complain(name, "expected keep_due, keep_remaining or restart", text);
  return std::nullopt;
}

/// A plan with its definitions as they were written: a version, or the beginning of a hash.
struct SentPlan {
  MigrationPlan plan;
  std::string from;
  std::string to;
};

void read_stages(ObjectReader& reader, std::vector<Finding>& findings, MigrationPlan& plan) {
  const boost::json::array& stages = reader.optional_array("stages");
  for (std::size_t i = 0; i < stages.size(); ++i) {
    ObjectReader row(stages[i], element_path("stages", i), findings);
    StageMapping mapping{StageId(row.text("from")), StageId(row.text("to"))};
    row.finish();
    plan.stages.push_back(std::move(mapping));
  }
  const boost::json::array& timers = reader.optional_array("stage_timers");
  for (std::size_t i = 0; i < timers.size(); ++i) {
    ObjectReader row(timers[i], element_path("stage_timers", i), findings);
    StageTimers one{StageId(row.text("stage")), {}};
    const std::optional<TimerPolicy> policy = read_policy(row, "timers");
    if (!policy) row.complain("timers", "expected keep_due, keep_remaining or restart");
    one.policy = policy.value_or(TimerPolicy::keep_due);
    row.finish();
    plan.stage_timers.push_back(std::move(one));
  }
}

/// The region where the caller steers the year, when the plan names none.
RegionCode own_region(const Call& call) {
  return call.account->roles.empty() ? RegionCode() : call.account->roles.front().region;
}

Result<SentPlan> sent_plan(const Call& call, std::vector<Finding>& findings) {
  const boost::json::value body = TRY(parse_json(call.request.body));
  ObjectReader reader(body, "", findings);
  SentPlan sent;
  MigrationPlan& plan = sent.plan;
  plan.region = RegionCode(reader.optional_text("region"));
  if (plan.region.empty()) plan.region = own_region(call);
  plan.reason = reader.optional_text("reason");
  plan.undoes = MigrationId(reader.optional_integer("undoes", 1, kLargestId).value_or(0));
  if (!is_undo(plan)) {
    plan.workflow = WorkflowId(reader.text("workflow"));
    const auto year = reader.optional_integer("fiscal_year", 2000, 2099);
    if (year) plan.year = TRY(FiscalYear::of(static_cast<int>(*year)));
    for (std::string& department : reader.optional_texts("departments"))
      plan.departments.emplace_back(std::move(department));
    sent.from = reader.optional_text("from");
    sent.to = reader.text("to");
    plan.timers = read_policy(reader, "timers").value_or(TimerPolicy::keep_due);
    read_stages(reader, findings, plan);
  }
  reader.finish();
  return sent;
}

Result<MigrationPlan> resolved(SentPlan sent, Desk& desk) {
  if (is_undo(sent.plan)) return std::move(sent.plan);
  const std::vector<WorkflowRow> rows = TRY(desk.queries.workflows());
  const std::string workflow = sent.plan.workflow.text();
  sent.plan.to = TRY(workflow_named(workflow + "@" + sent.to, rows)).definition.hash;
  if (!sent.from.empty())
    sent.plan.from = TRY(workflow_named(workflow + "@" + sent.from, rows)).definition.hash;
  return std::move(sent.plan);
}

Result<MigrationId> migration_in(const Call& call) {
  return MigrationId(TRY(parse_integer("id", call.path[0], 1, kLargestId)));
}

Response bad_request(const std::vector<Finding>& findings) {
  return std::get<Response>(prepared(ProposeMigration{}, findings));
}

}  // namespace

Result<Response> preview_migration(const Call& call, Desk& desk) {
  TRY(may_read_all(call));
  std::vector<Finding> findings;
  SentPlan sent = TRY(sent_plan(call, findings));
  if (!findings.empty()) return bad_request(findings);
  const MigrationPlan plan = TRY(resolved(std::move(sent), desk));
  const std::vector<PluginInfo> plugins =
      desk.catalog == nullptr ? std::vector<PluginInfo>() : desk.catalog->plugins();
  return list_of(Listed<MigratedRow>{
      TRY(desk.queries.preview_migration(plan, {call.account->id}, desk.now, plugins)), {}});
}

Result<Prepared> propose_migration(const Call& call, Desk& desk) {
  std::vector<Finding> findings;
  SentPlan sent = TRY(sent_plan(call, findings));
  if (!findings.empty()) return Prepared(bad_request(findings));
  return Prepared(Action(ProposeMigration{TRY(resolved(std::move(sent), desk))}));
}

Result<Prepared> act_on_migration(const Call& call, Desk&) {
  const boost::json::value body = TRY(parse_json(call.request.body));
  std::vector<Finding> findings;
  ObjectReader reader(body, "", findings);
  const std::string act = reader.text("act");
  const std::string reason = reader.optional_text("reason");
  if (!act.empty() && act != "confirm" && act != "drop")
    reader.complain("act", "expected confirm or drop", act);
  reader.finish();
  if (!findings.empty()) return prepared(ConfirmMigration{}, findings);
  const MigrationId id = TRY(migration_in(call));
  if (act == "confirm") return Prepared(Action(ConfirmMigration{id}));
  return Prepared(Action(DropMigration{id, reason}));
}

Response tell_migration(const Call&, const Outcome& outcome) {
  const auto* proposed = find_event<MigrationProposed>(outcome);
  const auto* confirmed = find_event<MigrationConfirmed>(outcome);
  const auto* dropped = find_event<MigrationDropped>(outcome);
  MigrationId id;
  if (proposed != nullptr) id = proposed->migration;
  if (confirmed != nullptr) id = confirmed->migration;
  if (dropped != nullptr) id = dropped->migration;
  JsonWriter json;
  json.begin_object().field_or_null("migration", id);
  return told(std::move(json), outcome, proposed != nullptr ? 201 : 200);
}

Result<Response> get_migrations(const Call& call, Desk& desk) {
  TRY(may_read_all(call));
  const Page page = TRY(call.query.page());
  Listed<MigrationRow> listed{TRY(desk.queries.migrations(page)), {}};
  if (listed.rows.size() == static_cast<std::size_t>(page.limit))
    listed.next = listed.rows.back().data.id.value();
  return list_of(listed);
}

Result<Response> get_migration(const Call& call, Desk& desk) {
  TRY(may_read_all(call));
  const MigrationId id = TRY(migration_in(call));
  JsonWriter json;
  write(json, TRY(desk.queries.migration(id)));
  return Response{.body = std::move(json).text()};
}

Result<Response> get_migrated(const Call& call, Desk& desk) {
  TRY(may_read_all(call));
  const Page page = TRY(call.query.page());
  const MigrationId id = TRY(migration_in(call));
  TRY(desk.queries.migration(id));
  Listed<MigratedRow> listed{TRY(desk.queries.migrated(id, page)), {}};
  if (listed.rows.size() == static_cast<std::size_t>(page.limit))
    listed.next = listed.rows.back().instance.value();
  return list_of(listed);
}

}  // namespace budget
