#include "http/sheet_rows.h"

#include "engine/reporting/amounts.h"
#include "engine/reporting/letter_pages.h"
#include "http/rows.h"

namespace budget {
namespace {

template <typename Word>
void word_field(JsonWriter& json, std::string_view name, const std::optional<Word>& value) {
  json.key(name);
  value ? json.value(name_of(*value)) : json.null();
}

void score_field(JsonWriter& json, std::string_view name, const std::optional<Score>& score) {
  json.key(name);
  score ? json.value(score->to_text()) : json.null();
}

void person_field(JsonWriter& json, const std::string& name, const PersonName& person) {
  json.field_or_null(name, person.id).field_or_null(name + "_name", person.name);
}

void causes_field(JsonWriter& json, const std::vector<DeviationCause>& causes) {
  json.key("causes").begin_array();
  for (const DeviationCause cause : causes)
    json.value(name_of(cause));
  json.end_array();
}

void write_indicator(JsonWriter& json, const SheetRow& row, std::size_t place) {
  const Indicator& indicator = row.project.project.indicators[place];
  const auto number = static_cast<int>(place) + 1;
  const SheetLine& line = line_of(row.sheet.entry, number);
  json.begin_object().field("number", number);
  json.field("level1", level_of(indicator, 0)).field("level2", level_of(indicator, 1));
  json.field("level3", level_of(indicator, 2)).field("target", target_of(indicator));
  json.field("comparator", name_of(indicator.comparator)).field("unit", indicator.unit);
  json.field_or_null("actual", line.actual);
  if (row.month != kEvaluation) {
    json.field_or_null("forecast", line.forecast);
    word_field(json, "likelihood", line.likelihood);
    causes_field(json, line.causes);
  }
  word_field(json, "attainment", line.attainment);
  json.key("share_percent");
  line.share ? json.value(line.share->to_percent()) : json.null();
  json.field_or_null("explanation", line.explanation).field_or_null("remark", line.remark);
  if (row.month == kEvaluation && place < row.sheet.scores.size()) {
    const IndicatorScore& score = row.sheet.scores[place];
    json.field("weight", score.weight.to_text()).field("score", score.score.to_text());
    json.field("score_remark", name_of(score.remark));
    const AdjustedScore* other = adjusted(row, number);
    score_field(json, "checked_score",
                other == nullptr ? std::nullopt : std::optional(other->after));
  }
  json.end_object();
}

void write_scores(JsonWriter& json, const SheetRow& row) {
  const AdjustedScore* execution = adjusted(row, 0);
  json.field("execution_weight", row.sheet.execution_weight.to_text());
  score_field(json, "execution_score", row.execution);
  score_field(json, "checked_execution_score",
              execution == nullptr ? std::nullopt : std::optional(execution->after));
  score_field(json, "total", row.total);
  json.field_or_null("grade", row.grade);
  score_field(json, "checked_total", row.checked_total);
  json.field_or_null("checked_grade", row.checked_grade);
  score_field(json, "final_score", final_score(row));
  json.field_or_null("final_grade", final_grade(row));
}

}  // namespace

std::string month_text(int month) {
  return month == kEvaluation ? "evaluation" : std::to_string(month);
}

void write(JsonWriter& json, const SheetTaskRow& row) {
  json.begin_object().field("instance", row.instance);
  json.field("key", instance_key(row.year, row.department)).field("fiscal_year", row.year.value());
  json.field("department", row.department).field("department_name", row.department_name);
  json.field("month", month_text(row.month)).field("title", sheet_title(row.month));
  json.field("opened_at", row.opened_at).field("due_on", row.due_on);
  json.field("is_overdue", row.is_overdue).field("projects", row.projects);
  json.field("open", row.projects - row.filled - row.returned - row.handed_in - row.accepted);
  json.field("filled", row.filled).field("returned", row.returned);
  json.field("handed_in", row.handed_in).field("accepted", row.accepted).end_object();
}

void write(JsonWriter& json, const SheetRow& row) {
  const Project& project = row.project.project;
  json.begin_object().field("instance", row.project.instance).field("month", month_text(row.month));
  json.field("fiscal_year", row.year.value()).field("department", row.department);
  json.field("department_name", row.department_name);
  json.field("project_code", project.code.view()).field("project_name", project.name);
  json.field("unit", project.unit).field("unit_name", row.unit_name);
  json.field("phase", row.phase ? name_of(*row.phase) : "open");
  json.field("phase_title", row.phase ? chinese_name_of(*row.phase) : "待填报");
  json.money("original", row.money.original).money("budget", row.money.budget);
  json.money("paid", row.money.paid);
  json.field("execution_percent",
             print_fixed(share_of(row.money.paid, row.money.budget).value(), 2, 2));
  if (row.month != kEvaluation) {
    if (row.sheet.entry.expected) {
      json.money("expected", *row.sheet.entry.expected);
    } else {
      json.key("expected_fen").null();
    }
    json.key("achieved_percent");
    row.sheet.achieved ? json.value(print_fixed(row.sheet.achieved->value(), 2, 2)) : json.null();
    word_field(json, "execution_alert", row.execution_alert);
    word_field(json, "goal_alert", row.goal_alert);
  } else {
    write_scores(json, row);
  }
  json.key("goals").begin_array();
  for (const Goal& goal : project.goals)
    json.value(goal.text);
  json.end_array();
  json.field_or_null("outcome", row.sheet.entry.outcome);
  json.field_or_null("execution_explanation", row.sheet.entry.execution_explanation);
  json.key("attachments").begin_array();
  for (const std::string& name : row.sheet.entry.attachments)
    json.value(name);
  json.end_array().key("indicators").begin_array();
  for (std::size_t i = 0; i < project.indicators.size(); ++i)
    write_indicator(json, row, i);
  json.end_array().key("wanted").begin_array();
  if (!row.phase || *row.phase == SheetPhase::filled || *row.phase == SheetPhase::returned) {
    for (const Finding& finding : wanted_in(project.indicators, row.sheet, row.month))
      write(json, finding);
  }
  json.end_array();
  person_field(json, "filled_by", row.filled_by);
  json.field("filled_at", row.filled_at);
  person_field(json, "handed_in_by", row.handed_in_by);
  json.field("handed_in_at", row.handed_in_at);
  person_field(json, "judged_by", row.judged_by);
  json.field("judged_at", row.judged_at).field_or_null("judgement", row.judgement).end_object();
}

void write(JsonWriter& json, const EvaluationSummary& summary) {
  json.begin_object().field("projects", summary.lines.size()).field("missing", summary.missing);
  json.field("checked", summary.checked);
  json.money("budget", summary.budget).money("paid", summary.paid);
  score_field(json, "mean", summary.mean);
  score_field(json, "weighted_mean", summary.weighted_mean);
  json.key("grades").begin_array();
  for (const GradeCount& count : summary.grades) {
    json.begin_object().field("grade", count.grade).field("projects", count.projects);
    json.money("budget", count.budget).end_object();
  }
  json.end_array().key("items").begin_array();
  for (const EvaluationLine& line : summary.lines) {
    const SheetRow& sheet = *line.sheet;
    json.begin_object().field("project_code", sheet.project.project.code.view());
    json.field("project_name", sheet.project.project.name).field("unit_name", sheet.unit_name);
    json.money("budget", sheet.money.budget).money("paid", sheet.money.paid);
    score_field(json, "total", line.score ? sheet.total : std::nullopt);
    score_field(json, "checked_total", sheet.checked_total);
    score_field(json, "final_score", line.score);
    json.field_or_null("grade", line.grade);
    json.key("suspicions").begin_array();
    for (const Suspicion one : line.suspicions) {
      json.begin_object().field("id", name_of(one)).field("title", chinese_name_of(one));
      json.end_object();
    }
    json.end_array().end_object();
  }
  json.end_array().end_object();
}

void write(JsonWriter& json, const Bulletin& bulletin) {
  const auto sums = [&](const BulletinRow& row) {
    json.field("projects", row.projects).money("original", row.original);
    json.money("budget", row.budget).money("planned", row.planned).money("paid", row.paid);
    json.field("execution_percent", print_fixed(share_of(row.paid, row.budget).value(), 2, 2));
    json.field("open_alerts", row.open_alerts);
  };
  json.begin_object().field("fiscal_year", bulletin.year.value()).field("month", bulletin.month);
  json.key("rules").begin_array();
  for (const std::string& rule : bulletin.rules)
    json.value(rule);
  json.end_array().key("items").begin_array();
  for (const BulletinLine& line : bulletin.lines) {
    json.begin_object().field("rank", line.rank).field("department", line.row.department);
    json.field("department_name", line.row.department_name);
    sums(line.row);
    json.key("due_percent");
    line.due ? json.value(print_fixed(line.due->value(), 2, 2)) : json.null();
    word_field(json, "level", line.level);
    json.money("gap", line.gap).field("arithmetic", line.arithmetic).end_object();
  }
  json.end_array().key("total").begin_object();
  sums(bulletin.total);
  json.end_object().end_object();
}

void write(JsonWriter& json, const AlertLetterRow& row) {
  json.begin_object().field("number", row.number).field("number_text", letter_number(row));
  json.field("title", letter_title(row.act)).field("region", row.region);
  json.field("region_name", row.region_name).field("fiscal_year", row.year.value());
  json.field("alert", row.alert.data.id).field("instance", row.alert.data.instance);
  json.field("department", row.alert.department);
  json.field("department_name", row.alert.department_name);
  json.field("project_code", row.alert.data.project.view());
  json.field("project_name", row.alert.project_name).field("act", name_of(row.act));
  json.field("issued_at", row.issued_at);
  person_field(json, "issued_by", row.issued_by);
  json.field("due_on", row.due_on).field("demand", row.demand).field("sentence", row.sentence);
  json.field("answered_at", row.answered_at);
  person_field(json, "answered_by", row.answered_by);
  causes_field(json, row.causes);
  json.field_or_null("answer", row.answer).field_or_null("attachment", row.attachment);
  json.field("phase", name_of(row.alert.handling.phase));
  json.field("alert_state", name_of(row.alert.data.state)).end_object();
}

}  // namespace budget
