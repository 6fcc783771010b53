#include "http/rows.h"

#include <budget/rate.h>

namespace budget {
namespace {

void write_timer(JsonWriter& json, const Instance& data) {
  const std::optional<Timer>& timer = data.stage_timer ? data.stage_timer : data.node_timer;
  json.key("next_timer");
  if (!timer) {
    json.null();
    return;
  }
  json.begin_object().field("name", timer->name).field("at", timer->at).end_object();
}

void write_people(JsonWriter& json, const Instance& data) {
  json.key("authors").begin_array();
  for (const PersonId& person : data.authors)
    json.value(person);
  json.end_array().key("actors").begin_array();
  for (const StageActor& actor : data.actors) {
    json.begin_object().field("stage", actor.stage).field("person", actor.person).end_object();
  }
  json.end_array();
}

/// Where it comes from, and what it has to do with others.
void write_origin(JsonWriter& json, const InstanceRow& row) {
  const Origin origin = row.data.origin.value_or(Origin());
  json.field_or_null("parent", origin.parent).field_or_null("about", origin.about);
  json.field_or_null("alert", origin.alert).field("children", row.data.children);
  json.key("may_open").begin_array();
  for (const WorkflowId& workflow : row.may_open)
    json.value(workflow);
  json.end_array().field_or_null("missing", row.missing);
}

void write_gate(JsonWriter& json, const std::optional<Gate>& gate) {
  json.key("gate");
  if (!gate) {
    json.null();
    return;
  }
  json.begin_object().key("rules").begin_array();
  for (const PluginName& rule : gate->rules)
    json.value(rule);
  json.end_array().field("blocks", name_of(gate->blocks));
  json.field("not_checked", name_of(gate->not_checked)).end_object();
}

void write_turn(JsonWriter& json, const InstanceRow& row) {
  json.field_or_null("stage_role_title", row.stage_role_title).key("holders").begin_array();
  for (const PersonName& person : row.holders)
    json.begin_object().field("id", person.id).field("name", person.name).end_object();
  json.end_array().key("acts").begin_array();
  for (const ActRow& act : row.acts) {
    json.begin_object().field("id", act.act).field("title", act.title);
    json.field("kind", name_of(act.kind)).field_or_null("role", act.role);
    json.field("reason_required", act.reason_required);
    write_gate(json, act.gate);
    json.end_object();
  }
  json.end_array();
  json.key("pins").begin_array();
  for (const PluginPin& pin : row.data.pins)
    write(json, pin);
  json.end_array();
}

void write_plugin(JsonWriter& json, const PluginReport& plugin) {
  json.begin_object();
  json.field("name", plugin.pin.plugin).field("version", plugin.pin.version);
  json.field("hash", plugin.pin.hash).field("is_shadow", plugin.is_shadow);
  json.field_or_null("problem", plugin.problem).field("rows", plugin.rows);
  json.field("errors", plugin.errors).field("warnings", plugin.warnings);
  json.field("infos", plugin.infos).key("rules_run").begin_array();
  for (const RuleId& rule : plugin.run)
    json.value(rule);
  json.end_array().key("rules_not_run").begin_array();
  for (const RuleNotRun& rule : plugin.not_run)
    json.begin_object().field("rule", rule.rule).field("reason", rule.reason).end_object();
  json.end_array().key("findings").begin_array();
  for (const Finding& finding : plugin.findings)
    write(json, finding);
  json.end_array().end_object();
}

void write_plan(JsonWriter& json, const Plan& plan) {
  json.key("plan").begin_array();
  for (const PlanNode& node : plan.nodes) {
    json.begin_object()
        .field("month", node.month)
        .money("cumulative", node.cumulative)
        .end_object();
  }
  json.end_array();
}

void write_indicator(JsonWriter& json, const Indicator& indicator) {
  json.begin_object().key("path").begin_array();
  for (const std::string& name : indicator.path)
    json.value(name);
  json.end_array();
  json.field("description", indicator.description)
      .field("comparator", name_of(indicator.comparator));
  json.field("value", indicator.value)
      .field("unit", indicator.unit)
      .field("weight", indicator.weight);
  json.field("basis", indicator.basis).field("raw", indicator.raw).end_object();
}

void write_sheet(JsonWriter& json, const Project& project) {
  json.field("code", project.code.view()).field("name", project.name).field("unit", project.unit);
  json.money("budget", project.funds.budget)
      .money("fiscal", project.funds.fiscal)
      .money("other", project.funds.other);
  json.field("purpose", project.purpose);
  write_plan(json, project.plan);
  json.key("goals").begin_array();
  for (const Goal& goal : project.goals) {
    json.begin_object().field("number", goal.number).field("text", goal.text).end_object();
  }
  json.end_array().key("indicators").begin_array();
  for (const Indicator& indicator : project.indicators)
    write_indicator(json, indicator);
  json.end_array();
}

void write_paid(JsonWriter& json, const std::array<Money, 12>& paid) {
  Money total;
  json.key("paid_by_month").begin_array();
  for (std::size_t i = 0; i < paid.size(); ++i) {
    json.begin_object().field("month", i + 1).money("paid", paid[i]).end_object();
    total += paid[i];
  }
  json.end_array().money("paid", total);
}

}  // namespace

std::string instance_key(FiscalYear year, const DepartmentId& department) {
  return std::to_string(year.value()) + "-" + department.text();
}

void write(JsonWriter& json, const PluginPin& pin) {
  json.begin_object().field("plugin", pin.plugin).field("version", pin.version);
  json.field("hash", pin.hash).end_object();
}

void write(JsonWriter& json, const ReportRow& row) {
  const Report& data = row.data;
  json.begin_object();
  json.field("instance", row.instance).field("check", data.check);
  json.field("moment", data.moment).field_or_null("moment_title", row.moment_title);
  json.field("stage", data.stage).field("stage_title", row.stage_title);
  json.field("round", data.round).field("day", data.day).field("at", data.at);
  json.field("is_stale", data.is_stale).key("plugins").begin_array();
  for (const PluginReport& plugin : row.plugins)
    write_plugin(json, plugin);
  json.end_array().end_object();
}

void write(JsonWriter& json, const InstanceRow& row) {
  const Instance& data = row.data;
  json.begin_object();
  json.field("id", data.id).field("key", name_of(data)).field("workflow", data.workflow);
  json.field("fiscal_year", data.year.value());
  json.field("department", data.department).field("department_name", row.department_name);
  json.field("stage", data.stage)
      .field("stage_title", row.stage_title)
      .field_or_null("stage_role", row.stage_role);
  write_turn(json, row);
  json.field("entered_at", data.entered_at)
      .field("round", data.round)
      .field("revision", data.revision);
  json.field("due_on", data.due_on).field("due_is_provisional", data.due_is_provisional);
  json.field("is_overdue", data.is_overdue).field("is_closed", data.is_closed);
  json.field_or_null("last_act", data.last_act);
  json.field_or_null("last_act_title", row.last_act_title);
  json.field_or_null("last_actor", data.last_actor);
  json.field_or_null("previous_stage", data.previous_stage);
  write_origin(json, row);
  write_people(json, data);
  json.key("author_names").begin_array();
  for (const PersonName& author : row.authors)
    json.value(author.name);
  json.end_array();
  write_work(json, data.work);
  write_timer(json, data);
  json.key("nodes_checked").begin_array();
  for (const int month : data.nodes_checked)
    json.value(month);
  json.end_array();
  json.field("projects", row.projects)
      .money("budget", row.budget)
      .money("planned_to_date", row.planned_to_date);
  json.money("paid", row.paid).field("open_alerts", row.open_alerts);
  json.field("definition", data.definition)
      .field("rule_set", data.rule_set)
      .field("calendar", data.calendar);
  json.end_object();
}

void write(JsonWriter& json, const ProjectRow& row) {
  json.begin_object().field("instance", row.instance).field("fiscal_year", row.year.value());
  write_sheet(json, row.project);
  json.key("versions").begin_array();
  for (const PlanVersion& version : row.versions) {
    json.begin_object().field("number", version.number).field("effective_on", version.effective_on);
    json.field("approval", version.approval);
    write_plan(json, version.plan);
    json.end_object();
  }
  json.end_array();
  write_paid(json, row.paid);
  const Money original =
      (row.funds_changes.empty() ? row.project.funds : row.funds_changes.front().before).budget;
  json.money("original_budget", original).key("funds_changes").begin_array();
  for (const FundsChange& change : row.funds_changes) {
    json.begin_object().field("effective_on", change.effective_on);
    json.money("budget_before", change.before.budget)
        .money("fiscal_before", change.before.fiscal)
        .money("other_before", change.before.other)
        .end_object();
  }
  json.end_array().key("goal_progress").begin_array();
  for (const GoalProgress& progress : row.achieved) {
    json.begin_object().field("month", progress.month);
    json.field("achieved_percent", progress.achieved.to_percent()).end_object();
  }
  json.end_array().field("open_alerts", row.open_alerts).end_object();
}

void write(JsonWriter& json, const AlertRow& row) {
  const Alert& data = row.data;
  const AlertInputs& inputs = data.inputs;
  const Money gap = inputs.planned - inputs.paid;
  json.begin_object();
  json.field("id", data.id)
      .field("instance", data.instance)
      .field("instance_key", instance_key(row.year, row.department));
  json.field("fiscal_year", row.year.value());
  json.field("department", row.department).field("department_name", row.department_name);
  json.field("project_code", data.project.view()).field("project_name", row.project_name);
  json.field("rule", data.rule)
      .field("rule_set", data.rule_set)
      .field("rule_set_version", data.rule_set_version);
  json.field("month", data.month)
      .field("level", name_of(data.level))
      .field("level_title", chinese_name_of(data.level));
  json.field("state", name_of(data.state)).field("cause", name_of(data.cause));
  json.field("cause_title", chinese_name_of(data.cause));
  json.field("raised_at", data.raised_at)
      .field("changed_at", data.changed_at)
      .field("sentence", data.sentence);
  json.money("budget", inputs.budget)
      .money("planned", inputs.planned)
      .money("paid", inputs.paid)
      .money("gap", gap);
  json.field("lag_percent", share_of(gap, inputs.budget).to_percent())
      .money("paid_to_date", inputs.paid_to_date);
  json.field_or_null("next_month", inputs.next_month).money("next_planned", inputs.next_planned);
  json.money("stake", stake_of(inputs));
  const AlertHandling& handling = row.handling;
  json.field("phase", name_of(handling.phase))
      .field("phase_title", chinese_name_of(handling.phase));
  json.key("deviation_causes").begin_array();
  for (const DeviationCause cause : handling.causes)
    json.value(name_of(cause));
  json.end_array().key("deviation_cause_titles").begin_array();
  for (const DeviationCause cause : handling.causes)
    json.value(chinese_name_of(cause));
  json.end_array();
  json.field_or_null("explanation", handling.explanation)
      .field_or_null("attachment", handling.attachment)
      .field_or_null("answered_by", handling.answered_by)
      .field_or_null("demand", handling.demand)
      .field("answer_due_on", handling.due_on)
      .field("suppressed_until", handling.suppressed_until)
      .field_or_null("suppressed_because", handling.suppressed_because);
  json.end_object();
}

void write(JsonWriter& json, const EventRow& row) {
  json.begin_object()
      .field("seq", row.seq)
      .field("at", row.envelope.at)
      .field("actor", row.envelope.actor)
      .field("actor_name", row.actor_name);
  json.field("via", name_of(row.envelope.via))
      .field("type", row.type)
      .field("version", row.version);
  json.field_or_null("act_title", row.act_title)
      .field_or_null("from_title", row.from_title)
      .field_or_null("stage_title", row.stage_title)
      .field_or_null("summary", row.summary);
  json.field_or_null("instance", row.instance)
      .key("payload")
      .raw(row.payload)
      .field("hash", row.hash)
      .end_object();
}

void write(JsonWriter& json, const BatchRow& row) {
  json.begin_object()
      .field("id", row.batch)
      .field("source", row.source)
      .field("fiscal_year", row.year.value());
  json.field("at", row.at)
      .field("actor", row.actor)
      .field("rows", row.rows)
      .field("known", row.known);
  json.field("rejected", row.rejected).money("sum", row.sum).end_object();
}

void write(JsonWriter& json, const RejectRow& row) {
  json.begin_object().field("id", row.id).field("batch", row.batch).field("row", row.reject.row);
  json.field("text", row.reject.text).field("reason", row.reject.reason).end_object();
}

void write(JsonWriter& json, const PaymentReject& reject) {
  json.begin_object()
      .field("row", reject.row)
      .field("text", reject.text)
      .field("reason", reject.reason)
      .end_object();
}

void write(JsonWriter& json, const NoticeRow& row) {
  json.begin_object().field("id", row.data.id).field_or_null("instance", row.data.instance);
  json.field("topic", name_of(row.data.topic)).key("recipients").begin_array();
  for (const PersonId& person : row.data.recipients)
    json.value(person);
  json.end_array().key("recipient_names").begin_array();
  for (const std::string& name : row.recipient_names)
    json.value(name);
  json.end_array()
      .field("text", row.data.text)
      .field("state", row.state)
      .field_or_null("channel", row.channel);
  json.field_or_null("problem", row.problem)
      .field("attempts", row.data.attempts)
      .field("queued_at", row.queued_at);
  json.key("next_try");
  if (row.state == "queued") {
    json.value(row.data.next_try);
  } else {
    json.null();
  }
  json.end_object();
}

void write(JsonWriter& json, const LetterRow& row) {
  json.begin_object().field("id", row.data.id).field("channel", row.data.channel);
  json.field_or_null("person", row.data.person).field_or_null("person_name", row.person_name);
  json.key("notices").begin_array();
  for (const NoticeId notice : row.data.notices)
    json.value(notice);
  json.end_array().key("texts").begin_array();
  for (const std::string& text : row.texts)
    json.value(text);
  json.end_array().field("problem", row.data.problem).field("attempts", row.data.attempts);
  json.field("changed_at", row.data.changed_at).end_object();
}

void write(JsonWriter& json, const ChannelRow& row) {
  json.begin_object().field("name", row.route.name).field("state", row.is_off ? "off" : "on");
  json.field_or_null("problem", row.problem)
      .field("letters", row.route.each_person ? "person" : "channel");
  json.field("waiting", row.waiting).field("dead", row.dead).end_object();
}

void write(JsonWriter& json, const CycleRow& row) {
  json.begin_object().field("region", row.region).field("region_name", row.region_name);
  json.field("fiscal_year", row.year.value())
      .field("workflow", row.workflow)
      .field("opened_at", row.opened_at);
  json.field("instances", row.instances).field("closed", row.closed).end_object();
}

}  // namespace budget
