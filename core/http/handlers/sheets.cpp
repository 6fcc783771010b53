#include <algorithm>

#include "engine/reporting/score_account.h"
#include "http/body.h"
#include "http/handlers/handlers.h"
#include "http/sheet_body.h"
#include "http/sheet_rows.h"
#include "http/visibility.h"

namespace budget {
namespace {

Result<EvaluationRules> rules_of(Desk& desk, const InstanceRow& instance) {
  return evaluation_rules(TRY(desk.queries.rule_set(instance.data.rule_set)));
}

/// Findings of one sheet, named from the request's root.
void adopt(std::vector<Finding>& all, std::vector<Finding> found, const std::string& path) {
  for (Finding& finding : found) {
    finding.place.field = path + "." + finding.place.field;
    all.push_back(std::move(finding));
  }
}

const SheetRow* sheet_of(const std::vector<SheetRow>& rows, const ProjectCode& code) {
  const auto found = std::ranges::find_if(
      rows, [&](const SheetRow& row) { return row.project.project.code == code; });
  return found == rows.end() ? nullptr : &*found;
}

Score score_before(const SheetRow& row, int number) {
  if (const AdjustedScore* known = adjusted(row, number)) return known->after;
  if (number == 0) return row.execution.value_or(Score());
  const auto place = static_cast<std::size_t>(number) - 1;
  return place < row.sheet.scores.size() ? row.sheet.scores[place].score : Score();
}

Score weight_of(const SheetRow& row, int number) {
  if (number == 0) return row.sheet.execution_weight;
  const auto place = static_cast<std::size_t>(number) - 1;
  return place < row.sheet.scores.size() ? row.sheet.scores[place].weight : Score();
}

AdjustedScore read_adjusted(ObjectReader& reader, const SheetRow& row) {
  AdjustedScore one;
  one.number = static_cast<int>(reader.integer("number", 0, 1000));
  const std::string text = reader.text("score");
  one.reason = reader.text("reason");
  reader.finish();
  const Result<Score> score = Score::parse(text);
  if (!score && !text.empty()) reader.complain("score", score.error().message, text);
  if (score) one.after = *score;
  if (one.number > static_cast<int>(row.sheet.scores.size())) {
    reader.complain("number",
                    "expected 0 (execution) or the number of an indicator, but the sheet has " +
                        std::to_string(row.sheet.scores.size()),
                    std::to_string(one.number));
  } else if (score && (*score < Score() || weight_of(row, one.number) < *score)) {
    reader.complain("score",
                    "expected 0 to " + weight_of(row, one.number).to_text() +
                        ", what the line weighs, but it is another",
                    text);
  }
  one.before = score_before(row, one.number);
  return one;
}

}  // namespace

Result<std::vector<SheetRow>> chosen_sheets(const Call& call, Desk& desk,
                                            const std::string& instance, int month) {
  const InstanceId id = TRY(visible_instance(call, desk, instance)).data.id;
  std::vector<SheetRow> rows = TRY(desk.queries.sheets(id, month));
  const std::optional<std::string> project = TRY(call.query.name("project"));
  if (!project) return rows;
  const ProjectCode code = TRY(ProjectCode::parse(*project));
  std::erase_if(rows, [&](const SheetRow& row) { return row.project.project.code != code; });
  if (rows.empty()) {
    return Error{ErrorCode::not_found,
                 "expected a project of the instance, but " + *project + " is not one"};
  }
  return rows;
}

Result<Response> get_sheet_tasks(const Call& call, Desk& desk) {
  SheetFilter filter;
  filter.year = TRY(call.query.year());
  filter.sight = sight_of(call);
  if (const std::string* instance = call.query.find("instance"))
    filter.instance = TRY(visible_instance(call, desk, *instance)).data.id;
  if (const std::string* month = call.query.find("month"))
    filter.month = TRY(parse_sheet_month(*month));
  const Page page = TRY(call.query.page());
  return list_of(TRY(visible_rows<SheetTaskRow>(
      page, [&](Page part) { return desk.queries.sheet_tasks(filter, part); },
      [&](const SheetTaskRow& row) { return call.account->may_see(row.department); },
      [](const SheetTaskRow&, std::int64_t before) { return before + 1; })));
}

Result<Response> get_sheets(const Call& call, Desk& desk) {
  const int month = TRY(parse_sheet_month(call.path[1]));
  return list_of(
      Listed<SheetRow>{TRY(chosen_sheets(call, desk, call.path[0], month)), std::nullopt});
}

Result<Prepared> fill_sheets(const Call& call, Desk& desk) {
  const int month = TRY(parse_sheet_month(call.path[1]));
  const boost::json::value body = TRY(parse_json(call.request.body));
  std::vector<Finding> findings;
  ObjectReader reader(body, "", findings);
  FillSheets action;
  action.month = month;
  action.hands_in = reader.optional_text("act") == "hand_in";
  if (!action.hands_in && !reader.optional_text("act").empty())
    reader.complain("act", "expected hand_in or nothing", reader.optional_text("act"));
  std::vector<SheetEntry> entries;
  const boost::json::array& sheets = reader.array("sheets");
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    ObjectReader sheet(sheets[i], element_path("sheets", i), findings);
    entries.push_back(read_sheet_entry(sheet));
  }
  reader.finish();
  if (!findings.empty()) return prepared(std::move(action), findings);

  const InstanceRow instance = TRY(visible_instance(call, desk, call.path[0]));
  action.instance = instance.data.id;
  const EvaluationRules rules = TRY(rules_of(desk, instance));
  const std::vector<SheetRow> rows = TRY(desk.queries.sheets(instance.data.id, month));
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const std::string path = element_path("sheets", i);
    const SheetRow* row = sheet_of(rows, entries[i].project);
    std::vector<Finding> found;
    if (row == nullptr) {
      Finding none;
      none.rule = RuleId("sheet");
      none.place.field = "project_code";
      none.message = "expected a project of the instance, but it is none";
      none.quote = entries[i].project.text();
      found.push_back(std::move(none));
    } else if (month == kEvaluation) {
      action.sheets.push_back(weigh_evaluation(row->project.project.indicators,
                                               std::move(entries[i]),
                                               row->project.project.funds.budget, rules, found));
    } else {
      action.sheets.push_back(
          weigh_monitoring(row->project.project.indicators, std::move(entries[i]), found));
    }
    adopt(findings, std::move(found), path);
  }
  return prepared(std::move(action), findings);
}

Response tell_filled(const Call& call, const Outcome& outcome) {
  JsonWriter json;
  json.begin_object().field("instance", call.path[0]).field("month", call.path[1]);
  json.key("filled").begin_array();
  for (const Event& event : outcome.events) {
    const auto* filled = std::get_if<SheetFilled>(&event);
    if (filled == nullptr) continue;
    json.begin_object().field("project_code", filled->sheet.entry.project.view());
    json.field("missing", filled->sheet.missing).end_object();
  }
  const auto* handed = find_event<SheetsHandedIn>(outcome);
  json.end_array().field("handed_in", handed == nullptr ? 0 : handed->sheets.size());
  return told(std::move(json), outcome, 200);
}

Result<Prepared> act_on_sheets(const Call& call, Desk& desk) {
  const boost::json::value body = TRY(parse_json(call.request.body));
  std::vector<Finding> findings;
  ObjectReader reader(body, "", findings);
  ActOnSheets action;
  action.month = TRY(parse_sheet_month(call.path[1]));
  const std::string act = reader.text("act");
  bool is_known = false;
  for (const SheetAct one : {SheetAct::hand_in, SheetAct::accept, SheetAct::send_back}) {
    if (act != name_of(one)) continue;
    action.act = one;
    is_known = true;
  }
  if (!is_known && !act.empty())
    reader.complain("act", "expected hand_in, accept or send_back", act);
  for (const std::string& text : reader.optional_texts("projects")) {
    const Result<ProjectCode> code = ProjectCode::parse(text);
    if (code) action.projects.push_back(*code);
    if (!code) reader.complain("projects", code.error().message, text);
  }
  action.reason = reader.optional_text("reason");
  reader.finish();
  if (!findings.empty()) return prepared(std::move(action), findings);
  action.instance = TRY(instance_named(call.path[0], desk));
  return Prepared(std::move(action));
}

Response tell_sheets_act(const Call& call, const Outcome& outcome) {
  JsonWriter json;
  json.begin_object().field("instance", call.path[0]).field("month", call.path[1]);
  json.key("sheets").begin_array();
  if (const auto* handed = find_event<SheetsHandedIn>(outcome)) {
    for (const HandedSheet& sheet : handed->sheets) {
      json.begin_object().field("project_code", sheet.project.view()).key("total");
      sheet.total ? json.value(sheet.total->to_text()) : json.null();
      json.field_or_null("grade", sheet.grade).end_object();
    }
  }
  if (const auto* judged = find_event<SheetsJudged>(outcome)) {
    for (const ProjectCode& code : judged->projects)
      json.begin_object().field("project_code", code.view()).end_object();
  }
  json.end_array();
  return told(std::move(json), outcome, 200);
}

Result<Prepared> check_evaluation(const Call& call, Desk& desk) {
  const boost::json::value body = TRY(parse_json(call.request.body));
  const InstanceId id = TRY(visible_instance(call, desk, call.path[0])).data.id;
  const std::vector<SheetRow> rows = TRY(desk.queries.sheets(id, kEvaluation));
  const ProjectCode code = TRY(ProjectCode::parse(call.path[1]));
  const SheetRow* row = sheet_of(rows, code);
  if (row == nullptr)
    return Error{ErrorCode::not_found,
                 "expected a project of the instance, but " + code.text() + " is not one"};
  std::vector<Finding> findings;
  ObjectReader reader(body, "", findings);
  CheckEvaluation action;
  action.instance = id;
  action.project = code;
  action.text = reader.text("text");
  const boost::json::array& scores = reader.optional_array("scores");
  for (std::size_t i = 0; i < scores.size(); ++i) {
    ObjectReader score(scores[i], element_path("scores", i), findings);
    action.scores.push_back(read_adjusted(score, *row));
  }
  reader.finish();
  action.seen = row->checked_total ? row->checked_total : row->total;
  // What an earlier check found stands, unless this one says otherwise.
  for (const AdjustedScore& known : row->checked) {
    if (std::ranges::count(action.scores, known.number, &AdjustedScore::number) > 0) continue;
    action.scores.push_back({known.number, known.after, known.after, known.reason});
  }
  return prepared(std::move(action), findings);
}

Response tell_evaluation_check(const Call& call, const Outcome& outcome) {
  const auto* checked = find_event<EvaluationChecked>(outcome);
  JsonWriter json;
  json.begin_object().field("instance", call.path[0]).field("project_code", call.path[1]);
  json.key("total");
  checked == nullptr ? json.null() : json.value(checked->total.to_text());
  json.field_or_null("grade", checked == nullptr ? std::string() : checked->grade);
  return told(std::move(json), outcome, 200);
}

Result<Response> get_score_reasons(const Call& call, Desk& desk) {
  const InstanceRow instance = TRY(visible_instance(call, desk, call.path[0]));
  const ProjectCode code = TRY(ProjectCode::parse(call.path[1]));
  const std::vector<SheetRow> rows = TRY(desk.queries.sheets(instance.data.id, kEvaluation));
  const SheetRow* row = sheet_of(rows, code);
  if (row == nullptr)
    return Error{ErrorCode::not_found,
                 "expected a project of the instance, but " + code.text() + " is not one"};
  const RuleSet rules = TRY(desk.queries.rule_set(instance.data.rule_set));
  const EvaluationRules& evaluation = evaluation_rules(rules);
  JsonWriter json;
  json.begin_object().key("sheet");
  write(json, *row);
  json.field("rule_set", rules.id).field("rule_set_version", rules.version);
  json.field_or_null("document", evaluation.document);
  json.field_or_null("certainty", evaluation.certainty ? std::string(name_of(*evaluation.certainty))
                                                       : std::string());
  json.key("steps").begin_array();
  for (const ScoreStep& step : score_account(*row, rules))
    json.begin_object().field("title", step.title).field("text", step.text).end_object();
  json.end_array().end_object();
  return Response{.body = std::move(json).text()};
}

Result<Response> get_evaluation_summary(const Call& call, Desk& desk) {
  const InstanceRow instance = TRY(visible_instance(call, desk, call.path[0]));
  const std::vector<SheetRow> rows = TRY(desk.queries.sheets(instance.data.id, kEvaluation));
  const std::vector<SheetRow> before = TRY(desk.queries.evaluations_before(instance.data.id));
  JsonWriter json;
  write(json, summary_of(rows, before, TRY(rules_of(desk, instance))));
  return Response{.body = std::move(json).text()};
}

Result<Response> get_evaluations_before(const Call& call, Desk& desk) {
  const InstanceId id = TRY(visible_instance(call, desk, call.path[0])).data.id;
  const std::vector<SheetRow> rows = TRY(desk.queries.evaluations_before(id));
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (const SheetRow& row : rows) {
    json.begin_object().field("project_code", row.project.project.code.view());
    json.field("project_name", row.project.project.name).field("fiscal_year", row.year.value());
    const std::optional<Score> score = final_score(row);
    json.key("final_score");
    score ? json.value(score->to_text()) : json.null();
    json.field_or_null("final_grade", final_grade(row)).key("questions").begin_array();
    for (const std::string& question : open_questions(row))
      json.value(question);
    json.end_array().end_object();
  }
  json.end_array().key("next").null().end_object();
  return Response{.body = std::move(json).text()};
}

}  // namespace budget
