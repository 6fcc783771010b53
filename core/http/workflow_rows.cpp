#include "http/json_writer.h"
#include "http/rows.h"
#include "model/migration.h"

namespace budget {
namespace {

constexpr std::size_t kShortestHash = 6;

void write_timer(JsonWriter& json, const char* name, const std::optional<Timer>& timer) {
  json.key(name);
  if (!timer) {
    json.null();
    return;
  }
  json.begin_object().field("name", timer->name).field("occurrence", timer->occurrence);
  json.field("at", timer->at).end_object();
}

void write_standing(JsonWriter& json, const char* name, const std::optional<Standing>& standing,
                    const std::string& title) {
  json.key(name);
  if (!standing) {
    json.null();
    return;
  }
  json.begin_object().field("definition", standing->definition);
  json.field("stage", standing->stage).field("stage_title", title);
  json.field("due_on", standing->due_on);
  json.field("due_is_provisional", standing->due_is_provisional);
  json.field("is_overdue", standing->is_overdue);
  write_timer(json, "stage_timer", standing->stage_timer);
  write_timer(json, "node_timer", standing->node_timer);
  json.end_object();
}

void write_plan(JsonWriter& json, const MigrationPlan& plan) {
  json.field("region", plan.region).field_or_null("workflow", plan.workflow);
  json.key("fiscal_year");
  plan.year ? json.value(plan.year->value()) : json.null();
  json.key("departments").begin_array();
  for (const DepartmentId& department : plan.departments)
    json.value(department);
  json.end_array().field_or_null("from", plan.from).field_or_null("to", plan.to);
  json.key("stages").begin_array();
  for (const StageMapping& mapping : plan.stages)
    json.begin_object().field("from", mapping.from).field("to", mapping.to).end_object();
  json.end_array().field("timers", name_of(plan.timers)).key("stage_timers").begin_array();
  for (const StageTimers& timers : plan.stage_timers) {
    json.begin_object().field("stage", timers.stage);
    json.field("timers", name_of(timers.policy)).end_object();
  }
  json.end_array().field("reason", plan.reason).field_or_null("undoes", plan.undoes);
}

}  // namespace

Result<WorkflowRow> workflow_named(const std::string& name, const std::vector<WorkflowRow>& rows) {
  const std::size_t at = name.find('@');
  const std::string id = name.substr(0, at);
  const std::string which = at == std::string::npos ? std::string() : name.substr(at + 1);
  const WorkflowRow* found = nullptr;
  bool is_unclear = false;
  for (const WorkflowRow& row : rows) {
    const std::string& hash = row.definition.hash.text();
    const bool is_hash = which.size() >= kShortestHash && hash.starts_with(which);
    const bool is_bare_hash =
        at == std::string::npos && id.size() >= kShortestHash && hash.starts_with(id);
    const bool is_one =
        row.definition.id.text() == id &&
        (which.empty() ? row.is_current
                       : is_hash || which == std::to_string(row.definition.version));
    if (!is_one && !is_bare_hash) continue;
    is_unclear = is_unclear || found != nullptr;
    if (found == nullptr) found = &row;
  }
  if (found == nullptr) {
    return Error{ErrorCode::not_found,
                 "expected to find the definition " + name + ", but none is deployed",
                 "name it as annual_budget, annual_budget@3 or by the beginning of its hash"};
  }
  if (is_unclear) {
    return Error{ErrorCode::conflict,
                 "expected one definition " + name + ", but several were deployed with this label",
                 "name it by the beginning of its hash: budgetctl workflow list"};
  }
  return *found;
}

void write(JsonWriter& json, const WorkflowRow& row) {
  const WorkflowDefinition& definition = row.definition;
  json.begin_object().field("id", definition.id).field("version", definition.version);
  json.field("title", definition.title).field("hash", definition.hash);
  json.field("is_current", row.is_current).field("open_instances", row.open_instances);
  json.field("stages", definition.stages.size()).end_object();
}

void write(JsonWriter& json, const MigrationRow& row) {
  const WorkflowMigration& data = row.data;
  json.begin_object().field("id", data.id).field("phase", name_of(data.phase));
  write_plan(json, data.plan);
  json.field("proposed_by", data.proposed_by).field("proposed_by_name", row.proposed_by_name);
  json.field("proposed_at", row.proposed_at);
  json.field_or_null("confirmed_by", data.confirmed_by);
  json.field_or_null("confirmed_by_name", row.confirmed_by_name);
  json.field("confirmed_at", row.confirmed_at).field_or_null("ended_by_name", row.ended_by_name);
  json.field("ended_at", row.ended_at).field_or_null("end_reason", row.end_reason);
  json.field("migrated", data.migrated).field("refused", data.refused).end_object();
}

void write(JsonWriter& json, const MigratedRow& row) {
  json.begin_object().field("instance", row.instance);
  json.field("key", instance_key(row.year, row.department));
  json.field("department", row.department).field("department_name", row.department_name);
  write_standing(json, "before", row.before, row.before_title);
  write_standing(json, "after", row.after, row.after_title);
  json.field("stage_timer", name_of(row.proof.stage)).field("node_timer", name_of(row.proof.node));
  json.field_or_null("why", row.why).end_object();
}

}  // namespace budget
