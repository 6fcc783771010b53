#include "http/rows.h"

namespace budget {
namespace {

void write_person(JsonWriter& json, const PersonName& person) {
  json.begin_object().field("id", person.id).field("name", person.name).end_object();
}

void write_delegation(JsonWriter& json, const std::optional<Delegation>& delegation) {
  json.key("delegation");
  if (!delegation) {
    json.null();
    return;
  }
  json.begin_object().field("from", delegation->from).field("to", delegation->to).end_object();
}

void write_repair(JsonWriter& json, const std::optional<RepairProposal>& repair) {
  json.key("repair");
  if (!repair) {
    json.null();
    return;
  }
  json.begin_object().field("to", repair->to).field("by", repair->by);
  json.field("reason", repair->reason).end_object();
}

void write_sheets(JsonWriter& json, const std::vector<SheetWork>& sheets, const char* people) {
  json.key("sheets").begin_array();
  for (const SheetWork& work : sheets) {
    json.begin_object();
    json.field("month",
               work.month == kEvaluation ? std::string("evaluation") : std::to_string(work.month));
    json.field("title", sheet_title(work.month));
    json.field("to_do", work.phase == SheetPhase::handed_in ? "judge" : "fill");
    json.field("projects", work.projects).field("due_on", work.due_on);
    json.field("is_overdue", work.is_overdue).key(people);
    write(json, work.people);
    json.end_object();
  }
  json.end_array();
}

}  // namespace

void write(JsonWriter& json, const std::vector<PersonName>& people) {
  json.begin_array();
  for (const PersonName& person : people)
    write_person(json, person);
  json.end_array();
}

void write_work(JsonWriter& json, const StageWork& work) {
  json.field_or_null("assignee", work.assignee);
  write_delegation(json, work.delegation);
  json.key("added_signers").begin_array();
  for (const AddedSigner& added : work.added_signers)
    json.begin_object().field("person", added.person).field("by", added.by).end_object();
  json.end_array().key("signatures").begin_array();
  for (const Vote& vote : work.votes) {
    json.begin_object().field("act", vote.act).field("signer", vote.signer);
    json.field("actor", vote.actor).end_object();
  }
  json.end_array();
  write_repair(json, work.repair);
  json.field("suspended_since", work.suspended_since);
  json.field("is_unstaffed", work.is_unstaffed).field("is_terminated", work.is_terminated);
}

void write(JsonWriter& json, const TurnRow& row) {
  json.begin_object().field("instance", row.instance).field("day", row.day).key("turn");
  write(json, row.turn);
  json.key("can").begin_array();
  for (const CapableRow& can : row.can) {
    json.begin_object().field("id", can.person.id).field("name", can.person.name);
    json.key("acts").begin_array();
    for (const ActId& act : can.acts)
      json.value(act);
    json.end_array().key("on_behalf_of");
    write(json, can.principals);
    json.end_object();
  }
  json.end_array().key("cannot").begin_array();
  for (const IncapableRow& cannot : row.cannot) {
    json.begin_object().field("id", cannot.person.id).field("name", cannot.person.name);
    json.field("act", cannot.act).field("why", cannot.why).end_object();
  }
  json.end_array();
  write_sheets(json, row.sheets, "people");
  json.end_object();
}

void write(JsonWriter& json, const QueueRow& row) {
  json.begin_object().field("instance", row.instance);
  json.field("instance_key", row.key);
  json.field("department", row.department).field("department_name", row.department_name);
  json.field("stage_title", row.stage_title).field("due_on", row.due_on);
  json.field("due_is_provisional", row.is_provisional).field("is_overdue", row.is_overdue);
  json.field("was_delegated", row.was_delegated).key("acts").begin_array();
  for (const ActRow& act : row.acts) {
    json.begin_object().field("id", act.act).field("title", act.title);
    json.field("reason_required", act.reason_required).end_object();
  }
  json.end_array().key("on_behalf_of");
  write(json, row.principals);
  write_sheets(json, row.sheets, "on_behalf_of");
  json.end_object();
}

void write(JsonWriter& json, const SubstitutionRow& row) {
  json.begin_object().field("id", row.data.id).key("person");
  write_person(json, row.person);
  json.key("substitute");
  write_person(json, row.substitute);
  json.field("first_day", row.data.first_day).field("last_day", row.data.last_day);
  json.key("roles").begin_array();
  for (const RoleId& role : row.data.roles)
    json.value(role);
  json.end_array().field("reason", row.data.reason).key("appointed_by");
  write_person(json, row.appointed_by);
  json.field("appointed_at", row.appointed_at).field("ended_at", row.ended_at);
  json.field_or_null("end_reason", row.end_reason).end_object();
}

void write(JsonWriter& json, const OccasionRow& row) {
  json.begin_object().field("region", row.region).field("fiscal_year", row.year.value());
  json.field("occasion", row.occasion).field("day", row.day).field("reason", row.reason);
  json.key("named_by");
  write_person(json, row.named_by);
  json.field("named_at", row.named_at).end_object();
}

void write(JsonWriter& json, const DeadlineRow& row) {
  const DeadlineAccount& account = row.account;
  json.begin_object().field("instance", row.instance).field("stage_title", row.stage_title);
  json.field("due_on", row.due_on).field("due_is_provisional", account.deadline.provisional);
  json.field("cutoff_hour", row.rule.cutoff_hour).field("basis", row.rule.basis);
  json.field_or_null(
      "certainty", row.rule.certainty ? std::string(name_of(*row.rule.certainty)) : std::string());
  json.field("is_redo", row.is_redo)
      .field("is_kept", row.is_kept)
      .field("from", name_of(row.rule.reference));
  json.field_or_null("occasion", row.rule.occasion).field("entered_on", row.entered_on);
  json.field("counted_from", account.counted_from).field("is_assumed", account.is_assumed);
  json.field("span", row.rule.span.to_text()).field("roll", name_of(row.rule.roll));
  json.field("before_roll", account.before_roll).key("days").begin_array();
  for (const DayOnTheWay& day : account.days) {
    json.begin_object().field("day", day.day).field("is_working", day.is_working);
    json.field("is_listed", day.is_listed).end_object();
  }
  json.end_array().key("provisional_years").begin_array();
  for (const int year : account.provisional_years)
    json.value(year);
  json.end_array().field("extension", row.extension.to_text());
  json.field("calendar", row.calendar).key("notices").begin_array();
  for (const std::string& notice : row.notices)
    json.value(notice);
  json.end_array().end_object();
}

}  // namespace budget
