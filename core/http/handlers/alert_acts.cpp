#include <algorithm>
#include <limits>

#include "engine/pace/alert_life.h"
#include "engine/pace/pace.h"
#include "http/body.h"
#include "http/handlers/handlers.h"
#include "http/rows.h"
#include "http/visibility.h"

namespace budget {
namespace {

constexpr AlertAct kActs[] = {AlertAct::acknowledge, AlertAct::inquire,  AlertAct::explain,
                              AlertAct::rectify,     AlertAct::report,   AlertAct::accept,
                              AlertAct::reject,      AlertAct::escalate, AlertAct::suppress,
                              AlertAct::lift};
constexpr DeviationCause kCauses[] = {DeviationCause::funds, DeviationCause::rules,
                                      DeviationCause::people, DeviationCause::equipment,
                                      DeviationCause::other};

template <typename Value, std::size_t kCount>
std::optional<Value> named(const std::string& name, const Value (&values)[kCount]) {
  for (const Value value : values) {
    if (name == name_of(value)) return value;
  }
  return std::nullopt;
}

template <typename Value, std::size_t kCount>
std::string listed(const Value (&values)[kCount]) {
  std::string names;
  for (const Value value : values)
    names += (names.empty() ? "" : ", ") + std::string(name_of(value));
  return names;
}

std::optional<Date> read_optional_day(ObjectReader& reader, std::string_view name) {
  const std::string text = reader.optional_text(name);
  if (text.empty()) return std::nullopt;
  const Result<Date> day = Date::parse(text);
  if (day) return *day;
  reader.complain(name, day.error().message, text);
  return std::nullopt;
}

/// The alert, if the caller may see it.
Result<AlertRow> visible_alert(const Call& call, Desk& desk) {
  const std::int64_t number =
      TRY(parse_integer("id", call.path[0], 1, std::numeric_limits<std::int64_t>::max()));
  const Error none{ErrorCode::not_found, "expected to find alert " + std::to_string(number) +
                                             ", but there is none for you"};
  Result<AlertRow> row = desk.queries.alert(AlertId(number));
  if (!row) return row.error().code == ErrorCode::not_found ? none : row.error();
  if (!call.account->may_see(row->department)) return none;
  return row;
}

/// What rules are asked of, made of what is kept.
ProjectState state_of(const ProjectRow& row) {
  ProjectState project;
  project.code = row.project.code;
  project.instance = row.instance;
  project.name = row.project.name;
  project.unit = row.project.unit;
  project.funds = row.project.funds;
  project.draft = row.project.plan;
  project.versions = row.versions;
  project.paid = row.paid;
  project.funds_changes = row.funds_changes;
  project.achieved = row.achieved;
  return project;
}

/// Why a rule says nothing of a project; empty: it is held against it.
std::optional<NotAssessed> why_not(const Rule& rule, const ProjectState& project,
                                   const InstanceRow& instance, int month, Date today,
                                   const std::vector<GrantedExemption>& exemptions) {
  const DepartmentId& department = instance.data.department;
  if (!is_in_scope(rule, project, department)) return NotAssessed::out_of_scope;
  if (exemption_in(rule, project.code, department, today) != nullptr) return NotAssessed::exempted;
  for (const GrantedExemption& granted : exemptions) {
    if (granted.project == project.code && granted.rule == rule.id && today <= granted.until)
      return NotAssessed::exempted;
  }
  const auto found = inputs_for(rule, project, instance.data.year, month, today);
  if (const auto* reason = std::get_if<NotAssessed>(&found)) return *reason;
  const bool is_own = rule.measure == Measure::own_plan_lag ||
                      rule.measure == Measure::own_plan_lag_relative ||
                      rule.measure == Measure::own_plan_gap;
  if (is_own && std::get<AlertInputs>(found).planned.is_zero()) return NotAssessed::nothing_planned;
  return std::nullopt;
}

/// No clock here: the day of the last thing that happened.
Result<Date> today_of(Desk& desk) {
  return TRY(desk.queries.status(std::nullopt)).last_at.date();
}

}  // namespace

Result<Prepared> handle_alert(const Call& call, Desk&) {
  const std::int64_t number =
      TRY(parse_integer("id", call.path[0], 1, std::numeric_limits<std::int64_t>::max()));
  const boost::json::value body = TRY(parse_json(call.request.body));
  std::vector<Finding> findings;
  ObjectReader reader(body, "", findings);
  HandleAlert action;
  action.alert = AlertId(number);
  const std::string act = reader.text("act");
  if (const auto known = named(act, kActs)) {
    action.act = *known;
  } else if (!act.empty()) {
    reader.complain("act", "expected one of " + listed(kActs), act);
  }
  for (const std::string& cause : reader.optional_texts("causes")) {
    if (const auto known = named(cause, kCauses)) {
      action.causes.push_back(*known);
    } else {
      reader.complain("causes", "expected some of " + listed(kCauses), cause);
    }
  }
  action.text = reader.optional_text("text");
  action.attachment = reader.optional_text("attachment");
  action.day = read_optional_day(reader, "day");
  reader.finish();
  return prepared(std::move(action), findings);
}

Response tell_alert_act(const Call& call, const Outcome& outcome) {
  const auto* handled = find_event<AlertHandled>(outcome);
  JsonWriter json;
  json.begin_object().field("alert", call.path[0]);
  json.key("act");
  handled == nullptr ? json.null() : json.value(name_of(handled->act));
  json.field("is_closed", find_event<AlertClosed>(outcome) != nullptr);
  return told(std::move(json), outcome, 200);
}

Result<Response> get_alert_reasons(const Call& call, Desk& desk) {
  const AlertRow row = TRY(visible_alert(call, desk));
  const Rule& rule = *row.rule;
  JsonWriter json;
  json.begin_object().key("alert");
  write(json, row);
  json.field("rule_title", rule.title).field("measure", name_of(rule.measure));
  json.field("measure_title", chinese_name_of(rule.measure));
  json.field("certainty", name_of(rule.basis.certainty)).field("basis", basis_text(rule.basis));
  json.key("steps").begin_array();
  for (const AlertStep& step : arithmetic_of(row.data, rule))
    json.begin_object().field("title", step.title).field("text", step.text).end_object();
  json.end_array().end_object();
  return Response{.body = std::move(json).text()};
}

Result<Response> get_alert_totals(const Call& call, Desk& desk) {
  AlertFilter filter;
  filter.year = TRY(call.query.year());
  filter.sight = sight_of(call);
  filter.state = AlertState::open;
  AlertGrouping by = AlertGrouping::department;
  if (const std::string* text = call.query.find("by")) {
    if (*text == "unit") {
      by = AlertGrouping::unit;
    } else if (*text == "region") {
      by = AlertGrouping::region;
    } else if (*text != "department") {
      return Error{ErrorCode::invalid_input,
                   "expected \"by\" to be unit, department or region, but it is not"};
    }
  }
  const Date today = TRY(today_of(desk));
  const std::vector<AlertTotalRow> rows = TRY(desk.queries.alert_totals(by, filter, today));
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (const AlertTotalRow& row : rows) {
    json.begin_object().field("key", row.key).field("name", row.name);
    json.key("open").begin_object();
    for (const AlertLevel level :
         {AlertLevel::red, AlertLevel::orange, AlertLevel::yellow, AlertLevel::info}) {
      const auto count = row.open.find(level);
      json.field(name_of(level), count == row.open.end() ? 0 : count->second);
    }
    json.end_object().key("phases").begin_object();
    for (const auto& [phase, count] : row.phases)
      json.field(name_of(phase), count);
    json.end_object().field("suppressed", row.suppressed).money("stake", row.stake).end_object();
  }
  json.end_array().key("next").null().end_object();
  return Response{.body = std::move(json).text()};
}

Result<Response> get_not_assessed(const Call& call, Desk& desk) {
  const InstanceRow instance = TRY(visible_instance(call, desk, call.path[0]));
  const auto asked = TRY(call.query.integer("month", 1, 12));
  if (!asked) {
    return Error{ErrorCode::invalid_input, "expected \"month\", but it is missing",
                 "say which node: ?month=6"};
  }
  const int month = static_cast<int>(*asked);
  const RuleSet rules = TRY(desk.queries.rule_set(instance.data.rule_set));
  const std::vector<GrantedExemption> exemptions = TRY(desk.queries.exemptions(instance.data.id));
  const Date today = TRY(today_of(desk));
  const std::vector<ProjectRow> rows = TRY(desk.queries.projects(instance.data.id));
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (const ProjectRow& row : rows) {
    const ProjectState project = state_of(row);
    bool is_asked = false;
    for (const Rule& rule : rules.rules) {
      const bool at_month =
          moment_of(rule.measure) == Moment::month_end &&
          std::find(rule.months.begin(), rule.months.end(), month) != rule.months.end();
      if (!at_month) continue;
      is_asked = true;
      const auto reason = why_not(rule, project, instance, month, today, exemptions);
      if (!reason) continue;
      json.begin_object().field("project_code", project.code.view());
      json.field("project_name", project.name)
          .field("rule", rule.id)
          .field("rule_title", rule.title);
      json.field("reason", name_of(*reason)).field("reason_title", chinese_name_of(*reason));
      json.end_object();
    }
    if (is_asked) continue;
    json.begin_object().field("project_code", project.code.view());
    json.field("project_name", project.name).key("rule").null().key("rule_title").null();
    json.field("reason", "not_asked").field("reason_title", "没有规则检查这一节点").end_object();
  }
  json.end_array().key("next").null().end_object();
  return Response{.body = std::move(json).text()};
}

}  // namespace budget
