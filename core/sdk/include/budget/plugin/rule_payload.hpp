#pragma once

// The JSON of rule plugins; included by rule.hpp.

namespace budget::plugin {

[[nodiscard]] inline Json finding_to_json(const Finding& finding) {
  Json place = Json::object();
  if (!finding.place.file.empty()) place.set("file", finding.place.file);
  if (finding.place.line > 0) place.set("line", finding.place.line);
  if (finding.place.column > 0) place.set("column", finding.place.column);
  if (!finding.place.cell.empty()) place.set("cell", finding.place.cell);
  if (!finding.place.field.empty()) place.set("field", finding.place.field);
  Json json = Json::object();
  json.set("rule", finding.rule.text()).set("level", name_of(finding.level));
  json.set("place", std::move(place)).set("message", finding.message);
  if (!finding.quote.empty()) json.set("quote", finding.quote);
  if (!finding.treatment.empty()) json.set("treatment", finding.treatment);
  return json;
}

/// An amount; 0 when the payload does not name it. What is there and is no amount is refused: taken
/// for 0 it would be a check that passes.
[[nodiscard]] inline Result<Money> fen_of(const Json& object, std::string_view name) {
  const Json& value = object[name];
  if (value.is_null() || value.is_integer()) return Money::from_fen(value.integer());
  return Error{ErrorCode::invalid_input, "expected " + std::string(name) +
                                             " to be a whole number of fen, but it is " +
                                             shortened(value.to_text(), 40)};
}

/// A whole number between `low` and `high`.
[[nodiscard]] inline Result<int> number_of(const Json& object, std::string_view name, int low,
                                           int high) {
  const Json& value = object[name];
  if (value.is_integer() && value.integer() >= low && value.integer() <= high)
    return static_cast<int>(value.integer());
  return Error{ErrorCode::invalid_input, "expected " + std::string(name) + " from " +
                                             std::to_string(low) + " to " + std::to_string(high) +
                                             ", but it is " + shortened(value.to_text(), 40)};
}

[[nodiscard]] inline Indicator indicator_of(const Json& json) {
  const auto text = [&](std::string_view name) { return json[name].text(); };
  return {text("level1"), text("level2"), text("level3"), text("description"), text("comparator"),
          text("value"),  text("unit"),   text("weight"), text("basis"),       text("printed")};
}

[[nodiscard]] inline Result<Project> project_of(const Json& json) {
  Project project;
  project.code = json["code"].text();
  project.name = json["name"].text();
  project.unit_code = json["unit_code"].text();
  project.unit_name = json["unit_name"].text();
  project.purpose = json["purpose"].text();
  project.budget = TRY(fen_of(json, "budget_fen"));
  project.fiscal_funds = TRY(fen_of(json, "fiscal_funds_fen"));
  project.other_funds = TRY(fen_of(json, "other_funds_fen"));
  project.paid = TRY(fen_of(json, "paid_fen"));
  if (json["fiscal_year"].is_integer())
    project.fiscal_year = TRY(number_of(json, "fiscal_year", 1900, 9999));
  project.is_in_force = json["in_force"].boolean();
  if (json["line"].is_integer()) {
    constexpr int kMostLines = 1'000'000'000;
    project.line = TRY(number_of(json, "line", 0, kMostLines));
  }
  for (const Json& node : json["plan"].items()) {
    const int month = TRY(number_of(node, "month", 1, 12));
    project.plan.push_back({month, TRY(fen_of(node, "cumulative_fen"))});
  }
  for (const Json& goal : json["goals"].items())
    project.goals.push_back(goal.text());
  for (const Json& indicator : json["indicators"].items())
    project.indicators.push_back(indicator_of(indicator));
  return project;
}

inline Result<Budget> Budget::from(const Json& payload) {
  if (payload["schema"].text() != BUDGET_RULE_CHECK) {
    return Error{ErrorCode::unsupported, "expected a payload of " BUDGET_RULE_CHECK
                                         ", but it is '" +
                                             shortened(payload["schema"].text(), 60) + "'"};
  }
  Budget budget;
  budget.region_code = payload["region"]["code"].text();
  budget.region_name = payload["region"]["name"].text();
  budget.department_id = payload["department"]["id"].text();
  budget.department_name = payload["department"]["name"].text();
  budget.fiscal_year = TRY(number_of(payload, "fiscal_year", 1900, 9999));
  budget.today = TRY(Date::parse(payload["today"].text()));
  budget.moment = payload["moment"].text();
  for (const Json& json : payload["projects"].items()) {
    Project project = TRY(project_of(json));
    if (project.fiscal_year == 0) project.fiscal_year = budget.fiscal_year;
    budget.projects.push_back(std::move(project));
  }
  budget.payload = &payload;
  return budget;
}

inline Json Report::to_json() const {
  Json run = Json::array();
  for (const RuleId& rule : run_)
    run.push(rule.text());
  Json not_run = Json::array();
  for (const auto& [rule, reason] : not_run_)
    not_run.push(Json::object().set("rule", rule.text()).set("reason", reason));
  Json findings = Json::array();
  for (const Finding& finding : findings_)
    findings.push(finding_to_json(finding));
  Json json = Json::object();
  json.set("schema", "budget.rule.report/1").set("rules_run", std::move(run));
  json.set("rules_not_run", std::move(not_run)).set("rows", rows_);
  json.set("findings", std::move(findings));
  return json;
}

inline Result<Json> Rule::run(std::string_view capability, const Call& call) {
  if (capability == BUDGET_RULE_CHECK) {
    Report report;
    const Budget budget = TRY(Budget::from(call.payload()));
    TRY(check(budget, report, call));
    return report.to_json();
  }
  Json list = Json::array();
  for (const RuleText& rule : rules()) {
    Json entry = Json::object();
    entry.set("id", rule.id.text()).set("title", rule.title).set("level", name_of(rule.level));
    entry.set("reason", rule.reason).set("passes", rule.passes).set("fails", rule.fails);
    if (!rule.tolerance.empty()) entry.set("tolerance", rule.tolerance);
    if (!rule.source.empty()) entry.set("source", rule.source);
    Json regions = Json::array();
    for (const std::string& region : rule.regions)
      regions.push(region);
    if (!rule.regions.empty()) entry.set("regions", std::move(regions));
    list.push(std::move(entry));
  }
  Json json = Json::object();
  return json.set("schema", "budget.rule.rules/1").set("rules", std::move(list));
}

}  // namespace budget::plugin
