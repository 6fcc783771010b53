#include "http/import_json.h"

#include "http/rows.h"

namespace budget {
namespace {

const char* name_of(QuestionItem::Given given) {
  switch (given) {
    case QuestionItem::Given::no:
      return "no";
    case QuestionItem::Given::by_person:
      return "now";
    case QuestionItem::Given::before:
      return "before";
    case QuestionItem::Given::by_default:
      return "default";
  }
  return "";
}

void write(JsonWriter& json, const PrintedAt& at) {
  json.field("file", at.file).field_or_null("line", at.line).field_or_null("cell", at.cell);
}

/// Without the end of the object.
void begin_project(JsonWriter& json, const Project& project) {
  json.begin_object().field("code", project.code.view()).field("name", project.name);
  json.field("unit", project.unit).money("budget", project.funds.budget);
}

void write_taken(JsonWriter& json, const char* name, const std::vector<TakenProject>& list) {
  json.key(name).begin_array();
  for (const TakenProject& taken : list) {
    begin_project(json, taken.project);
    write(json, taken.at);
    json.end_object();
  }
  json.end_array();
}

void write_changes(JsonWriter& json, const std::vector<FieldChange>& changes) {
  json.key("changes").begin_array();
  for (const FieldChange& change : changes) {
    json.begin_object().field("field", change.field).field("title", change.title);
    json.field("before", change.before).field("after", change.after).end_object();
  }
  json.end_array();
}

void write_plain(JsonWriter& json, const char* name, const std::vector<Project>& list) {
  json.key(name).begin_array();
  for (const Project& project : list) {
    begin_project(json, project);
    json.end_object();
  }
  json.end_array();
}

void write_sheets(JsonWriter& json, const char* name, const std::vector<LeftOutSheet>& list) {
  json.key(name).begin_array();
  for (const LeftOutSheet& sheet : list) {
    json.begin_object().field("name", sheet.name);
    write(json, sheet.at);
    json.field_or_null("why", sheet.why).end_object();
  }
  json.end_array();
}

void write_projects(JsonWriter& json, const ImportPlan& plan) {
  json.key("projects").begin_object();
  write_taken(json, "new", plan.added);
  json.key("changed").begin_array();
  for (const ChangedProject& changed : plan.changed) {
    begin_project(json, changed.taken.project);
    write(json, changed.taken.at);
    write_changes(json, changed.changes);
    json.end_object();
  }
  json.end_array();
  write_taken(json, "unchanged", plan.unchanged);
  write_plain(json, "gone", plan.gone);
  write_plain(json, "dropped", plan.dropped);
  write_sheets(json, "left_out", plan.left_out);
  write_sheets(json, "in_question", plan.in_question);
  json.money("budget", plan.budget());
  json.money("year_budget_before", plan.budget_before);
  json.money("year_budget_after", plan.budget_after).end_object();
}

void write_parts(JsonWriter& json, const std::vector<PartChange>& parts) {
  json.key("parts").begin_array();
  for (const PartChange& part : parts) {
    json.begin_object().field("title", part.title).field("state", budget::name_of(part.state));
    write_changes(json, part.changes);
    json.field("untold", part.untold).end_object();
  }
  json.end_array();
}

void write_questions(JsonWriter& json, const std::vector<ImportQuestion>& questions) {
  json.key("questions").begin_array();
  for (const ImportQuestion& question : questions) {
    json.begin_object().field("id", question.id).field("title", question.title);
    json.key("choices").begin_array();
    for (const ImportChoice& choice : question.choices)
      json.begin_object().field("id", choice.id).field("title", choice.title).end_object();
    json.end_array().field_or_null("free_form", question.free_form);
    json.field("free_for_each", question.is_free_for_each);
    json.field_or_null("fallback", question.fallback).field("open", question.open());
    json.key("items").begin_array();
    for (const QuestionItem& item : question.items) {
      json.begin_object().field_or_null("key", item.key).field("text", item.text);
      json.field_or_null("answer", item.answer).field("given", name_of(item.given)).end_object();
    }
    json.end_array().end_object();
  }
  json.end_array();
}

void begin_file(JsonWriter& json, const ImportedFile& file) {
  json.begin_object().field("name", file.name).field("sha256", file.bytes);
  json.key("importer");
  budget::write(json, file.importer);
  json.field("kind", file.kind).field("projects", file.projects).field("tables", file.tables);
  json.field("characters", file.characters).field("characters_accounted", file.accounted);
}

}  // namespace

void begin_preview(JsonWriter& json, const ImportTarget& target,
                   const std::vector<ReadImportFile>& files, const ImportPlan& plan) {
  json.begin_object()
      .field("fiscal_year", target.year.value())
      .field("department", target.department);
  json.field("department_name", target.department_name).key("files").begin_array();
  for (const ReadImportFile& read : files) {
    begin_file(json, read.file);
    json.field("is_known", read.is_known).field("is_from_before", read.is_from_before);
    json.key("findings");
    json.raw(read.document["findings"].to_text()).key("unclaimed");
    json.raw(read.document["unclaimed"].to_text()).end_object();
  }
  json.end_array();
  write_projects(json, plan);
  write_parts(json, plan.parts);
  write_questions(json, plan.questions);
  json.field("open_questions", plan.open).key("problems").begin_array();
  for (const Finding& problem : plan.problems)
    budget::write(json, problem);
  json.end_array();
}

void write(JsonWriter& json, const ImportCounts& counts) {
  json.begin_object().field("added", counts.added).field("changed", counts.changed);
  json.field("unchanged", counts.unchanged).field("dropped", counts.dropped);
  json.field("left_out", counts.left_out).end_object();
}

void write(JsonWriter& json, const ImportRow& row) {
  json.begin_object().field("id", row.id).field("at", row.at);
  json.field("actor", row.actor.id).field("actor_name", row.actor.name);
  json.key("counts");
  write(json, row.counts);
  json.key("files").begin_array();
  for (const ImportedFile& file : row.files) {
    begin_file(json, file);
    json.field("findings", file.findings).field("document_sha256", file.document_hash);
    json.end_object();
  }
  json.end_array().key("answers").begin_array();
  for (const ImportAnswer& answer : row.answers) {
    json.begin_object().field("question", answer.question);
    json.field("answer", answer.answer).end_object();
  }
  json.end_array().end_object();
}

std::vector<Finding> open_questions(const ImportPlan& plan) {
  std::vector<Finding> findings;
  for (const ImportQuestion& question : plan.questions) {
    for (const QuestionItem& item : question.items) {
      if (!item.answer.empty()) continue;
      Finding finding;
      finding.rule = RuleId("import.question");
      finding.place.field = question.id + (item.key.empty() ? "" : "[" + item.key + "]");
      finding.message = question.title;
      for (const ImportChoice& choice : question.choices)
        finding.message += " " + choice.id + "=" + choice.title + "；";
      if (!question.free_form.empty()) finding.message += " 或填" + question.free_form;
      finding.quote = item.text;
      findings.push_back(std::move(finding));
    }
  }
  return findings;
}

}  // namespace budget
