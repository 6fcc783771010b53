#include "reader/json_parts.h"

namespace budget::reader {

void write(JsonWriter& json, const Source& source) {
  json.begin_object();
  json.key("line").number(source.line);
  json.key("last_line").number(source.last_line > 0 ? source.last_line : source.line);
  if (!source.cell.empty()) json.key("cell").text(source.cell);
  json.end_object();
}

void write(JsonWriter& json, const ReadText& text) {
  if (text.empty() && text.printed.empty()) return json.null();
  json.begin_object();
  json.key("text").text(text.text);
  json.key("printed").text(text.printed);
  json.key("source");
  write(json, text.source);
  json.end_object();
}

namespace {

void write(JsonWriter& json, const ReadMoney& money) {
  if (money.value.printed.empty()) return json.null();
  json.begin_object();
  json.key("printed").text(money.value.printed);
  json.key("number").text(money.value.text);
  if (money.amount) {
    json.key("wan").text(money.amount->to_wan());
    json.key("fen").number(money.amount->fen());
  }
  json.key("source");
  write(json, money.value.source);
  json.end_object();
}

void write(JsonWriter& json, const ReadPlan& plan) {
  json.begin_object();
  json.key("label");
  write(json, plan.label);
  json.key("unit").text(name_of(plan.unit));
  json.key("source");
  write(json, plan.source);
  json.key("nodes").begin_array();
  for (const ReadPlanNode& node : plan.nodes) {
    json.begin_object();
    json.key("month").number(node.month);
    json.key("printed").text(node.value.printed);
    json.key("cumulative_wan").text_or_null(node.cumulative_wan);
    if (node.cumulative) json.key("cumulative_fen").number(node.cumulative->fen());
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

void write(JsonWriter& json, const ReadIndicator& indicator) {
  const ReadValue& value = indicator.value;
  json.begin_object();
  json.key("number").number(indicator.number);
  json.key("level1").text(indicator.level1);
  json.key("level1_printed").flag(indicator.level1_printed);
  json.key("level2").text(indicator.level2);
  json.key("level3").text(indicator.level3);
  json.key("description").text(indicator.description);
  json.key("value").begin_object();
  json.key("printed").text(value.cell.printed);
  if (value.cell.text != value.cell.printed) json.key("text").text(value.cell.text);
  json.key("comparator").text_or_null(name_of(value.comparator));
  json.key("comparator_printed").flag(value.comparator_printed);
  json.key("number").text_or_null(value.number);
  json.key("unit").text(value.unit);
  json.key("unit_norm").text(value.unit_norm);
  json.key("kind").text(name_of(value.kind));
  if (value.ambiguous) json.key("ambiguous").flag(true);
  if (value.suspect) json.key("suspect").flag(true);
  if (!value.likely.empty()) json.key("likely").text(value.likely);
  json.end_object();
  json.key("basis").text(indicator.basis);
  if (!indicator.weight.empty()) json.key("weight").text(indicator.weight);
  if (!indicator.missing.empty()) {
    json.key("missing").begin_array();
    for (const std::string& name : indicator.missing)
      json.text(name);
    json.end_array();
  }
  json.key("source");
  write(json, indicator.source);
  json.end_object();
}

}  // namespace

void write(JsonWriter& json, const ReadProject& project) {
  json.begin_object();
  json.key("section").text(project.section);
  json.key("sequence").text(project.sequence);
  if (project.fiscal_year != 0) json.key("fiscal_year").number(project.fiscal_year);
  json.key("title");
  write(json, project.title);
  json.key("name");
  write(json, project.name);
  json.key("code");
  write(json, project.code);
  json.key("unit_code").text_or_null(project.unit_code);
  json.key("unit_name").text_or_null(project.unit_name);
  json.key("money_unit").text(project.money_unit);
  json.key("money_unit_printed").flag(project.money_unit_printed);
  json.key("budget");
  write(json, project.budget);
  json.key("fiscal");
  write(json, project.fiscal);
  json.key("other");
  write(json, project.other);
  json.key("purpose");
  write(json, project.purpose);
  json.key("plan");
  project.plan ? write(json, *project.plan) : json.null();
  json.key("goals_text");
  write(json, project.goals_text);
  json.key("goals").begin_array();
  for (const ReadGoal& goal : project.goals) {
    json.begin_object();
    json.key("number").number(goal.number);
    json.key("text").text(goal.text);
    if (goal.clean != goal.text) json.key("clean").text(goal.clean);
    json.end_object();
  }
  json.end_array();
  json.key("indicators").begin_array();
  for (const ReadIndicator& indicator : project.indicators)
    write(json, indicator);
  json.end_array();
  if (!project.other_fields.empty()) {
    json.key("other_fields").begin_array();
    for (const ReadField& field : project.other_fields) {
      json.begin_object();
      json.key("label").text(field.label);
      json.key("value");
      write(json, field.value);
      json.end_object();
    }
    json.end_array();
  }
  json.key("source");
  write(json, project.source);
  json.end_object();
}

}  // namespace budget::reader
